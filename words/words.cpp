// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/words.h"

#include "words/sentences.h"

#include <cstring>
#include <QCoreApplication>

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

std::string make(const Said& said, int systemError, Language language)
{
    const char* const english = findSentence(said.code);
    if (!english) {
        std::string shown = said.code;
        for (const auto& value : said.values)
            shown += ' ' + value;
        return shown;
    }
    const auto pattern = translated(english, language);
    std::string made;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const auto letter = [&](std::size_t behind) {
            return at + behind < pattern.size() ? pattern[at + behind] : '\0';
        };
        const char kind = letter(1) == 'e' || letter(1) == 'w' ? letter(1) : '\0';
        const char digit = letter(kind ? 2 : 1);
        const bool hasNumber = digit >= '1' && digit <= '9';
        if (pattern[at] != '%' || (!hasNumber && kind != 'e')) {
            made += pattern[at];
            continue;
        }
        const auto number = static_cast<std::size_t>(digit - '1');
        const std::string value = hasNumber && number < said.values.size() ? said.values[number] : "";
        at += (kind ? 1U : 0U) + (hasNumber ? 1U : 0U);
        if (kind == 'e')
            made += std::strerror(hasNumber ? std::atoi(value.c_str()) : systemError);
        else
            made += kind == 'w' ? make({value, {}}, 0, language) : value;
    }
    return made;
}

std::string make(const Sentences& all, Language language)
{
    std::string made;
    for (const Said& said : all)
        made += (made.empty() ? "" : " ") + make(said, 0, language);
    return made;
}

std::string make(const Error& error, Language language)
{
    if (error.said.isEmpty())
        return error.sentence;
    auto made = make(error.said, error.systemError, language);
    if (!error.hint.isEmpty())
        made += ' ' + make(error.hint, error.systemError, language);
    return made;
}

} // namespace

std::string text(const Said& said)
{
    return make(said, 0, Language::Own);
}

std::string text(const Sentences& all)
{
    return make(all, Language::Own);
}

std::string text(const Error& error)
{
    return make(error, Language::Own);
}

std::string english(const Said& said)
{
    return make(said, 0, Language::English);
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
