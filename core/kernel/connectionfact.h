// The content of a "connection" line (wire/factline.h) from a message of ctnetlink.
#pragma once

#include "model/ipaddress.h"

#include <nlohmann/json_fwd.hpp>
#include <span>

struct nlmsghdr;

namespace hookwalk::kernel
{

// Empty where the message is no connection, or none with one of the addresses at either end of either
// direction.
nlohmann::ordered_json connectionFact(const nlmsghdr& message, std::span<const IpAddress> addresses);

} // namespace hookwalk::kernel
