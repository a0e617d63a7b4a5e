// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/sysctl.h"

#include "kernel/base/failure.h"
#include "kernel/base/procfile.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>

namespace hookwalk::kernel
{

namespace
{

std::string withoutLineEnd(std::string value)
{
    while (value.ends_with('\n'))
        value.pop_back();
    return value;
}

} // namespace

Result<Sysctl> Sysctl::open(const std::string& name)
{
    if (('/' + name + '/').find("/../") != std::string::npos)
        return failure(ErrorCode::BadInput, say("no-such-setting", name));
    UniqueFd file(::open(("/proc/sys/" + name).c_str(), O_RDWR | O_CLOEXEC));
    if (!file)
        return systemFailure(say("setting-not-opened", name), errno, say("make-proc-sys-writable"));
    return Sysctl(name, std::move(file));
}

Result<std::string> Sysctl::read() const
{
    std::array<char, 256> buffer{};
    const auto size = pread(m_file.get(), buffer.data(), buffer.size(), 0);
    if (size < 0)
        return systemFailure(say("setting-not-read", m_name), errno, say("make-proc-sys-writable"));
    return withoutLineEnd({buffer.data(), static_cast<std::size_t>(size)});
}

Result<void> Sysctl::write(const std::string& value) const
{
    if (pwrite(m_file.get(), value.data(), value.size(), 0) != static_cast<ssize_t>(value.size()))
        return systemFailure(say("setting-not-set", m_name, value), errno, say("make-proc-sys-writable"));
    return {};
}

std::string sysctlValue(const std::string& name)
{
    return withoutLineEnd(readProcFile("/proc/sys/" + name, 4096));
}

std::vector<std::string> sysctlFolder(const std::string& name)
{
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/sys/" + name, none))
        names.push_back(entry.path().filename());
    return names;
}

Result<void> setSysctl(const std::string& name, const std::string& value)
{
    return Sysctl::open(name).and_then([&](const Sysctl& setting) { return setting.write(value); });
}

} // namespace hookwalk::kernel
