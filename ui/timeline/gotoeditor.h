// SPDX-License-Identifier: GPL-3.0-or-later
// Where one types which packet to go to: its number, or a time.
#pragma once

#include "ui/document.h"
#include "ui/panels/overlayeditor.h"

#include <variant>

namespace hookwalk::ui
{

// What is typed there: "7" is a packet, "10:42", "10:42:31.402" a time of the day and "31.402" seconds, both on the clock of
// the log. Nothing: none of these.
struct TimeOfDay {
    std::int64_t us = 0;
};
struct LogTime {
    std::int64_t us = 0;
};
using GoTo = std::variant<TraversalIndex, TimeOfDay, LogTime>; // the packet from 0
std::optional<GoTo> goToIn(const QString& text);
// The first packet at or behind it, `near` says on which day; the last one where all are before. noIndex: there is none.
TraversalIndex packetAt(const Document& document, const GoTo& place, TraversalIndex near);

class GoToEditor : public OverlayEditor
{
    Q_OBJECT

public:
    GoToEditor(const Appearance& appearance, QWidget* over);

    void open();

Q_SIGNALS:
    void chosen(const QString& text);

private:
    void take() override;
};

} // namespace hookwalk::ui
