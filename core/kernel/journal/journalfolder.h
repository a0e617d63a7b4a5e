// SPDX-License-Identifier: GPL-3.0-or-later
// /run/hookwalk, where the helpers of all users note what they change (journal.h). Privileged processes act
// on what these files say, so only helpers may write there: the folder belongs to root, or only a group
// without members may enter it. A copy of the helper with file capabilities is in that group by its setgid
// bit (README.md, "This machine"); its user owns the files that it makes, but cannot reach them.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

namespace hookwalk::kernel
{

inline constexpr auto journalFolder = "/run/hookwalk";

// For root, before it gives up CAP_SETGID: joins the folder's group, so that it can read other helpers'
// journals without a further capability.
void joinJournalGroup();

// Opens the folder; root makes it where it is missing. NotFound: there is none. Any other error says what is
// wrong with it, or with this copy of the helper, and the commands that repair it.
Result<UniqueFd> makeJournalFolder();
Result<UniqueFd> openJournalFolder();
// If it is empty and root's. One that an administrator has made for a group stays.
void removeJournalFolder();

// Whether it is a regular file in it that only helpers can write to.
bool isHelpersFile(const UniqueFd& file);

} // namespace hookwalk::kernel
