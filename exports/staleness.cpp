// SPDX-License-Identifier: GPL-3.0-or-later
// Says what has changed in a document that somebody keeps.
#include "exports/escape.h"
#include "exports/exports.h"
#include "model/printable.h"

#include <algorithm>
#include <QFile>
#include <QList>
#include <QXmlStreamReader>
#include <vector>

namespace hookwalk::exports
{

namespace
{

constexpr std::size_t mostShown = 120; // bytes

// What a person reads of a line: without markup, and the place where both differ in sight.
std::string shown(const QByteArray& line, qsizetype differsAt, bool hasMarkup)
{
    std::string words;
    bool inTag = false;
    std::size_t at = 0; // of the difference, in words
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (i == differsAt)
            at = words.size();
        if (hasMarkup && line[i] == '<')
            inTag = true;
        if (!inTag)
            words += line[i];
        if (line[i] == '>')
            inTag = false;
    }
    if (words.find_first_not_of(' ') == words.npos) {
        words = line.toStdString();
        at = static_cast<std::size_t>(differsAt);
    }
    auto from = at > mostShown / 2 ? at - mostShown / 2 : 0;
    while (from < words.size() && (static_cast<unsigned char>(words[from]) & 0xc0) == 0x80)
        ++from;
    return (from > 0 ? "…" : "") + cut(printable(words.substr(from)), mostShown);
}

bool isWhole(const QByteArray& svg)
{
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        reader.readNext();
    return !reader.hasError();
}

struct ReadLine {
    qsizetype number; // from 0
    std::string words;
    bool operator==(const ReadLine& other) const { return words == other.words; }
};

// What a person reads of a page or a picture: its lines without markup, and nothing of styles and scripts.
std::vector<ReadLine> readOf(const QByteArrayList& lines)
{
    std::vector<ReadLine> all;
    bool isCode = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray& line = lines[i];
        isCode = isCode || line.contains("<style") || line.contains("<script");
        std::string words;
        bool inTag = false;
        for (const char letter : isCode ? QByteArray() : line) {
            inTag = inTag || letter == '<';
            if (letter == '<' && !words.empty() && words.back() != ' ')
                words += ' '; // between what elements say
            if (!inTag)
                words += letter;
            inTag = inTag && letter != '>';
        }
        isCode = isCode && !line.contains("</style>") && !line.contains("</script>");
        words.erase(words.find_last_not_of(' ') + 1);
        if (!words.empty())
            all.push_back({i, words});
    }
    return all;
}

} // namespace

Result<QByteArray> kept(const QString& name)
{
    QFile file(name);
    if (!file.exists())
        return failure(ErrorCode::NotFound, say("export-not-kept", name.toStdString()));
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound,
                       say("export-not-readable", name.toStdString(), file.errorString().toStdString()));
    return file.readAll();
}

Said whatChanged(const QString& name, const QByteArray& kept, const QByteArray& now)
{
    if (kept == now)
        return {};
    const auto file = name.toStdString();
    const auto form = formOf(name);
    if (kept.trimmed().isEmpty() || (form == Form::AnimatedSvg && !isWhole(kept)))
        return say("export-damaged", file);
    const auto before = kept.split('\n'), after = now.split('\n');
    qsizetype line = 0;
    while (line < before.size() && line < after.size() && before[line] == after[line])
        ++line;
    const bool isDrawn = form == Form::Page || form == Form::AnimatedSvg, hasMarkup = !form || isDrawn;
    if (isDrawn) {
        const auto was = readOf(before), is = readOf(after);
        const auto [a, b] = std::ranges::mismatch(was, is);
        if (a == was.end() && b == is.end())
            return say("export-looks-changed", file, line + 1);
        if (a != was.end() && b != is.end()) {
            const auto differs = std::ranges::mismatch(a->words, b->words).in1 - a->words.begin();
            return say("export-changed", file, a->number + 1,
                       shown(QByteArray::fromStdString(a->words), differs, false),
                       shown(QByteArray::fromStdString(b->words), differs, false));
        }
    }
    if (line == before.size())
        return say("export-grown", file, line, shown(after[line], 0, hasMarkup));
    if (line == after.size())
        return say("export-shrunk", file, line + 1, shown(before[line], 0, hasMarkup));
    qsizetype at = 0;
    while (at < before[line].size() && at < after[line].size() && before[line][at] == after[line][at])
        ++at;
    auto was = shown(before[line], at, hasMarkup), is = shown(after[line], at, hasMarkup);
    if (was == is) { // only markup is another one
        was = shown(before[line], at, false);
        is = shown(after[line], at, false);
    }
    return say("export-changed", file, line + 1, was, is);
}

} // namespace hookwalk::exports
