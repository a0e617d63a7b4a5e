// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which Hookwalk writes files for people: nothing that was there before is lost to a
// half-written file, and nothing that is no plain file is replaced.
#pragma once

#include "model/result.h"

#include <memory>
#include <QString>
#include <string_view>

namespace hookwalk::session
{

// A plain file is written under another name beside its own, FILE.part, and takes its place with commit():
// until then, and where anything fails, the old one stays as it was. Where the program is killed, what was
// written so far is found in FILE.part; the next one is FILE.part2. (Not QSaveFile: what that has written
// goes with a killed program.) Links are followed. A device or a pipe is written to as it stands, and so is
// standard output, as "-" or by a name of its own.
class SavedFile
{
public:
    enum class Kind { Any, PlainOnly };

    static Result<SavedFile> open(const QString& path, Kind kind);

    // Nothing is kept back: it is in the hands of the kernel when this returns. An Error where it is not
    // written whole; nothing can be written or committed behind that.
    Result<void> write(std::string_view bytes);
    Result<void> commit(bool executable = false); // to be called once

private:
    struct Open;
    explicit SavedFile(std::shared_ptr<Open> open)
        : m_open(std::move(open))
    {
    }

    std::shared_ptr<Open> m_open; // null: an error came
};

// All at once, into a plain file.
Result<void> saveFile(const QString& path, std::string_view bytes, bool executable = false);

// QSettings replaces whatever stands in the place of its file, a link to /dev/null too, by which a person
// says that nothing is to be kept. After this, where that is no plain file, settings go into a folder that
// goes with the program. To be called once, when the names of organization and application are set.
void protectSettings();

} // namespace hookwalk::session
