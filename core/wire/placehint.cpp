// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/placehint.h"

#include "model/lettercase.h"
#include "wire/token.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

// Which hook of the filter table sees a packet with these devices.
std::optional<Hook> hookOf(const LogLine& line)
{
    if (!line.in.empty())
        return line.out.empty() ? Hook::Input : Hook::Forward;
    return line.out.empty() ? std::nullopt : std::optional(Hook::Output);
}

// A hook that the devices of the line rule out is not what the prefix means.
std::optional<Hook> possible(std::optional<Hook> hook, const LogLine& line)
{
    if (!hook)
        return hook;
    const bool in = !line.in.empty(), out = !line.out.empty();
    switch (*hook) {
    case Hook::Prerouting:
    case Hook::Input:
        return out ? std::nullopt : hook;
    case Hook::Forward:
        return in && out ? hook : std::nullopt;
    case Hook::Output:
        return in ? std::nullopt : hook;
    case Hook::Postrouting:
        return out ? hook : std::nullopt;
    }
    return hook;
}

// The words of a prefix, in small letters: "filter_FWD_public_REJECT: " gives filter, fwd, public, reject.
class PrefixWords
{
public:
    explicit PrefixWords(const std::string& prefix)
    {
        Text rest = prefix;
        while (!rest.empty()) {
            const auto isLetterOrDigit = [](char c) { return isDigit(c) || (c >= 'a' && c <= 'z'); };
            const auto length = static_cast<std::size_t>(
                std::find_if_not(rest.begin(), rest.end(), isLetterOrDigit) - rest.begin());
            if (length != 0 && m_count < m_words.size())
                m_words[m_count++] = rest.substr(0, length);
            rest.remove_prefix(std::max<std::size_t>(length, 1));
        }
    }

    Text operator[](std::size_t at) const { return at < m_count ? m_words[at] : Text(); }
    Text last() const { return m_count == 0 ? Text() : m_words[m_count - 1]; }
    const Text* begin() const { return m_words.data(); }
    const Text* end() const { return m_words.data() + m_count; }

private:
    std::array<Text, 32> m_words;
    std::size_t m_count = 0;
};

// The word's meaning by a table of names; nothing where it has none.
template<typename Value, std::size_t Size>
std::optional<Value> meaning(Text word, const std::pair<Text, Value> (&names)[Size])
{
    for (const auto& [name, value] : names) {
        if (word == name)
            return value;
    }
    return std::nullopt;
}

constexpr std::pair<Text, Hook> hooks[] = {{"input", Hook::Input},        {"in", Hook::Input},
                                           {"inp", Hook::Input},          {"inbound", Hook::Input},
                                           {"forward", Hook::Forward},    {"fwd", Hook::Forward},
                                           {"fwdi", Hook::Forward},       {"fwdo", Hook::Forward},
                                           {"output", Hook::Output},      {"out", Hook::Output},
                                           {"outbound", Hook::Output},    {"prerouting", Hook::Prerouting},
                                           {"pre", Hook::Prerouting},     {"postrouting", Hook::Postrouting},
                                           {"rpfilter", Hook::Prerouting}};
constexpr std::pair<Text, Text> verdicts[] = {
    {"drop", "drop"},       {"dropped", "drop"},    {"deny", "drop"},     {"denied", "drop"},
    {"reject", "reject"},   {"rejected", "reject"}, {"accept", "accept"}, {"accepted", "accept"},
    {"allow", "accept"},    {"allowed", "accept"},  {"block", "block"},   {"blocked", "block"},
    {"policydrop", "drop"}, {"return", "return"}};
constexpr std::pair<Text, Text> letters[] = {{"a", "accept"},   {"d", "drop"}, {"r", "reject"},
                                             {"c", "continue"}, {"j", "jump"}, {"q", "queue"}};

template<typename Value, std::size_t Size>
std::optional<Value> firstMeaning(const PrefixWords& words, const std::pair<Text, Value> (&names)[Size])
{
    for (const Text word : words) {
        if (const auto found = meaning(word, names))
            return found;
    }
    return std::nullopt;
}

std::string verdictIn(const PrefixWords& words)
{
    return std::string(firstMeaning(words, verdicts).value_or(Text()));
}

// "[UFW LIMIT BLOCK] "
PlaceHint byUfw(const PrefixWords& words, const LogLine& line)
{
    const auto verdict = verdictIn(words);
    return {"ufw", Table::Filter, hookOf(line), verdict == "accept" ? "allow" : verdict};
}

// "filter_FWD_public_REJECT: ", "IN_public_DROP: ", "FINAL_REJECT: ", "STATE_INVALID_DROP: ", "rpfilter_DROP: "
PlaceHint byFirewalld(const PrefixWords& words, const LogLine& line)
{
    const auto hook = firstMeaning(words, hooks);
    if (hook == Hook::Prerouting)
        return {"firewalld", std::nullopt, possible(hook, line), verdictIn(words)};
    const bool isFilter = words[0] != "mangle" && words[0] != "nat" && words[0] != "raw";
    return {"firewalld", isFilter ? std::optional(Table::Filter) : std::nullopt,
            hook ? possible(hook, line) : hookOf(line), verdictIn(words)};
}

// "[ipv4-FWD-filter-default-D]", "[WAN_LOCAL-10-A]": the letter is the action.
std::optional<PlaceHint> byVyos(Text prefix, const PrefixWords& words, const LogLine& line)
{
    const auto close = prefix.find_last_not_of(' ');
    const bool isBracketed = close != Text::npos && prefix[close] == ']' && prefix.starts_with('[');
    const auto verdict = meaning(words.last(), letters);
    const bool isNumbered = isBracketed && close >= 3 && prefix[close - 2] == '-';
    if (!isNumbered || !verdict)
        return std::nullopt;
    const bool isNew = words[0] == "ipv4" || words[0] == "ipv6" || words[0] == "bri";
    const auto hook = isNew ? meaning(words[1], hooks) : std::nullopt;
    return PlaceHint{"VyOS", std::nullopt, hook ? possible(hook, line) : hookOf(line), std::string(*verdict)};
}

// "REJECT wan in: ", "reject wan forward: ", "DROP(src wan)"
std::optional<PlaceHint> byOpenWrt(Text prefix, const PrefixWords& words, const LogLine& line)
{
    const auto verdict = meaning(words[0], verdicts);
    const bool isZone = words[1] == "src" || words[1] == "dest" ||
                        (prefix.find(": ") != Text::npos && !words[2].empty() && words[4].empty() &&
                         (meaning(words[2], hooks) || words[2] == "invalid"));
    if (!verdict || !isZone || (*verdict != "drop" && *verdict != "reject" && *verdict != "accept"))
        return std::nullopt;
    const auto hook = words[1] == "src" || words[1] == "dest" ? std::nullopt : meaning(words[2], hooks);
    return PlaceHint{"OpenWrt", Table::Filter, hook ? possible(hook, line) : hookOf(line),
                     std::string(*verdict)};
}

PlaceHint byWords(const PrefixWords& words, const LogLine& line)
{
    PlaceHint hint{"words of the prefix", {}, {}, verdictIn(words)};
    for (const Text word : words) {
        if (!hint.table)
            hint.table = tableNamed(word);
        const bool isName =
            word != "in" && word != "out" && word != "pre"; // too short to mean a hook by themselves
        if (!hint.hook && isName)
            hint.hook = meaning(word, hooks);
    }
    hint.hook = possible(hint.hook, line);
    if (!hint.hook) // the name of a table alone is a word like others
        hint.table.reset();
    if (hint.table && hint.hook && chainIndex({*hint.table, *hint.hook}) == noChain)
        hint.table.reset();
    return hint;
}

} // namespace

std::string PlaceHint::place() const
{
    std::string text(table ? name(*table) : std::string_view());
    if (hook)
        text.append(text.empty() ? "" : " ").append(name(*hook));
    return text;
}

PlaceHint placeHint(const LogLine& line)
{
    const std::string prefix = lowerCase(line.prefix);
    const Text text = prefix;
    const auto holds = [&](Text words) { return text.find(words) != Text::npos; };
    if (line.packetId != 0) { // the chain's name is the user's; what the rules said is known
        auto hint = byWords(PrefixWords(lowerCase(line.chain)), line);
        return {"name of the chain", std::nullopt, hint.hook, {}};
    }
    const PrefixWords words(prefix);
    PlaceHint hint;
    if (line.traceType != TraceType::None)
        return hint; // a chain of the user's, by its name
    if (holds("[ufw "))
        hint = byUfw(words, line);
    else if (holds("shorewall"))
        hint = {"Shorewall", std::nullopt, hookOf(line), verdictIn(words)};
    else if (holds("firewall: *"))
        hint = {"CSF", std::nullopt, possible(firstMeaning(words, hooks), line),
                holds("blocked*") ? "drop" : verdictIn(words)};
    else if (holds("pvefw-") || holds("-in ") || holds("-out "))
        hint = {"pve-firewall", Table::Filter, holds("tap") || holds("group") ? std::nullopt : hookOf(line),
                verdictIn(words)};
    else if (holds("final_reject") || holds("state_invalid_drop") || holds("rpfilter_drop") ||
             ((words[0] == "filter" || meaning(words[0], hooks)) && holds("_") && !verdictIn(words).empty()))
        hint = byFirewalld(words, line);
    else if (const auto vyos = byVyos(text, words, line))
        hint = *vyos;
    else if (const auto openWrt = byOpenWrt(text, words, line))
        hint = *openWrt;
    else
        hint = byWords(words, line);
    if (line.hook) {
        hint.hook = line.hook;
        if (hint.by == "words of the prefix")
            hint.by = "ulogd2";
    }
    return hint;
}

} // namespace hookwalk::wire
