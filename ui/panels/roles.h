// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader takes the program's own widgets for, where Qt cannot know.
#pragma once

namespace hookwalk::ui
{

void giveRoles(); // to all of them, from now on

} // namespace hookwalk::ui
