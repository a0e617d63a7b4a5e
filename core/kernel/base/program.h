// SPDX-License-Identifier: GPL-3.0-or-later
// What another program prints.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace hookwalk::kernel
{

// Runs the program at this absolute path without environment; its standard input and error are /dev/null. "" where it cannot be started. It is killed after `most` bytes of output or when the time is
// over; then the result is what it printed so far.
std::string outputOf(const std::string& path, std::size_t most, std::chrono::milliseconds time,
                     std::vector<std::string> arguments = {});

} // namespace hookwalk::kernel
