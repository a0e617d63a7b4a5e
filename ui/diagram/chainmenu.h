// SPDX-License-Identifier: GPL-3.0-or-later
// All chains of a hook as a list over the diagram: where a card has no room for each, or where a chain was not
// met.
#pragma once

#include "ui/diagram/ownplaces.h"
#include "ui/theme/theme.h"

#include <functional>

class QWidget;

namespace hookwalk::ui
{

struct ChainChoice {
    std::function<void(const Stage&)> classic;
    std::function<void(const BaseChain&)> own;
};
// In the order in which they run, with their priorities. at: of the widget.
void showChainMenu(Hook hook, const OwnPlaces& places, const Ruleset* ruleset, const Theme& theme,
                   const ChainChoice& choice, QWidget* widget, const QPoint& at);

} // namespace hookwalk::ui
