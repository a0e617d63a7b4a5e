// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of every live source of reports, so that Tracing need not know how each is read.
#pragma once

#include "kernel/sources/reportstream.h"
#include "model/result.h"
#include "protocol/messages.h"

#include <cstdint>
#include <limits>

namespace hookwalk::kernel
{

class LiveSource
{
public:
    virtual ~LiveSource() = default;

    virtual int fd() const = 0; // readable: there are reports
    // Reads what is there, at most some 256 KiB at a time. True: there may be more.
    virtual Result<bool> read(ReportStream& to) = 0;
    // How many reports the kernel keeps until they are read. By default without a limit.
    virtual std::uint32_t room() const { return std::numeric_limits<std::uint32_t>::max(); }
    // Sets this source's part of `lost`: what the kernel could not deliver.
    virtual void count(protocol::Lost& lost) = 0;
};

} // namespace hookwalk::kernel
