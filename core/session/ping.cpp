#include "session/ping.h"

namespace hookwalk::session
{

Result<void> check(const PingRequest& request)
{
    const auto wrong = [](const char* sentence) { return failure(ErrorCode::BadInput, sentence); };
    if (!request.destination.isV4())
        return wrong("The destination is not an IPv4 address. Give one like 203.0.113.29.");
    if (!request.source.isV4())
        return wrong("The source is not an IPv4 address. Give one like 192.168.69.1.");
    if (request.count < 1 || request.count > maxPings)
        return wrong("The count is out of range. Give a number from 1 to 1000000.");
    if (request.intervalUs < 0 || request.intervalUs > maxIntervalUs)
        return wrong("The interval is out of range. Give 0 to 3600 seconds.");
    if (request.timeoutUs < 1 || request.timeoutUs > maxTimeoutUs)
        return wrong("The timeout is out of range. Give more than 0 and at most 60 seconds.");
    if (request.payload.size() > maxPayloadBytes)
        return wrong("The payload is too long. At most 1472 bytes fit into one packet.");
    if (request.ttl < 1)
        return wrong("The TTL is out of range. Give a number from 1 to 255.");
    return {};
}

} // namespace hookwalk::session
