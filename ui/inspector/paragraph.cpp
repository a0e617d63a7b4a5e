// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/paragraph.h"

#include "ui/theme/text.h"

#include <QFrame>
#include <QLabel>

namespace hookwalk::ui
{

QLabel* sectionHead(const QString& title)
{
    auto* label = new QLabel(title);
    label->setProperty("kind", QStringLiteral("head"));
    return label;
}

QWidget* sectionDivider()
{
    auto* line = new QFrame;
    line->setProperty("kind", QStringLiteral("divider"));
    return line;
}

void setParagraph(QLabel& label, const QString& text)
{
    label.setTextFormat(Qt::RichText);
    label.setText(QStringLiteral("<p style='line-height:125%; margin:0'>%1</p>")
                      .arg(withWholeOptions(text).toHtmlEscaped()));
    label.setAccessibleName(text);
}

} // namespace hookwalk::ui
