// SPDX-License-Identifier: GPL-3.0-or-later
// /run/hookwalk, where helpers note what they change (journal.h), all of them in one place whoever started
// them. What stands there is acted on with privileges, so nobody but a helper may write to it: it is root's,
// or only a group without members may enter it, which a copy of the helper with file capabilities has by its
// setgid bit (README.md, "This machine"). Its user owns the files that it makes, and cannot get at them.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

namespace hookwalk::kernel
{

inline constexpr auto journalFolder = "/run/hookwalk";

// For root, before it gives up CAP_SETGID: joins the folder's group, and so reads what helpers of others have
// noted with no further right.
void joinJournalGroup();

// The folder, made by root where it is not there. NotFound: there is none. Any other error says what is wrong
// with it, or with this copy of the helper, and the commands of root that mend it.
Result<UniqueFd> makeJournalFolder();
Result<UniqueFd> openJournalFolder();
// Where it is empty and root has made it: one that an administrator has made for a group stays.
void removeJournalFolder();

// Whether it is a plain file there that helpers alone may write to.
bool isHelpersFile(const UniqueFd& file);

} // namespace hookwalk::kernel
