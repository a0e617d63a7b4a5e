// SPDX-License-Identifier: GPL-3.0-or-later
// What another program prints.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace hookwalk::kernel
{

// Runs the program at this absolute path without arguments and environment; its input is empty and its
// complaints are lost. "" where it cannot be started. It is ended when it has printed `most` bytes or the
// time is over; then what it printed until there.
std::string outputOf(const std::string& path, std::size_t most, std::chrono::milliseconds time);

} // namespace hookwalk::kernel
