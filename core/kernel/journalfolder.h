// /run/hookwalk, and in it a folder for each user whose helpers note there what they change (journal.h). What
// stands there is acted on with privileges, so a folder that anybody else may write to is not used.
#pragma once

#include "kernel/fd.h"
#include "model/result.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace hookwalk::kernel
{

inline constexpr auto journalFolder = "/run/hookwalk"; // root's, or this user's where /run is this user's

std::string journalFolderOf(uid_t user); // "/run/hookwalk/1000"

// Made where it is not there. An error says whose it is instead, and what to do.
Result<UniqueFd> makeJournalRoot();
Result<UniqueFd> makeJournalFolder(); // this user's own

// NotFound: there is none, so nothing was noted.
Result<UniqueFd> openJournalFolder(uid_t user);
std::vector<uid_t> usersWithJournals();

// Both, where they are empty.
void removeJournalFolder(uid_t user);

// Whether it is a plain file that this user alone may write to: nobody else has put it there.
bool isFileOf(const UniqueFd& file, uid_t user);

} // namespace hookwalk::kernel
