// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/sysctl.h"

#include "kernel/base/failure.h"

#include <array>
#include <cerrno>
#include <fcntl.h>

namespace hookwalk::kernel
{

namespace
{
constexpr auto hint = "Make sure that /proc/sys may be written here (in a container it is often read-only).";
}

Result<Sysctl> Sysctl::open(const std::string& name)
{
    if (('/' + name + '/').find("/../") != std::string::npos)
        return failure(ErrorCode::BadInput, "There is no kernel setting " + name + '.');
    UniqueFd file(::open(("/proc/sys/" + name).c_str(), O_RDWR | O_CLOEXEC));
    if (!file)
        return systemFailure("The kernel setting " + name + " cannot be opened", errno, hint);
    return Sysctl(name, std::move(file));
}

Result<std::string> Sysctl::read() const
{
    std::array<char, 256> buffer{};
    const auto size = pread(m_file.get(), buffer.data(), buffer.size(), 0);
    if (size < 0)
        return systemFailure("The kernel setting " + m_name + " cannot be read", errno, hint);
    std::string value(buffer.data(), static_cast<std::size_t>(size));
    while (value.ends_with('\n'))
        value.pop_back();
    return value;
}

Result<void> Sysctl::write(const std::string& value) const
{
    if (pwrite(m_file.get(), value.data(), value.size(), 0) != static_cast<ssize_t>(value.size()))
        return systemFailure("The kernel setting " + m_name + " cannot be set to " + value, errno, hint);
    return {};
}

Result<void> setSysctl(const std::string& name, const std::string& value)
{
    return Sysctl::open(name).and_then([&](const Sysctl& setting) { return setting.write(value); });
}

} // namespace hookwalk::kernel
