// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/text.h"

#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{

constexpr QChar wordJoiner(0x2060), noBreakSpace(0xa0), zeroWidthSpace(0x200b);

}

QString inOneLine(const QString& lines)
{
    static const QRegularExpression betweenHan(QStringLiteral("(?<=\\p{Han})\n(?=\\p{Han})"));
    return QString(lines).remove(betweenHan).replace(u'\n', u' ');
}

QString withWholeOptions(const QString& text)
{
    // A long value has room for itself alone, and is whole there up to the length of "icmp-port-unreachable):".
    static const QRegularExpression option(
        QStringLiteral("(?<![^\\s(\\x{FF08}])(--?\\w[\\w-]*)(?: ([!-,.-~][!-~]{0,23})(?![!-~]))?"));
    constexpr qsizetype longValue = 20;
    const auto joined = [](QString word) { return word.replace(u'-', QStringLiteral("-") + wordJoiner); };
    QString whole;
    qsizetype copied = 0;
    for (auto found = option.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        whole += text.mid(copied, match.capturedStart() - copied);
        whole += joined(match.captured(1));
        if (const QString value = match.captured(2); !value.isEmpty())
            whole += (value.size() > longValue ? QChar(u' ') : QChar(noBreakSpace)) + joined(value);
        copied = match.capturedEnd();
    }
    return whole + text.mid(copied);
}

QString asRead(QString shown)
{
    return shown.remove(wordJoiner).remove(zeroWidthSpace).replace(noBreakSpace, u' ');
}

} // namespace hookwalk::ui
