// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charting.h"

#include "model/part.h"
#include "ui/charts/chaintimechart.h"
#include "ui/charts/roundtripchart.h"

HOOKWALK_PART hookwalk::ui::Charting part{
    [](const hookwalk::ui::Appearance& appearance) { return new hookwalk::ui::RoundTripChart(appearance); },
    [](const hookwalk::ui::Appearance& appearance) { return new hookwalk::ui::ChainTimeChart(appearance); }};
