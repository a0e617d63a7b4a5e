// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk --render, --render-steps and --check of a saved log, for all that needs no window: the diagram of a packet or of
// a comparison, and documents as `hookwalk-cli render` makes them.
#pragma once

#include "output.h"
#include "ui/compare/compared.h"

namespace hookwalk
{

// The exit status: that of Output; notMade, where a file cannot be read; notThere, where it has no such packet or step.
int renderSheet(const Output& output, const query::Locator& locator);
int renderComparison(const Output& output, const query::Locator& a, const query::Locator& b);

// Where the locator points to; where it names only the packet at its end, and where it names none at what tells most.
Result<ui::Moment> momentOf(const query::Locator& locator, const ui::Document& document);
// The step of the comparison, from 0, that the locator of A names, else the first difference.
Result<int> stepOfA(const ui::Compared& compared, const query::Locator& a);

} // namespace hookwalk
