// SPDX-License-Identifier: GPL-3.0-or-later
// A lab, and what the live sources say in it: sightings and facts, in the order of the helper's lines.
#pragma once

#include "support/lab.h"
#include "wire/factline.h"
#include "wire/logline.h"
#include "wire/origin.h"

#include <nlohmann/json.hpp>

namespace hookwalk::test
{

inline constexpr std::uint32_t tag = 114514;

struct Sighting {
    wire::Source source;
    std::uint32_t packetId;
    std::string chain; // "" of a frame
    std::string in, out, from, to;
    std::size_t place; // among all lines
};

struct Fact {
    std::string kind;
    nlohmann::json content;
    std::size_t place;
};

struct SourceLab : Lab {
    using Lab::Lab;

    std::string trace(protocol::LogSource source, bool rules = false, bool connections = false,
                      bool frames = false)
    {
        return unless<protocol::Done>(helper.ask(
            protocol::SetTrace{{helper.lab().farAddress}, tag, source, rules, connections, frames}));
    }
    // Everything that was reported up to now.
    void settle() { shown(); }
    std::vector<Sighting> sightings(std::optional<wire::Source> source = {}) const
    {
        std::vector<Sighting> found;
        wire::LogReader reader;
        for (std::size_t i = 0; i < helper.lines.size(); ++i) {
            const std::string& text = helper.lines[i];
            wire::LogLine line;
            const auto origin = wire::originOf(text);
            if (wire::readFactLine(text) || (source && origin.source != *source) || !reader.read(text, line))
                continue;
            found.push_back({origin.source, origin.packetId, line.baseChain ? name(*line.baseChain) : "",
                             value(text, "IN="), value(text, "OUT="), value(text, "SRC="),
                             value(text, "DST="), i});
        }
        return found;
    }
    std::vector<Fact> facts(const std::string& kind) const
    {
        std::vector<Fact> found;
        for (std::size_t i = 0; i < helper.lines.size(); ++i) {
            const auto fact = wire::readFactLine(helper.lines[i]);
            if (fact && fact->kind == kind)
                found.push_back({kind, nlohmann::json::parse(fact->content), i});
        }
        return found;
    }
    static std::string value(const std::string& text, const std::string& name)
    {
        const auto start = text.find(name, text.find(';'));
        return start == text.npos
                   ? ""
                   : text.substr(start + name.size(), text.find(' ', start) - start - name.size());
    }
};

inline QStringList chainsOf(const std::vector<Sighting>& sightings)
{
    QStringList chains;
    for (const auto& sighting : sightings)
        chains << QString::fromStdString(sighting.chain);
    return chains;
}

inline std::string text(const nlohmann::json& object, const char* key)
{
    return object.value(key, std::string());
}

} // namespace hookwalk::test
