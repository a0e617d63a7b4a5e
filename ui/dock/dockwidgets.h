// SPDX-License-Identifier: GPL-3.0-or-later
// Small pieces that the panels of the left dock share.
#pragma once

#include "model/result.h"
#include "ui/appearance.h"

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;
class QWidget;

namespace hookwalk::ui
{

class IconButton;

// The dock as the mockup has it: 232 px with 16 px at both sides, rows of 24 px.
inline constexpr int dockWidth = 232, dockMargin = 16, rowHeight = 24;
// The scroll bar lies in the right margin, so that nothing moves when it comes.
inline constexpr int scrollBarWidth = 8, rightMargin = dockMargin - scrollBarWidth;

// A sentence in small type that wraps, can be marked and copied, and takes no room while it is empty.
QLabel* sentenceLabel(QColor Theme::*role);
// The same text, but words such as "net.ipv4.conf.all.rp_filter" may break at their signs. Not for copying.
QString breakable(const QString& text);
void setSentence(QLabel& label, const QString& sentence);
void setRefusal(QLabel& label, const std::optional<Error>& refusal); // in its own words
QCheckBox* switchBox(const QString& accessibleName);
// A button that reads as a link: for what is seldom wanted.
QPushButton* linkButton(const QString& text);
// An icon of 12 px in a square of 24: beside a line of text.
IconButton* smallButton(const Appearance& appearance, const QString& icon, const QString& tip);
// Scrolls to it as soon as it has its place.
void bringIntoView(QWidget& widget);

} // namespace hookwalk::ui
