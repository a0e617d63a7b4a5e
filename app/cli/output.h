// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output, or another, for many short lines: collected, written in large pieces.
#pragma once

#include "model/result.h"

#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace hookwalk::cli
{

class Output
{
public:
    explicit Output(int fd = STDOUT_FILENO)
        : m_fd(fd)
    {
    }
    // One line; what a terminal would obey is escaped in it (printable()). Adds the line end.
    void line(std::string_view text);
    void lines(const std::vector<std::string>& all);
    // Writes what is collected.
    void flush();
    // Nobody reads any more, or the disk is full: the rest need not be made.
    bool isBroken() const { return m_systemError != 0; }
    // Flushes; an Error where lines could not be written. A reader that closed its end (`| head`) is no
    // error.
    Result<void> finish();

private:
    int m_fd;
    std::string m_pending;
    int m_systemError = 0;
};

} // namespace hookwalk::cli
