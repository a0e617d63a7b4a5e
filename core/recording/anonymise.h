// SPDX-License-Identifier: GPL-3.0-or-later
// A log or recording with pseudonyms for what names people, machines and networks: addresses, MACs, devices, hosts, chains and
// tables of their own, sets, comments, words of log prefixes. Numbers of lines, times, ports, lengths and ids stay, and so
// every packet takes the same way. Lines of others (a whole syslog may be given) are emptied but for what explains a drop or
// a loss; comments of captures are left out.
#pragma once

#include "recording/pseudonyms.h"
#include "wire/logline.h"

#include <functional>
#include <nlohmann/json_fwd.hpp>

namespace hookwalk::recording
{

class Anonymiser
{
public:
    struct LeftOut {
        std::uint64_t lines = 0;    // that were emptied
        std::uint64_t comments = 0; // on frames of captures
    };

    explicit Anonymiser(const Pseudonyms::Key& key = Pseudonyms::randomKey())
        : m_other(key)
    {
    }

    // Whole lines; of a stream one piece after another. Gives as many lines, in pieces, until `take` says false.
    void lines(std::string_view text, const std::function<bool(std::string_view lines)>& take);
    const LeftOut& leftOut() const { return m_leftOut; } // so far

private:
    std::string line(std::string_view text, std::string_view andBehind);
    std::string kmsgHead(std::string_view text);
    std::string record(std::string_view text, const wire::LogLine& line);
    std::string head(std::string_view text, const wire::LogLine& line);
    std::string body(std::string_view text);
    std::string token(std::string_view text, bool isIpOption);
    std::string message(std::string_view text);
    std::string martian(std::string_view text);
    std::string fact(std::string_view line);
    enum class Rest { Stays, IsNames };
    std::string addresses(std::string_view text, Rest rest = Rest::Stays);
    std::string freeText(std::string_view text) { return addresses(text, Rest::IsNames); }
    std::string macs(std::string_view bytes);
    std::string ruleText(std::string_view text);
    void change(nlohmann::ordered_json& json, std::string_view kind, const std::string& key);

    Pseudonyms m_other;
    wire::LogReader m_reader;
    const char* m_recordEnd = nullptr; // of a record of several lines; null: there was none
    LeftOut m_leftOut;
};

} // namespace hookwalk::recording
