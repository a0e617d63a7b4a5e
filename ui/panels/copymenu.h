// SPDX-License-Identifier: GPL-3.0-or-later
// A right click offers Copy wherever text stands.
#pragma once

#include <functional>
#include <QPoint>
#include <Qt>

class QAbstractItemView;
class QLabel;
class QPlainTextEdit;
class QString;
class QWidget;

namespace hookwalk::ui
{

// What is copied at a point of the widget, of a list's viewport; empty: no menu opens there.
void offerCopy(QWidget& widget, const std::function<QString(const QPoint&)>& textAt);
void offerCopy(QLabel& label);        // what is selected in it, else all
void offerCopy(QPlainTextEdit& edit); // the same
// Its text can be selected, and is copied as it is read.
void letSelect(QLabel& label, Qt::TextInteractionFlags how = Qt::TextSelectableByMouse);
// The row, its cells with tabs between, as `role` (of Qt::ItemDataRole) has them.
void offerCopy(QAbstractItemView& list, int role = 0);

} // namespace hookwalk::ui
