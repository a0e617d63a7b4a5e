// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/text.h"

#include <QRegularExpression>

namespace hookwalk::ui
{

QString inOneLine(const QString& lines)
{
    static const QRegularExpression betweenHan(QStringLiteral("(?<=\\p{Han})\n(?=\\p{Han})"));
    return QString(lines).remove(betweenHan).replace(u'\n', u' ');
}

QString withWholeOptions(const QString& text)
{
    static const QRegularExpression option(QStringLiteral("(?<![^\\s(\\x{FF08}])--?\\w[\\w-]*"));
    QString whole;
    qsizetype copied = 0;
    for (auto found = option.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        whole += text.mid(copied, match.capturedStart() - copied);
        whole += match.captured().replace(u'-', QStringLiteral("-") + wordJoiner);
        copied = match.capturedEnd();
    }
    return whole + text.mid(copied);
}

} // namespace hookwalk::ui
