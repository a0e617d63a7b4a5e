// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the kernel can be asked about why packets stop, as lines of wire/factline.h.
#pragma once

#include "kernel/answers/counters.h"
#include "kernel/answers/drops.h"
#include "protocol/messages.h"

#include <optional>
#include <string>

namespace hookwalk::kernel
{

class Investigation
{
public:
    // For the network namespace that the process is in. `drops`: nothing where they cannot be watched.
    static Result<Investigation> open(std::optional<Drops> drops);

    // Counters and drops count from here.
    Result<void> mark();
    // "counters", "settings", "links", then "dropped" and "route" lines. Stops watching drops until the next
    // mark. Without a mark the counters are those since the namespace was made.
    Result<std::string> investigate(const protocol::Investigate& order);

private:
    Investigation(NlSocket socket, std::optional<Drops> drops)
        : m_socket(std::move(socket))
        , m_drops(std::move(drops))
    {
    }

    NlSocket m_socket; // rtnetlink
    Counters m_marked;
    std::optional<Drops> m_drops;
};

} // namespace hookwalk::kernel
