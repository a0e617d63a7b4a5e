// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/rulelisting.h"

#include <charconv>

namespace hookwalk::kernel
{

namespace
{

constexpr std::string_view handleMark = " # handle ";

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const auto start = text.find_first_not_of(blanks);
    return start == text.npos ? std::string_view()
                              : text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

std::optional<std::uint64_t> takeNumber(std::string_view word, std::string_view& from)
{
    std::uint64_t number = 0;
    if (!from.starts_with(word))
        return std::nullopt;
    const auto rest = from.substr(word.size());
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc())
        return std::nullopt;
    from.remove_prefix(static_cast<std::size_t>(end - from.data()));
    return number;
}

// Removes " # handle 5" from the end of the line. A rule's comment with this text would end with a quote.
std::optional<std::uint64_t> takeHandle(std::string_view& line)
{
    const auto place = line.rfind(handleMark);
    if (place == line.npos)
        return std::nullopt;
    auto rest = line.substr(place);
    const auto handle = takeNumber(handleMark, rest);
    if (!handle || !rest.empty())
        return std::nullopt;
    line = line.substr(0, place);
    return handle;
}

// Copies the text without the values of its counters and with single blanks. Quoted text stays as it is; what
// follows "jump {" are the rules of another chain.
ListedRule toRule(std::uint64_t handle, std::string_view text)
{
    ListedRule rule{handle, {}, {}, {}, {}};
    bool isQuoted = false;
    bool isOwn = true;
    while (!text.empty()) {
        auto rest = text;
        const auto packets = isQuoted ? std::nullopt : takeNumber("counter packets ", rest);
        const auto bytes = packets ? takeNumber(" bytes ", rest) : std::nullopt;
        if (bytes) {
            if (isOwn && !rule.packets) {
                rule.packets = packets;
                rule.bytes = bytes;
            }
            rule.text += "counter";
            text = rest;
            continue;
        }
        isQuoted ^= text.front() == '"';
        isOwn = isOwn && (isQuoted || (!text.starts_with("jump {") && !text.starts_with("goto {")));
        if (isQuoted || text.front() != ' ' ||
            !rule.text.ends_with(' ')) // nft leaves some where matches were
            rule.text += text.front();
        text.remove_prefix(1);
    }
    return rule;
}

// The text between `start` and " {", without the handle; nothing where the line is another one.
std::optional<std::string_view> opened(std::string_view start, std::string_view line)
{
    constexpr std::string_view brace = " {";
    if (!line.starts_with(start))
        return std::nullopt;
    line = line.substr(0, line.rfind(" #")); // behind it: the handle, the program that owns a table
    if (!line.ends_with(brace))
        return std::nullopt;
    return line.substr(start.size(), line.size() - start.size() - brace.size());
}

// The word behind `before`, up to a blank or semicolon.
std::string_view wordBehind(std::string_view before, std::string_view line)
{
    const auto place = line.find(before);
    if (place == line.npos)
        return {};
    const auto rest = line.substr(place + before.size());
    return rest.substr(0, rest.find_first_of(" ;"));
}

// "type filter hook input priority -150; policy accept;"
void readBase(std::string_view line, ListedChain& chain)
{
    chain.type = wordBehind("type ", line);
    chain.hook = wordBehind(" hook ", line);
    chain.policy = wordBehind("; policy ", line);
    const auto priority = wordBehind(" priority ", line);
    std::from_chars(priority.data(), priority.data() + priority.size(), chain.priority);
    // `hook ingress device "eth0" priority …`, `hook ingress devices = { eth0, eth1 } priority …`
    constexpr std::string_view word = " device", between = "\"{}=, ";
    auto rest = line.substr(0, line.find(" priority "));
    const auto names = rest.find(word);
    if (names == rest.npos)
        return;
    rest.remove_prefix(std::min(names + word.size() + 1, rest.size())); // and the "s" or blank behind it
    for (auto start = rest.find_first_not_of(between); start != rest.npos;
         start = rest.find_first_not_of(between)) {
        rest.remove_prefix(start);
        const auto end = std::min(rest.find_first_of(between), rest.size());
        chain.devices.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end);
    }
}

} // namespace

std::vector<ListedChain> readRuleListing(std::string_view listing)
{
    std::vector<ListedChain> chains;
    std::string family, table;
    bool isInChain = false, isDormant = false;
    std::string pending; // the lines of a rule so far
    while (!listing.empty()) {
        const auto end = std::min(listing.find('\n'), listing.size() - 1);
        const auto whole = listing.substr(0, end);
        listing.remove_prefix(end + 1);
        if (const auto of = opened("table ", whole)) {
            const auto blank = std::min(of->find(' '), of->size());
            family = of->substr(0, blank);
            table = of->substr(std::min(blank + 1, of->size()));
            isInChain = isDormant = false;
            continue;
        }
        if (!isInChain && whole.starts_with("\tflags "))
            isDormant = whole.find("dormant") != whole.npos;
        if (const auto name = opened("\tchain ", whole)) {
            auto rest = whole;
            chains.push_back({family,
                              table,
                              std::string(*name),
                              takeHandle(rest).value_or(0),
                              {},
                              {},
                              {},
                              0,
                              {},
                              isDormant,
                              {},
                              {}});
            isInChain = true;
            pending.clear();
            continue;
        }
        if (whole == "\t}")
            isInChain = false;
        auto line = trimmed(whole);
        if (!isInChain || line.empty())
            continue;
        // What a chain says of itself comes before its rules.
        if (pending.empty() && line.starts_with("type ")) {
            readBase(line, chains.back());
            continue;
        }
        if (pending.empty() && line.starts_with("comment \""))
            continue;
        const auto handle = takeHandle(line);
        pending += (pending.empty() ? "" : " ") + std::string(trimmed(line));
        if (handle) {
            chains.back().rules.push_back(toRule(*handle, pending));
            pending.clear();
        }
    }
    return chains;
}

} // namespace hookwalk::kernel
