// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/paragraph.h"

#include "ui/theme/text.h"

#include <QEvent>
#include <QFrame>

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

Paragraph::Paragraph(QColor Theme::*role, const QFont& font)
    : TintedLabel(role, font)
{
    setWordWrap(true);
}

int Paragraph::heightForWidth(int width) const
{
    if (m_measured != text())
        m_heights.clear();
    m_measured = text();
    const auto known = m_heights.constFind(width);
    return known != m_heights.cend() ? *known : *m_heights.insert(width, TintedLabel::heightForWidth(width));
}

void Paragraph::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_heights.clear();
    TintedLabel::changeEvent(event);
}

void setParagraph(QLabel& label, const QString& text)
{
    label.setTextFormat(Qt::RichText);
    label.setText(QStringLiteral("<p style='line-height:125%; margin:0'>%1</p>")
                      .arg(withWholeOptions(text).toHtmlEscaped()));
    label.setAccessibleName(text);
}

} // namespace hookwalk::ui
