// SPDX-License-Identifier: GPL-3.0-or-later
// Draws single places of the diagram. Internal to exports.
#pragma once

#include "exports/account.h"
#include "exports/drawingtools.h"

namespace hookwalk::exports
{

bool isChip(const Place& place); // of a chain, or conntrack
// isOn: a packet was there.
void writeChip(Pen& pen, const Place& place, bool isOn); // its name, over what lights it
// Why it was not entered, beside its name.
void writeNote(Pen& pen, const Place& place, const std::string& text);
// Of a comparison: a round one for A, a square one for B, so that they are told apart without colours.
void drawBadge(Pen& pen, const Place& place, Step::Side side);
// Below PREROUTING, where nothing else is: how both ways look.
void writeLegendOfTwo(Pen& pen);
// What NAT wrote there, in its box.
void writeRewrite(Pen& pen, const Place& place, const wire::FieldChange& change);
// The mark of how a way ended there: its shape tells.
void drawEnd(Pen& pen, Point at, const Ending& ending);
// What is no chip: a decision, the local process, a port.
enum class Seen : std::uint8_t { No, Inferred, Observed };
void drawAlone(Pen& pen, const Place& place, const std::string& title, Seen seen);

} // namespace hookwalk::exports
