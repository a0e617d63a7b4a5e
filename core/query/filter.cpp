// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/filter.h"

#include "model/chain.h"
#include "model/lettercase.h"
#include "query/filternumbers.h"
#include "query/filterwords.h"

#include <algorithm>
#include <optional>

namespace hookwalk::query
{

namespace
{

using Kind = Condition::Kind;

constexpr std::string_view blanks = " \t\n";

// A word in quotes where it would be read as something else.
std::string quoted(std::string_view text)
{
    std::string all(1, '"');
    for (const char c : text) {
        if (c == '"' || c == '\\')
            all += '\\';
        all += c;
    }
    return all + '"';
}

std::string asName(std::string_view name)
{
    const bool plain = !name.empty() && name.find_first_of(" \t\n,\"\\") == name.npos;
    return plain && !hookNamed(upperCase(name)) ? std::string(name) : quoted(name);
}

Condition named(Kind kind, std::string_view keyword, std::string_view name)
{
    Condition condition;
    condition.kind = kind;
    condition.name = name;
    condition.text = kind == Kind::Text ? quoted(name)
                     : keyword.empty()  ? std::string(name)
                                        : std::string(keyword) + ' ' + asName(name);
    return condition;
}

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {
    }

    ReadFilter filter()
    {
        ReadFilter all;
        for (skipBlanks(); !atEnd(); skipBlanks()) {
            const auto begin = m_at;
            auto read = term();
            if (read) {
                all.good.push_back(std::move(*read));
                continue;
            }
            skipRest();
            all.bad.push_back({std::string(m_text.substr(begin, m_at - begin)), std::move(read).error()});
        }
        return all;
    }

private:
    struct Word {
        std::string text;
        std::size_t at = 0;
        bool isQuoted = false;
    };

    Result<Term> term()
    {
        Term term;
        term.isNot = takeNot();
        for (;;) {
            const auto at = m_at;
            const bool isNot = !term.any.empty() && takeNot();
            if (isNot && term.isNot)
                return bad(say("filter-not-twice", letter(at)));
            auto one = condition();
            if (!one)
                return tl::unexpected(one.error());
            one->isNot = isNot;
            term.any.push_back(std::move(*one));
            const auto end = m_at;
            skipBlanks();
            if (!take(',')) {
                m_at = end;
                return term;
            }
            skipBlanks();
        }
    }

    // What is left of a term that cannot be read: to its blank, and on where a comma joins more.
    void skipRest()
    {
        for (bool isMore = true; isMore;) {
            while (!atEnd() && blanks.find(m_text[m_at]) == blanks.npos) {
                if (m_text[m_at++] == '"')
                    m_at = std::min(m_text.find('"', m_at), m_text.size() - 1) + 1;
            }
            const auto end = m_at;
            skipBlanks();
            isMore = !atEnd() && (m_text[m_at] == ',' || (end > 0 && m_text[end - 1] == ','));
            m_at = isMore ? m_at : end;
        }
    }

    // A keyword with something behind it that does not fit: that is part of the mistake, unless it is a good term itself.
    tl::unexpected<Error> badArgument(Said said)
    {
        const auto next = peekWord();
        if (next && !next->isQuoted && !conditionNamed(next->text))
            (void)takeWord();
        return bad(std::move(said));
    }

    Result<Condition> condition()
    {
        const auto word = takeWord();
        if (!word)
            return tl::unexpected(word.error());
        if (word->isQuoted)
            return named(Kind::Text, {}, word->text);
        const auto lower = lowerCase(word->text);
        if (lower == "no" && takeNext("answer"))
            return *conditionNamed("no-answer");
        if (lower == "rule" || lower == "port" || lower == "protocol")
            return withNumber(lower, *word);
        if (lower == "device" || lower == "chain")
            return withName(lower, *word);
        if (lower == "time")
            return withTime(*word);
        if (lower == "table")
            return wholeTable(*word);
        if (auto known = conditionNamed(word->text))
            return tableNamed(lower) ? inTable(*word, std::move(*known)) : std::move(*known);
        if (word->text.front() == ':' && word->text.find(':', 1) == std::string::npos)
            return port(word->text.substr(1), *word);
        if (auto address = addressIn(*word))
            return std::move(*address);
        if (looksLikeAddress(word->text))
            return bad(say("filter-no-address", letter(word->at), word->text));
        return named(Kind::Name, {}, word->text);
    }

    // "nat" alone, or the chain of it that the next word names.
    Result<Condition> inTable(const Word& table, Condition all)
    {
        const auto next = peekWord();
        const auto hook = next && !next->isQuoted ? hookNamed(upperCase(next->text)) : std::nullopt;
        if (!hook)
            return all;
        const auto chain = chainNamed(lowerCase(table.text), name(*hook));
        (void)takeWord();
        if (!chain)
            return bad(say("filter-no-such-chain", letter(table.at), lowerCase(table.text), name(*hook)));
        return chainsCondition(1U << chainIndex(*chain), name(*chain));
    }

    Result<Condition> wholeTable(const Word& word)
    {
        const auto next = peekWord();
        const auto table = next ? tableNamed(lowerCase(next->text)) : std::nullopt;
        if (!table)
            return badArgument(say("filter-name-missing", letter(word.at), "table", "nat"));
        (void)takeWord();
        return *conditionNamed(name(*table));
    }

    Result<Condition> withNumber(std::string_view keyword, const Word& word)
    {
        const auto next = peekWord();
        const auto number = next ? numberIn(next->text, keyword == "protocol" ? 255 : 65535) : std::nullopt;
        if (!number || (keyword == "rule" && *number == 0))
            return badArgument(say("filter-number-missing", letter(word.at), keyword,
                                   keyword == "port"   ? "8080"
                                   : keyword == "rule" ? "3"
                                                       : "132"));
        (void)takeWord();
        if (keyword == "port")
            return port(next->text, word);
        if (keyword == "protocol")
            return protocolCondition(static_cast<std::uint8_t>(*number));
        Condition condition;
        condition.kind = Kind::Rule;
        condition.number = *number;
        condition.text = "rule " + std::to_string(*number);
        return condition;
    }

    Result<Condition> withName(std::string_view keyword, const Word& word)
    {
        const auto next = peekWord();
        if (!next || next->text.empty())
            return badArgument(say("filter-name-missing", letter(word.at), keyword,
                                   keyword == "device" ? "eth0" : "forward"));
        (void)takeWord();
        if (keyword == "chain" && !next->isQuoted && hookNamed(upperCase(next->text)))
            return *conditionNamed(next->text);
        return named(keyword == "device" ? Kind::Device : Kind::Chain, keyword, next->text);
    }

    Result<Condition> withTime(const Word& word)
    {
        const auto next = peekWord();
        const auto split = next ? next->text.find("..") : std::string::npos;
        if (split == std::string::npos)
            return badArgument(say("filter-name-missing", letter(word.at), "time", "10:42:31..10:42:35"));
        const auto from = momentIn(std::string_view(next->text).substr(0, split));
        const auto to = momentIn(std::string_view(next->text).substr(split + 2));
        if (!from || !to || from->isOfDay != to->isOfDay || from->us > to->us)
            return badArgument(say("filter-no-time", letter(next->at), next->text));
        (void)takeWord();
        Condition condition;
        condition.kind = Kind::Time;
        condition.span = {from->us, to->us, from->isOfDay};
        condition.text = "time " + next->text;
        return condition;
    }

    Result<Condition> port(std::string_view digits, const Word& word)
    {
        const auto number = numberIn(digits, 65535);
        if (!number)
            return bad(say("filter-no-port", letter(word.at), word.text));
        Condition condition;
        condition.kind = Kind::Port;
        condition.number = *number;
        condition.text = ':' + std::to_string(*number);
        return condition;
    }

    static std::optional<Condition> addressIn(const Word& word)
    {
        Condition condition;
        condition.kind = Kind::Address;
        if (const auto address = IpAddress::parse(word.text)) {
            condition.net = {*address, static_cast<std::uint8_t>(longestPrefix(address->isV4()))};
            condition.text = address->toString();
            return condition;
        }
        const auto slash = word.text.find('/');
        const auto base = IpAddress::parse(std::string_view(word.text).substr(0, slash));
        const auto length =
            base && slash != std::string::npos
                ? numberIn(std::string_view(word.text).substr(slash + 1), longestPrefix(base->isV4()))
                : std::nullopt;
        if (!length)
            return std::nullopt;
        condition.net = Network{*base, static_cast<std::uint8_t>(*length)}.subnet();
        condition.text = condition.net.toString();
        return condition;
    }

    // Such a word is no name of anything, so it is rather an address that was mistyped.
    static bool looksLikeAddress(std::string_view text)
    {
        const bool dotted = std::ranges::all_of(
            text, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '/' || c == ':'; });
        return dotted || text.find('/') != text.npos || std::ranges::count(text, ':') > 1;
    }

    std::optional<Word> peekWord()
    {
        const auto before = m_at;
        skipBlanks();
        const bool any = !atEnd() && m_text[m_at] != ',';
        auto word = any ? takeWord() : Result<Word>(Word{});
        m_at = before;
        return any && word ? std::optional(std::move(*word)) : std::nullopt;
    }

    bool takeNext(std::string_view expected)
    {
        const auto next = peekWord();
        if (!next || next->isQuoted || lowerCase(next->text) != expected)
            return false;
        (void)takeWord();
        return true;
    }

    Result<Word> takeWord()
    {
        skipBlanks();
        Word word{{}, m_at, false};
        if (take('"'))
            return takeQuoted(std::move(word));
        while (!atEnd() && blanks.find(m_text[m_at]) == blanks.npos && m_text[m_at] != ',')
            word.text += m_text[m_at++];
        if (word.text.empty())
            return bad(say("filter-condition-missing", letter(word.at)));
        return word;
    }

    Result<Word> takeQuoted(Word word)
    {
        word.isQuoted = true;
        while (!atEnd() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            word.text += m_text[m_at++];
        }
        if (!take('"'))
            return bad(say("filter-quote-open", letter(word.at)));
        if (word.text.empty())
            return bad(say("filter-quote-empty", letter(word.at)));
        if (!atEnd() && blanks.find(m_text[m_at]) == blanks.npos && m_text[m_at] != ',')
            return bad(say("filter-behind-quote", letter(m_at)));
        return word;
    }

    // As a person counts it: from 1, and not the bytes of UTF-8.
    std::ptrdiff_t letter(std::size_t at) const
    {
        return 1 + std::ranges::count_if(m_text.substr(0, at), [](char byte) {
                   return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
               });
    }
    static tl::unexpected<Error> bad(Said said) { return failure(ErrorCode::BadInput, std::move(said)); }

    bool atEnd() const { return m_at == m_text.size(); }
    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool takeNot() { return take('-') || take('!'); }
    void skipBlanks() { m_at = std::min(m_text.find_first_not_of(blanks, m_at), m_text.size()); }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

ReadFilter readFilter(std::string_view text)
{
    return Reader(text).filter();
}

Result<Filter> parseFilter(std::string_view text)
{
    auto read = readFilter(text);
    if (!read.bad.empty())
        return tl::unexpected(std::move(read.bad.front().error));
    return std::move(read.good);
}

std::string toText(const Term& term)
{
    std::string text(term.isNot ? "-" : "");
    for (const auto& condition : term.any) {
        text += &condition == term.any.data() ? "" : ",";
        text += (condition.isNot ? "!" : "") + condition.text;
    }
    return text;
}

std::string toText(const Filter& filter)
{
    std::string text;
    for (const auto& term : filter)
        text += (text.empty() ? "" : " ") + toText(term);
    return text;
}

} // namespace hookwalk::query
