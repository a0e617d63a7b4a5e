// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that the inspector's sections share.
#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace hookwalk::ui
{

QLabel* sectionHead(const QString& title);
QWidget* sectionDivider();
// Lines far enough apart to be read with ease; the plain text is the label's accessible name.
void setParagraph(QLabel& label, const QString& text);

} // namespace hookwalk::ui
