// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/words.h"

#include "model/ipaddress.h"
#include "words/sentences.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <QCoreApplication>
#include <QTranslator>

namespace hookwalk::words
{

namespace
{

enum class Language { Own, English };

std::string translated(const char* english, Language language)
{
    return language == Language::English ? english
                                         : QCoreApplication::translate("words", english).toStdString();
}

// A sentence that counts, in its form for that number. English has two as well.
std::string counted(const char* english, const std::string& number, Language language)
{
    static const auto formsOfEnglish = [] {
        auto translator = std::make_unique<QTranslator>();
        static_cast<void>(translator->load(QStringLiteral(":/translations/hookwalk_en.qm")));
        return translator;
    }();
    constexpr int most = std::numeric_limits<int>::max(); // Qt's own limit; larger numbers take the same form
    const auto count =
        static_cast<int>(std::min<unsigned long long>(std::strtoull(number.c_str(), nullptr, 10), most));
    const auto withNumber = [&](QString text) {
        return text.replace(QLatin1String("%n"), QString::number(count));
    };
    QString made;
    if (language == Language::Own)
        made = QCoreApplication::translate("words", english, nullptr, count);
    if (language == Language::English || made == withNumber(QString::fromUtf8(english))) // not translated
        made = withNumber(formsOfEnglish->translate("words", english, nullptr, count));
    if (count == most)
        made.replace(QString::number(count), QString::fromStdString(number));
    return made.toStdString();
}

// What say() made of a Said that is a value.
Said saidIn(std::string_view value)
{
    const auto next = [&value] {
        const auto end = std::min(value.find(saidSeparator), value.size());
        std::string part(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
        return part;
    };
    Said said{next(), {}};
    while (!value.empty())
        said.values.push_back(next());
    return said;
}

bool isV6(std::string_view value)
{
    return value.find(':') != value.npos && IpAddress::parse(value);
}

std::string make(const Said& said, Language language)
{
    const char* const english = findSentence(said.code);
    if (!english) {
        std::string shown = said.code;
        for (const auto& value : said.values)
            shown += ' ' + value;
        return shown;
    }
    std::string own;
    if (!said.values.empty() && std::strstr(english, "%n"))
        own = counted(english, said.values.front(), language);
    else if (language == Language::Own)
        own = translated(english, language);
    const std::string_view pattern = own.empty() ? std::string_view(english) : own;
    std::string made;
    for (std::size_t at = 0;; ++at) {
        const auto next = std::min(pattern.find('%', at), pattern.size());
        made += pattern.substr(at, next - at);
        if (next == pattern.size())
            break;
        at = next;
        const auto letter = [&](std::size_t behind) {
            return at + behind < pattern.size() ? pattern[at + behind] : '\0';
        };
        const char kind = letter(1) == 'e' || letter(1) == 'w' ? letter(1) : '\0';
        const char digit = letter(kind ? 2 : 1);
        const bool hasNumber = digit >= '1' && digit <= '9';
        if (!hasNumber && kind != 'e') {
            made += '%';
            continue;
        }
        const auto number = static_cast<std::size_t>(digit - '1');
        const std::string_view value =
            hasNumber && number < said.values.size() ? std::string_view(said.values[number]) : "";
        at += (kind ? 1U : 0U) + (hasNumber ? 1U : 0U);
        if (kind == 'e')
            made += std::strerror(hasNumber ? std::atoi(value.data()) : said.systemError);
        else if (kind == 'w')
            made += make(saidIn(value), language);
        else if (isV6(value) && at + 1 < pattern.size() && pattern[at + 1] == ':')
            made.append("[").append(value).append("]"); // the colon of the sentence is none of the address
        else
            made += value;
    }
    return made;
}

// A full-width stop brings its own gap.
bool endsFullWidth(std::string_view text)
{
    return std::ranges::any_of(std::array{"。", "！", "？", "；", "："},
                               [&](const char* stop) { return text.ends_with(stop); });
}

std::string make(const Sentences& all, Language language)
{
    std::string made;
    for (const Said& said : all)
        made += (made.empty() || endsFullWidth(made) ? "" : " ") + make(said, language);
    return made;
}

std::string make(const Error& error, Language language)
{
    return make(sentencesOf(error), language);
}

std::string inShort(std::span<const Sentence> table, std::string_view code)
{
    const auto found = std::ranges::find(table, code, &Sentence::code);
    return found == table.end() ? std::string() : translated(found->english, Language::Own);
}

} // namespace

std::string text(const Said& said)
{
    return make(said, Language::Own);
}

std::string text(const Sentences& all)
{
    return make(all, Language::Own);
}

std::string list(const Sentences& items)
{
    const auto comma = translated(QT_TRANSLATE_NOOP("words", ", "), Language::Own);
    std::string made;
    for (const Said& item : items)
        made += (made.empty() ? "" : comma) + text(item);
    return made;
}

std::string text(const Error& error)
{
    return make(error, Language::Own);
}

std::string ofCause(std::string_view code)
{
    return inShort(causesInShort(), code);
}

std::string ofSkip(std::string_view code)
{
    return inShort(skipsInShort(), code);
}

std::string english(const Said& said)
{
    return make(said, Language::English);
}

std::string english(const Sentences& all)
{
    return make(all, Language::English);
}

std::string english(const Error& error)
{
    return make(error, Language::English);
}

} // namespace hookwalk::words
