// SPDX-License-Identifier: GPL-3.0-or-later
// A lab whose helper is asked for facts.
#pragma once

#include "support/lab.h"
#include "wire/factline.h"

#include <nlohmann/json.hpp>

namespace hookwalk::test
{

struct VerbLab : Lab {
    using Lab::Lab;

    // What the answer to the request brought along, by kind.
    std::string ask(const protocol::Request& request)
    {
        helper.lines.clear();
        facts.clear();
        auto wrong = unless<protocol::Done>(helper.ask(request));
        for (const std::string& line : helper.lines) {
            if (const auto fact = wire::readFactLine(line))
                facts[std::string(fact->kind)].push_back(
                    nlohmann::json::parse(fact->content, nullptr, false));
        }
        return wrong;
    }
    nlohmann::json first(const std::string& kind) const
    {
        const auto found = facts.find(kind);
        return found == facts.end() ? nlohmann::json() : found->second.front();
    }

    std::map<std::string, std::vector<nlohmann::json>> facts;
};

} // namespace hookwalk::test
