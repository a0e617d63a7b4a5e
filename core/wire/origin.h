// SPDX-License-Identifier: GPL-3.0-or-later
// Who reported a packet, written into the head of its line and read again from it. /dev/kmsg allows further
// values behind the flags ("7,12,3456,-,caller=T1;…", Documentation/ABI/testing/dev-kmsg); ours are
// "source=nftrace", "packet=1a2b3c4d", "token=1a2b", "comment=text" and "passed=3": so many records between this one and
// the one before were read and, being nobody's business, not passed on. A line without a source is the kernel log's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

enum class Source : std::uint8_t {
    KernelLog,
    Nflog,   // a trace point, through nfnetlink_log
    Nftrace, // a trace point, through nftrace: the only one that knows which packet it is
    WireIn,  // a frame that a device received (packet(7)), before any hook
    WireOut, // a frame that a device sent, behind every hook
    TunRead, // what a program read from the tun fd
    Wire,    // a frame of a capture file that does not say whether the device, IN=, received or sent it
};

// "kmsg", "nflog", "nftrace", "wire-in", "wire-out", "tun-read", "wire"
std::string_view name(Source source);
std::optional<Source> sourceNamed(std::string_view text);
// A frame at a device: it stood at no chain.
constexpr bool isFrame(Source source)
{
    return source >= Source::WireIn;
}

struct Origin {
    Source source = Source::KernelLog;
    // The kernel's number for the packet while it is on its way (NFTA_TRACE_ID); 0: not known. The kernel
    // uses one again for a later packet.
    std::uint32_t packetId = 0;
    std::uint16_t token = 0; // see wire/packettoken.h; 0: not known
    // Of a line in the form of /dev/kmsg: its number among those of its source, and its time.
    std::optional<std::uint64_t> sequence;
    std::optional<std::int64_t> timeUs;
    std::uint64_t passedOver = 0;
};

// Of a line in the form of /dev/kmsg; any other line is the kernel log's.
Origin originOf(std::string_view line);

// What a capture file says of the frame, in UTF-8; "": nothing.
std::string commentOf(std::string_view line);

} // namespace hookwalk::wire
