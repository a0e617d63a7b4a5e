// SPDX-License-Identifier: GPL-3.0-or-later
// Log files as text in memory, and as a stream of lines, unpacked where they are packed (gzip, xz, zstd and others), and
// as UTF-8 where they are UTF-16; captures (pcap, pcapng) become the lines of their frames. "-" is standard input. What is read
// is a copy: whatever becomes of the file afterwards, the text stays (but see useInPlace()). NUL bytes, which a crash or a log
// that was emptied under its writer leaves in a file, are read around.
#pragma once

#include "model/result.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

class TextFile
{
public:
    // Refused: not there, not readable, a directory, empty, or more than `mostBytes`.
    static Result<TextFile> open(const std::string& path, std::size_t mostBytes = mostTextBytes());
    static TextFile fromText(std::string text);
    std::string_view text() const;
    // Where the file was changed while it was read, or is damaged, or is a capture of which not all can be shown; else empty.
    // To be asked once the text was used.
    Said remark() const;
    bool isCapture() const { return m_isCapture; }

    // Half of the machine's memory, and never as much as would have more lines than 32 bits count.
    static std::size_t mostTextBytes();

    // From now on, for a program that uses its files once and ends: a large plain file is not copied but used where the
    // kernel has it, in some 0.6 of the time. Written meanwhile, its text changes; cut, the program gets SIGBUS (mmap(2)),
    // which `whenCut` handles from the first such file on. Null: files are copied.
    static void useInPlace(void (*whenCut)(int signal));

private:
    struct Memory;
    std::shared_ptr<const Memory> m_memory;
    Said m_remark;
    bool m_isCapture = false;
};

// Hands on the whole lines of a file, pipe or device as they come, for input that may never end; memory stays
// small. `take` gets one or more lines, the last with its end unless the input ended without one, and says
// whether to go on. Refused as TextFile::open does, but of any size; and where a line does not end, as in
// /dev/zero. What is said is TextFile::remark().
Result<Said> streamLines(const std::string& path, const std::function<bool(std::string_view lines)>& take);

// Calls take(line, number from 1) for each line, without its "\n" or "\r\n"; an unfinished last line counts.
// What stands before and behind NUL bytes is taken by itself, under the number of its line.
// Returns how many lines there were.
template<typename Take> std::uint32_t forEachLine(std::string_view text, Take take)
{
    std::uint32_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        ++number;
        for (auto nul = line.find('\0'); nul != std::string_view::npos; nul = line.find('\0')) {
            if (nul != 0)
                take(line.substr(0, nul), number);
            line.remove_prefix(nul + 1);
        }
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        take(line, number);
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
    return number;
}

} // namespace hookwalk::wire
