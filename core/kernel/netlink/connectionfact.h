// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a "connection" line (wire/factline.h) from a message of ctnetlink.
#pragma once

#include "model/ipaddress.h"

#include <libnetfilter_conntrack/libnetfilter_conntrack.h>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>

struct nlmsghdr;

namespace hookwalk::kernel
{

struct DestroyTracked {
    void operator()(nf_conntrack* connection) const { nfct_destroy(connection); }
};
using TrackedConnection = std::unique_ptr<nf_conntrack, DestroyTracked>;

// One end, which has one of the two attributes.
IpAddress addressOf(const nf_conntrack* connection, nf_conntrack_attr attribute4,
                    nf_conntrack_attr attribute6);

// Empty unless the message is a connection in which one of the addresses is an end, in either direction.
nlohmann::ordered_json connectionFact(const nlmsghdr& message, std::span<const IpAddress> addresses);

} // namespace hookwalk::kernel
