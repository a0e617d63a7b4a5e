// SPDX-License-Identifier: GPL-3.0-or-later
// The charts are a part of their own (model/part.h), because they alone need Qt Charts and OpenGL. What they call of the program
// stands in charting.symbols.
#pragma once

#include "ui/appearance.h"

namespace hookwalk::ui
{

class ChainTimeChart;
class RoundTripChart;

struct Charting {
    RoundTripChart* (*roundTrips)(const Appearance& appearance);
    ChainTimeChart* (*chainTimes)(const Appearance& appearance);
};

const Charting& charting(); // from the first call on it is loaded

} // namespace hookwalk::ui
