// SPDX-License-Identifier: GPL-3.0-or-later
// The recording of a live window, for after a crash: NAME.hookwalk in a folder, written as the packets come. It is bounded:
// what is older than 256 to 512 MiB of text goes (some 25 to 50 MB packed). Whoever writes a file holds its lock
// (flock(2)), which the kernel lets go with the process: a file without one was left by a crash.
#pragma once

#include "model/uniquefd.h"
#include "recording/packer.h"
#include "recording/recording.h"
#include "traversal/recordedfacts.h"

namespace hookwalk::recording
{

class LiveFile
{
public:
    static constexpr std::size_t segmentSize = 256U << 20; // bytes of text

    // The folder is made where it is missing, for its owner alone.
    static Result<LiveFile> create(const std::string& folder, const Head& head,
                                   std::size_t segment = segmentSize);
    LiveFile(LiveFile&&) noexcept = default;
    LiveFile& operator=(LiveFile&&) noexcept = default;
    ~LiveFile() = default; // the file stays

    // Whole lines. After an Error nothing more can be written.
    Result<void> add(std::string_view lines);
    Result<void> mark(std::string marks); // flags and view; those of before count no more
    Result<void> flush();                 // what was added is in the file, and can be read
    Result<void> forget();                // begins anew, as a person wants it gone
    void remove();

private:
    LiveFile(std::string path, Head head, std::size_t segment);
    Result<void> begin();
    Result<void> write();
    std::string older() const;

    std::string m_path;
    Head m_head;
    std::size_t m_segmentSize = 0, m_inSegment = 0;
    UniqueFd m_file;
    Packer m_packer;
    std::string m_pending, m_marks;
    StandingFacts m_standing;
    std::uint32_t m_lines = 0;
};

// A file that was left by a crash, locked, so that no other window offers it.
struct LeftFile {
    std::string path;
    UniqueFd lock;

    void remove() const;
};
// The newest in the folder, its parts joined; those without a packet are removed.
std::optional<LeftFile> findLeft(const std::string& folder);

} // namespace hookwalk::recording
