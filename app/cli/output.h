// SPDX-License-Identifier: GPL-3.0-or-later
// Buffers many short lines for standard output, or another descriptor, and writes them in large pieces.
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
    // Adds a line and its end; control characters are escaped (printable()).
    void line(std::string_view text);
    void lines(const std::vector<std::string>& all);
    // Writes what is collected.
    void flush();
    // Whether writing has failed (reader gone, disk full), so that the rest need not be produced.
    bool isBroken() const { return m_systemError != 0; }
    // Flushes; an Error if lines could not be written. That the reader has closed its end (`| head`) is no
    // error.
    Result<void> finish();

private:
    int m_fd;
    std::string m_pending;
    int m_systemError = 0;
};

} // namespace hookwalk::cli
