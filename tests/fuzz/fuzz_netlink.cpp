// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes are taken for messages of rtnetlink about addresses and routes: what is parsed can be looked
// at in every way without a byte beyond it being read, and has the same key without its state.
#include "kernel/netlink/rtmessages.h"

#include <cstdlib>

using namespace hookwalk::kernel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // Two messages, one behind the other: the first says how long it is.
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    RtMessages messages;
    for (std::size_t start = 0, length = 0; start + 4 <= size; start += length) {
        length = std::max<std::size_t>(data[start] + 256U * data[start + 1], 4);
        if (auto message = RtMessage::parse(bytes.substr(start, length)))
            messages.push_back(std::move(*message));
    }
    for (const RtMessage& message : messages) {
        if (message.key() != message.withoutState().key() || !RtMessage::parse(message.bytes()) ||
            fromHex(toHex(message.bytes())) != message.bytes())
            std::abort();
        static_cast<void>(message.describe());
        static_cast<void>(message.addressOwner() + message.localAddress().size());
        static_cast<void>(message.leavesBy(3) || message.isFrom(3, 24) || message.isCloned() ||
                          message.isSecondary() || message.isMadeByKernel());
        for (const RtMessage& other : messages)
            static_cast<void>(message.goesWith(other) || message.preferredSource() == other.localAddress());
    }
    if (!without(messages, messages).empty() || among(messages, messages).size() != messages.size())
        std::abort();
    return 0;
}
