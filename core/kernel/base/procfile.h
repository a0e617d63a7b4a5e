// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the kernel writes when they are read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hookwalk::kernel
{

// The whole file, at most so many bytes of it; "" where it cannot be read.
std::string readProcFile(const std::string& path, std::size_t most = 64 * 1024 * 1024);
// The same, of a file that is open.
std::string readAll(int file, std::size_t most = 64 * 1024 * 1024);
// All of it, in however many parts. errno, 0 where it is written.
int writeAll(int file, std::string_view bytes);

} // namespace hookwalk::kernel
