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
    // A long value has room for itself alone.
    static const QRegularExpression option(
        QStringLiteral("(?<![^\\s(\\x{FF08}])(--?\\w[\\w-]*)(?:( )(?=[^\\s-]\\S{0,19}(?:\\s|$)))?"));
    QString whole;
    qsizetype copied = 0;
    for (auto found = option.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        whole += text.mid(copied, match.capturedStart() - copied);
        whole += match.captured(1).replace(u'-', QStringLiteral("-") + wordJoiner);
        if (match.hasCaptured(2))
            whole += noBreakSpace;
        copied = match.capturedEnd();
    }
    return whole + text.mid(copied);
}

QString asRead(QString shown)
{
    return shown.remove(wordJoiner).remove(zeroWidthSpace).replace(noBreakSpace, u' ');
}

} // namespace hookwalk::ui
