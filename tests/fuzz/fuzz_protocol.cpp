// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the other side of the socket sends: the decoders and the batch reader give messages or an error,
// and what they accept is written back as what was read.
#include "protocol/codec.h"
#include "protocol/reportbatch.h"

#include <cstdlib>

using namespace hookwalk;
using namespace hookwalk::protocol;

namespace
{

bool isRefused(const Reply&)
{
    return false;
}
bool isRefused(const NumberedRequest& request)
{
    return !request.request; // the field and what is wrong with it are all there is
}

// Feeds the bytes in two cuts and takes what comes.
template<typename Message> void decode(std::string_view bytes)
{
    Decoder<Message> decoder;
    decoder.feed(bytes.substr(0, bytes.size() / 2));
    bool isRest = false;
    for (;;) {
        const auto message = decoder.next();
        if (!message)
            return;
        if (*message && !isRefused(**message)) {
            Decoder<Message> again;
            again.feed(encode(**message));
            if (const auto same = again.next(); !same || !*same || encode(**same) != encode(**message))
                std::abort();
        } else if (!*message && isRest) {
            return;
        } else if (!*message) {
            decoder.feed(bytes.substr(bytes.size() / 2));
            isRest = true;
        }
    }
}

void readBatch(std::string_view bytes)
{
    ReportBatchReader reader(bytes);
    wire::PacketReport packet;
    std::string written;
    auto more = reader.next(packet);
    for (; more && *more; more = reader.next(packet))
        append(packet, written);
    if (bytes.substr(0, written.size()) != written)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    decode<NumberedRequest>(bytes);
    decode<Reply>(bytes);
    readBatch(bytes);
    return 0;
}
