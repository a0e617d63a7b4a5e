#include "kernel/procfile.h"

#include "kernel/fd.h"

#include <array>
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

} // namespace hookwalk::kernel
