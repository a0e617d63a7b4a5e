// SPDX-License-Identifier: GPL-3.0-or-later
// What every live source of reports has in common, so that Tracing needs not know how each is read.
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
    // Takes in what there is, at most some 256 KiB at a time. True: there may be more.
    virtual Result<bool> read(ReportStream& to) = 0;
    // How many reports the kernel keeps for it until they are read. By default: it does not matter.
    virtual std::uint32_t room() const { return std::numeric_limits<std::uint32_t>::max(); }
    // Writes into `lost` what the kernel could not deliver through this source; leaves the rest alone.
    virtual void count(protocol::Lost& lost) = 0;
};

} // namespace hookwalk::kernel
