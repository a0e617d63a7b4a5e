// SPDX-License-Identifier: GPL-3.0-or-later
// Messages <-> bytes. A frame is a 4-byte little-endian length (of what follows), one kind byte and a body:
// CBOR (RFC 8949, through nlohmann::json) for what is small, raw bytes for event batches. The decoder takes
// bytes in pieces of any size. A frame that is too long, of an unknown kind or no CBOR map ends the stream;
// so does an invalid field in a reply. An invalid field in a request is answered.
#pragma once

#include "change/check.h"
#include "protocol/messages.h"

#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::protocol
{

inline constexpr std::size_t maxRequestBytes = 16 * 1024; // what the privileged side accepts
inline constexpr std::size_t maxReplyBytes = 4 * 1024 * 1024;

struct NumberedRequest {
    std::uint32_t number = 0;
    tl::expected<Request, change::Problem> request; // or the field that is invalid
};

std::string encode(const NumberedRequest& request); // must be valid
std::string encode(const Reply& reply);

// Cuts a byte stream into messages.
template<typename Message> class Decoder
{
public:
    void feed(std::string_view bytes) { m_buffer.append(bytes); }
    // The next complete message; nothing if more bytes are needed; or an Error (ProtocolError), after which
    // the stream cannot be used any more.
    Result<std::optional<Message>> next();

private:
    std::string m_buffer;
    std::size_t m_start = 0;
};

extern template class Decoder<NumberedRequest>;
extern template class Decoder<Reply>;

} // namespace hookwalk::protocol
