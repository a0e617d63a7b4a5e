// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that the inspector's sections share.
#pragma once

#include "ui/panels/tintedlabel.h"

#include <QHash>

class QWidget;

namespace hookwalk::ui
{

QLabel* sectionHead(const QString& title);
QWidget* sectionDivider();

// A label of sentences, as wide as there is room. Qt sets rich text anew for each question of a layout: which width it likes
// (nobody asks), and twice for each how high it is at the same width.
class Paragraph : public TintedLabel
{
public:
    Paragraph(QColor Theme::*role, const QFont& font);
    QSize sizeHint() const override { return {0, 0}; }
    QSize minimumSizeHint() const override { return {0, 0}; }
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    mutable QString m_measured; // of which the heights are
    mutable QHash<int, int> m_heights;
};

// Lines far enough apart to be read with ease; the plain text is the label's accessible name.
void setParagraph(QLabel& label, const QString& text);

} // namespace hookwalk::ui
