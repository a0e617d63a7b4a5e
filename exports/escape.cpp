// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/escape.h"

#include "model/printable.h"

#include <algorithm>

namespace hookwalk::exports
{

namespace
{

bool isLetterOrDigit(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte >= 0x80;
}

std::string replaced(std::string_view text, char letter, std::string_view by)
{
    std::string all;
    for (const char one : text)
        one == letter ? all += by : all += one;
    return all;
}

} // namespace

std::string xml(std::string_view text)
{
    std::string all;
    for (const char letter : printable(text)) {
        switch (letter) {
        case '&':
            all += "&amp;";
            break;
        case '<':
            all += "&lt;";
            break;
        case '>':
            all += "&gt;";
            break;
        case '"':
            all += "&quot;";
            break;
        case '\'':
            all += "&#39;";
            break;
        default:
            all += letter;
        }
    }
    return all;
}

// Entity codes as of https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters. All but plain
// letters, so that neither markup nor a directive (%%{…}) nor the end of a statement can stand in a text.
std::string mermaid(std::string_view text)
{
    std::string all;
    for (const char letter : printable(text)) {
        const auto byte = static_cast<unsigned char>(letter);
        if (isLetterOrDigit(byte) || std::string_view(" .,+-/_()").find(letter) != std::string_view::npos)
            all += letter;
        else
            all += '#' + std::to_string(byte) + ';';
    }
    return all;
}

// CommonMark and GitHub's: tables, $…$, bare addresses that become links.
std::string markdown(std::string_view text)
{
    std::string all;
    const std::string safe = printable(text);
    for (std::size_t i = 0; i < safe.size(); ++i) {
        const char letter = safe[i];
        const auto rest = std::string_view(safe).substr(i);
        if (letter == '<')
            all += "&lt;";
        else if (letter == '>')
            all += "&gt;";
        else if (letter == '&')
            all += "&amp;";
        else if (letter == '@' || rest.starts_with("://"))
            all += "&#" + std::to_string(static_cast<int>(letter)) + ';';
        else if (i >= 3 && letter == '.' && safe.compare(i - 3, 3, "www") == 0)
            all += "&#46;";
        else if (std::string_view("\\`*_{}[]#|~!$").find(letter) != std::string_view::npos)
            (all += '\\') += letter;
        else
            all += letter;
    }
    return all;
}

std::string fenced(const std::string& lines)
{
    std::size_t longest = 2, run = 0;
    for (const char letter : lines) {
        run = letter == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    return fence + "text\n" + lines + fence + '\n';
}

std::string scriptJson(std::string json)
{
    for (const auto& [letter, code] :
         {std::pair('<', "\\u003c"), std::pair('>', "\\u003e"), std::pair('&', "\\u0026")})
        json = replaced(json, letter, code);
    return json;
}

std::string cut(const std::string& utf8, std::size_t bytes)
{
    if (utf8.size() <= bytes)
        return utf8;
    while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xc0) == 0x80)
        --bytes;
    return utf8.substr(0, bytes) + "…";
}

} // namespace hookwalk::exports
