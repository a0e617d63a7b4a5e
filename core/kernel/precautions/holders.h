// SPDX-License-Identifier: GPL-3.0-or-later
// Which programs have tun devices open: /proc/PID/fdinfo tells it ("iff:", tun_chr_show_fdinfo() in
// drivers/net/tun.c). Other people's processes are shown to CAP_SYS_PTRACE only, so a separate process looks:
// it has that capability and no other, takes one question, and answers with names and numbers.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hookwalk::kernel
{

struct Holder {
    std::string device;
    std::string program; // "ping (1234)"
};

class Holders
{
public:
    // Starts it, in the namespaces that the process is in. Without the capability it sees the processes of
    // this user. It ends with this object. Looked at are the processes of the same network namespace; or
    // those of `only`, for a place where programs have a device of another namespace open.
    static Result<Holders> start(const std::vector<pid_t>& only = {});

    std::vector<Holder> all() const;
    std::string of(const std::string& device) const; // "": none, or not visible
    // Another process that holds the device open; "" if it is not visible. Nothing where only `process` does.
    std::optional<std::string> besides(pid_t process, const std::string& device) const;

private:
    explicit Holders(UniqueFd socket)
        : m_socket(std::move(socket))
    {
    }
    UniqueFd m_socket;
};

} // namespace hookwalk::kernel
