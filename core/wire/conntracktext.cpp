// SPDX-License-Identifier: GPL-3.0-or-later
// `conntrack -E`, `conntrack -L` and /proc/net/nf_conntrack: "[NEW] tcp 6 120 SYN_SENT src=… [UNREPLIED] src=…"
#include "wire/conntracktext.h"

#include "wire/factline.h"
#include "wire/tokenwriter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hookwalk::wire
{

namespace
{

using Json = nlohmann::ordered_json;

// Events without a number of the connection's (option -o id) are told apart by their addresses.
std::uint32_t numberFor(const std::string& words)
{
    std::uint32_t hash = 2166136261; // FNV-1a
    for (const char c : words)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
    return hash;
}

void takeTuple(Text key, Text value, Json& tuple)
{
    constexpr std::array<std::pair<Text, Text>, 7> names{{{"src", "source"},
                                                          {"dst", "destination"},
                                                          {"sport", "sourcePort"},
                                                          {"dport", "destinationPort"},
                                                          {"id", "icmpId"},
                                                          {"type", "icmpType"},
                                                          {"code", "icmpCode"}}};
    for (const auto& [name, member] : names) {
        if (name != key)
            continue;
        const auto number = readNumber(value, maxShort);
        tuple[std::string(member)] =
            member == "source" || member == "destination" ? Json(value) : Json(number.value_or(0));
    }
}

} // namespace

std::optional<std::string> conntrackFact(Text line)
{
    const auto place = line.find(" src=");
    if (place == Text::npos || line.find(" dst=", place) == Text::npos ||
        line.find(" src=", place + 5) == Text::npos)
        return std::nullopt;
    constexpr std::array<std::pair<Text, int>, 8> protocols{{{"tcp", 6},
                                                             {"udp", 17},
                                                             {"icmp", 1},
                                                             {"icmpv6", 58},
                                                             {"udplite", 136},
                                                             {"sctp", 132},
                                                             {"dccp", 33},
                                                             {"gre", 47}}};
    Text event = "new", state, number;
    int protocol = -1;
    std::array<Json, 2> tuples{Json::object(), Json::object()};
    std::size_t which = 0;
    std::int64_t timeUs = 0;
    Json status = Json::array();
    bool isUnreplied = false;
    std::string identity;
    Words words(line);
    for (Text word = words.next(); !word.empty(); word = words.next()) {
        const auto equals = word.find('=');
        const Text value = equals == Text::npos ? Text() : word.substr(equals + 1);
        if (word == "[UPDATE]" || word == "[NEW]" || word == "[DESTROY]") {
            event = word == "[NEW]" ? "new" : word == "[UPDATE]" ? "update" : "destroy";
        } else if (word == "[UNREPLIED]") {
            isUnreplied = true;
        } else if (word == "[ASSURED]") {
            status.push_back("assured");
        } else if (equals == Text::npos) {
            const auto* found = std::find_if(protocols.begin(), protocols.end(),
                                             [&](const auto& known) { return known.first == word; });
            if (protocol < 0 && found != protocols.end())
                protocol = found->second;
            else if (protocol >= 0 && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_12") == Text::npos &&
                     word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 0)
                state = word;
        } else if (word.starts_with("src=")) {
            which += tuples[0].empty() ? 0 : 1;
            if (which > 1)
                return std::nullopt;
            takeTuple("src", value, tuples[which]);
        } else if (word.starts_with("id=") &&
                   ((which == 1 && protocol != 1 && protocol != 58) || tuples[which].contains("icmpId"))) {
            number = value;
        } else {
            takeTuple(word.substr(0, equals), value, tuples[which]);
        }
        if (which == 0 && equals != Text::npos)
            identity += word;
        if (word.starts_with("[1") && word.ends_with("]") && word.find('.') != Text::npos) { // -o timestamp
            double seconds = 0;
            std::from_chars(word.data() + 1, word.data() + word.size() - 1, seconds);
            timeUs = static_cast<std::int64_t>(seconds * 1e6);
        }
    }
    if (protocol < 0 || which != 1)
        return std::nullopt;
    if (!isUnreplied)
        status.push_back("seen-reply");
    Json fact{{"event", event},
              {"id", readNumber(number, maxWord).value_or(numberFor(identity))},
              {"family", identity.find(':') == std::string::npos ? "ip" : "ip6"},
              {"protocol", protocol},
              {"original", tuples[0]},
              {"reply", tuples[1]},
              {"status", status}};
    if (!state.empty())
        fact["tcpState"] = state;
    std::string text;
    appendFactLine(timeUs, "connection", fact, text);
    text.pop_back();
    return text;
}

} // namespace hookwalk::wire
