// A log file as memory: mapped, so that a large one costs no copy. "-" reads standard input.
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
    // Refused with a sentence: not there, not readable, a directory, empty, or binary (a NUL byte in the
    // first 64 KiB).
    static Result<TextFile> open(const std::string& path);
    static TextFile fromText(std::string text); // for tests and standard input
    std::string_view text() const;

private:
    struct Mapping;
    std::shared_ptr<const Mapping> m_mapping; // munmap when the last copy goes
};

// Hands on the whole lines of a file, pipe or device as they come, for input that may never end; memory stays
// small. `take` gets one or more lines, the last with its end unless the input ended without one, and says
// whether to go on. Refused as TextFile::open does.
Result<void> streamLines(const std::string& path, const std::function<bool(std::string_view lines)>& take);

// Calls take(line, number from 1) for each line, without its "\n" or "\r\n"; an unfinished last line counts.
// Returns how many there were.
template<typename Take> std::uint32_t forEachLine(std::string_view text, Take take)
{
    std::uint32_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        take(line, ++number);
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
    return number;
}

} // namespace hookwalk::wire
