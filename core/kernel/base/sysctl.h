// SPDX-License-Identifier: GPL-3.0-or-later
// Kernel settings below /proc/sys. Those of net/ belong to the network namespace that the process is in when
// the file is opened.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

#include <string>
#include <vector>

namespace hookwalk::kernel
{

// One open setting. It stays that of its network namespace when the process enters another one.
class Sysctl
{
public:
    // name with slashes: "net/ipv4/ip_forward".
    static Result<Sysctl> open(const std::string& name);
    Result<std::string> read() const; // without the line end
    Result<void> write(const std::string& value) const;
    int fd() const { return m_file.get(); }

private:
    Sysctl(std::string name, UniqueFd file)
        : m_name(std::move(name))
        , m_file(std::move(file))
    {
    }

    std::string m_name;
    UniqueFd m_file;
};

// For looking only, in the namespace that the process is in now: "" where it cannot be read.
std::string sysctlValue(const std::string& name);
// What a folder of them has: of "net/ipv4/conf" the devices, "all" and "default".
std::vector<std::string> sysctlFolder(const std::string& name);
Result<void> setSysctl(const std::string& name, const std::string& value);

} // namespace hookwalk::kernel
