// SPDX-License-Identifier: GPL-3.0-or-later
// Writes recordings and plain logs, by the ending of the name: NAME.hookwalk is a recording.
#pragma once

#include "recording/packer.h"
#include "recording/recording.h"
#include "session/savedfile.h"

#include <optional>

namespace hookwalk::session
{

bool isRecordingName(const QString& path);
recording::Head recordingHead(std::string place, bool isLive); // of this program

// Lines as they come: what is older than half a second can be read, whatever becomes of the program.
class RecordingFile
{
public:
    static Result<RecordingFile> open(const QString& path, const recording::Head& head);

    Result<void> write(std::string_view lines);
    Result<void> flush(); // to be called twice a second
    Result<void> commit();

private:
    explicit RecordingFile(SavedFile file)
        : m_file(std::move(file))
    {
    }

    SavedFile m_file;
    std::optional<recording::Packer> m_packer; // nothing: a plain log
    std::string m_pending;                     // packed
};

enum class Names { Real, Replaced }; // addresses and names, see recording/anonymise.h
// A whole regular file at once. Slow where it is large: not for the GUI's thread. A plain log has no head and no marks.
// Says what was left out together with the names.
Result<Sentences> saveRecording(const QString& path, const recording::Snapshot& snapshot,
                                Names names = Names::Real);

} // namespace hookwalk::session
