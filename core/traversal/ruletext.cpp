// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/ruletext.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

constexpr std::string_view blanks = " \t{},";

// What is quoted is one word, with its quotes: it is never taken for a statement.
std::vector<std::string_view> wordsOf(std::string_view rule)
{
    std::vector<std::string_view> words;
    while (!rule.empty()) {
        const auto start = rule.find_first_not_of(blanks);
        if (start == rule.npos)
            break;
        rule.remove_prefix(start);
        if (rule.front() == '"') {
            const auto end = rule.find('"', 1);
            const auto size = end == rule.npos ? rule.size() : end + 1;
            words.push_back(rule.substr(0, size));
            rule.remove_prefix(size);
            continue;
        }
        const auto end = std::min(rule.find_first_of(blanks), rule.size());
        words.push_back(rule.substr(0, end));
        rule.remove_prefix(end);
    }
    return words;
}

// A comment of iptables-save is quoted only where it has a blank.
bool isName(std::string_view before)
{
    constexpr std::string_view naming[]{"jump",         "goto",           "-j",      "-g",
                                        "-A",           "--comment",      "comment", "--name",
                                        "--log-prefix", "--nflog-prefix", "prefix",  "--string",
                                        "--hex-string", "--match-set"};
    return std::ranges::find(naming, before) != std::end(naming);
}

bool hasStatement(const std::vector<std::string_view>& words, std::string_view word)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == word && (i == 0 || !isName(words[i - 1])))
            return true;
    }
    return false;
}

std::string_view behind(const std::vector<std::string_view>& words, std::string_view option)
{
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == option && (i == 0 || !isName(words[i - 1])))
            return words[i + 1];
    }
    return {};
}

std::string_view target(const std::vector<std::string_view>& words)
{
    const auto jump = behind(words, "-j");
    return jump.empty() ? behind(words, "-g") : jump;
}

} // namespace

bool hasWord(std::string_view rule, std::string_view word)
{
    return hasStatement(wordsOf(rule), word);
}

std::string_view valueOf(std::string_view rule, std::string_view option)
{
    auto value = behind(wordsOf(rule), option);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
    return value;
}

std::string_view targetOf(std::string_view rule)
{
    return target(wordsOf(rule));
}

std::vector<std::string_view> jumpsOf(std::string_view rule)
{
    std::vector<std::string_view> chains;
    const auto words = wordsOf(rule);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "jump" || words[i] == "goto")
            chains.push_back(words[i + 1]);
    }
    return chains;
}

bool drops(std::string_view rule)
{
    const auto words = wordsOf(rule);
    return target(words) == "DROP" || hasStatement(words, "drop");
}

bool rejects(std::string_view rule)
{
    const auto words = wordsOf(rule);
    return target(words) == "REJECT" || hasStatement(words, "reject");
}

bool copies(std::string_view rule)
{
    const auto words = wordsOf(rule);
    return target(words) == "TEE" || hasStatement(words, "dup");
}

std::string_view forwardsTo(std::string_view rule)
{
    if (!hasWord(rule, "fwd"))
        return {};
    const auto device = valueOf(rule, "device");
    return device.empty() ? valueOf(rule, "to") : device;
}

bool stopsTracking(std::string_view rule)
{
    const auto words = wordsOf(rule);
    return target(words) == "NOTRACK" || (target(words) == "CT" && hasStatement(words, "--notrack")) ||
           hasStatement(words, "notrack");
}

// The comma of RELATED,INVALID parts words. Of a map only what it drops is asked for.
Invalid asksForInvalid(std::string_view rule)
{
    constexpr std::string_view ofNft[]{"invalid", "new", "established", "related", "untracked"};
    constexpr std::string_view ofIptables[]{"INVALID",   "NEW",  "ESTABLISHED", "RELATED",
                                            "UNTRACKED", "SNAT", "DNAT"};
    const auto words = wordsOf(rule);
    const bool isNft = hasStatement(words, "ct");
    bool isAsked = false, isOnly = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool isOption = words[i] == "--ctstate" || words[i] == "--state";
        if ((isNft && i > 0 && words[i - 1] == "state" && words[i] == "!=") ||
            (isOption && i > 0 && words[i - 1] == "!"))
            return Invalid::No;
        const bool isState = isNft ? std::ranges::find(ofNft, words[i]) != std::end(ofNft)
                                   : std::ranges::find(ofIptables, words[i]) != std::end(ofIptables);
        const bool isPassed = i + 2 < words.size() && words[i + 1] == ":" && words[i + 2] != "drop";
        if (!isState || isPassed || (i > 0 && (isName(words[i - 1]) || words[i - 1] == "-j")))
            continue;
        if (words[i] == "invalid" || words[i] == "INVALID")
            isAsked = true;
        else
            isOnly = false;
    }
    const bool isOfState = isNft || hasStatement(words, "--ctstate") || hasStatement(words, "--state");
    return !isAsked || !isOfState ? Invalid::No : isOnly ? Invalid::Only : Invalid::Among;
}

} // namespace hookwalk
