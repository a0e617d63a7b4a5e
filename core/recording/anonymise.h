// SPDX-License-Identifier: GPL-3.0-or-later
// A log or recording with pseudonyms for what names people, machines and networks: addresses, MACs, devices, hosts, chains and
// tables of their own, sets, comments, words of log prefixes. Numbers of lines, times, ports, lengths and ids stay, and so
// every packet takes the same way. Lines of others (a whole syslog may be given) are emptied.
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
    explicit Anonymiser(const Pseudonyms::Key& key = Pseudonyms::randomKey())
        : m_other(key)
    {
    }

    // Whole lines; of a stream one piece after another. Gives as many lines, in pieces, until `take` says false.
    void lines(std::string_view text, const std::function<bool(std::string_view lines)>& take);

private:
    std::string line(std::string_view text, std::string_view andBehind);
    std::string record(std::string_view text, const wire::LogLine& line);
    std::string head(std::string_view text, const wire::LogLine& line);
    std::string body(std::string_view text);
    std::string token(std::string_view text, bool isIpOption);
    std::string message(std::string_view text);
    std::string fact(std::string_view line);
    std::string addresses(std::string_view text);
    std::string macs(std::string_view bytes);
    std::string ruleText(std::string_view text);
    void change(nlohmann::ordered_json& json, std::string_view kind, const std::string& key);

    Pseudonyms m_other;
    wire::LogReader m_reader;
};

} // namespace hookwalk::recording
