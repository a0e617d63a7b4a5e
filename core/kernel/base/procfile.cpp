// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/procfile.h"

#include "model/uniquefd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>

namespace hookwalk::kernel
{

std::string readAll(int file, std::size_t most)
{
    std::string content;
    std::array<char, 16 * 1024> buffer{};
    while (content.size() < most) {
        const auto size = read(file, buffer.data(), std::min(buffer.size(), most - content.size()));
        if (size <= 0)
            break;
        content.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return content;
}

std::string readProcFile(const std::string& path, std::size_t most)
{
    const UniqueFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file ? readAll(file.get(), most) : std::string();
}

int writeAll(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto size = write(file, bytes.data(), bytes.size());
        if (size == 0 || (size < 0 && errno != EINTR))
            return size == 0 ? ENOSPC : errno;
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    }
    return 0;
}

} // namespace hookwalk::kernel
