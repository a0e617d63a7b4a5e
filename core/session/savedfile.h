// SPDX-License-Identifier: GPL-3.0-or-later
// Writes all files that are for people: an existing file is never lost to a half-written one, and only
// regular files are replaced.
#pragma once

#include "model/result.h"

#include <memory>
#include <QString>
#include <string_view>

namespace hookwalk::session
{

// A regular file is written as FILE.part beside it, which commit() renames to FILE: until then, and if
// anything fails, the old file stays as it was. If the program is killed, what was written so far is in
// FILE.part; the next run uses FILE.part2. (QSaveFile would lose it when the program is killed.) Links are
// followed. Devices, pipes and standard output, as "-" or by a name of its own, are written to directly.
class SavedFile
{
public:
    enum class Kind { Any, PlainOnly };

    static Result<SavedFile> open(const QString& path, Kind kind);

    // Unbuffered: the kernel has all of it when this returns. An Error if not all could be written; after
    // that nothing more can be written or committed.
    Result<void> write(std::string_view bytes);
    Result<void> commit(bool executable = false); // to be called once

private:
    struct Open;
    explicit SavedFile(std::shared_ptr<Open> open)
        : m_open(std::move(open))
    {
    }

    std::shared_ptr<Open> m_open; // null after an error
};

// Writes a whole regular file at once.
Result<void> saveFile(const QString& path, std::string_view bytes, bool executable = false);

// QSettings would replace its file even if a person made it a link to /dev/null so that nothing is kept.
// After this call, if the file is not a regular one, settings go to a temporary folder that is deleted with
// the program. To be called once, after the names of organization and application are set.
void protectSettings();

} // namespace hookwalk::session
