// SPDX-License-Identifier: GPL-3.0-or-later
// The codes of traversal/cause.h in a few words, for lists and labels. The one place that has them.
#pragma once

#include <QString>
#include <string_view>

namespace hookwalk::ui
{

QString causeWords(std::string_view code); // "forwarding off"; "" for "" and for a code that is not known

} // namespace hookwalk::ui
