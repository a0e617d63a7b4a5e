// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/rawline.h"

#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <QAbstractTextDocumentLayout>

namespace hookwalk::ui
{

RawLine::RawLine(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setFont(monoFont(11));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &RawLine::fit);
}

void RawLine::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    QMetaObject::invokeMethod(this, &RawLine::fit,
                              Qt::QueuedConnection); // another width has other lines, which nobody tells
}

// A plain text's height is told in lines.
void RawLine::fit()
{
    const double line = QFontMetricsF(font()).lineSpacing();
    const double lines = std::max(1.0, document()->size().height());
    setFixedHeight(static_cast<int>(std::ceil(line * lines)) + 28);
}

} // namespace hookwalk::ui
