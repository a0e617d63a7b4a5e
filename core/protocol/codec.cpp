// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codec.h"

#include "protocol/cbor.h"
#include "protocol/messagefields.h"

#include <type_traits>

namespace hookwalk::protocol
{

namespace
{

constexpr std::size_t lengthBytes = 4;

template<typename Message>
concept RawMessage = requires(Message& m)
{
    rawBytes(m);
};

tl::unexpected<Error> badMessage(Said what)
{
    return failure(ErrorCode::ProtocolError, std::move(what), 0, say("same-version"));
}

// ---- frames
// ---------------------------------------------------------------------------------------------------

std::string frame(std::size_t kind, std::string_view body)
{
    std::string bytes;
    bytes.reserve(lengthBytes + 1 + body.size());
    const auto length = static_cast<std::uint32_t>(body.size() + 1);
    for (unsigned i = 0; i < lengthBytes; ++i)
        bytes.push_back(static_cast<char>(length >> (8 * i)));
    bytes.push_back(static_cast<char>(kind));
    bytes.append(body);
    return bytes;
}

std::string_view view(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::size_t frameLength(std::string_view bytes)
{
    std::size_t length = 0;
    for (unsigned i = 0; i < lengthBytes; ++i)
        length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return length;
}

template<typename Message>
Result<Message> readMessage(std::string_view bytes, std::uint32_t* number, change::Checked& problem)
{
    Message message;
    if constexpr (RawMessage<Message>) {
        rawBytes(message) = bytes;
    } else {
        const auto body = parseMap(bytes);
        if (!body)
            return badMessage(say("message-no-map"));
        Reader reader(*body);
        if (number)
            reader.number("number", *number, any32);
        fields(reader, message);
        if (const char* const field = reader.refused())
            problem = change::Problem{field, say("field-not-taken", field)};
        else
            problem = checkFields(message);
    }
    return message;
}

// A frame's kind is the index of its type in the variant, so new types go to the end.
template<typename Variant, std::size_t Kind = 0>
Result<Variant> readVariant(std::size_t kind, std::string_view bytes, std::uint32_t* number,
                            change::Checked& problem)
{
    if constexpr (Kind < std::variant_size_v<Variant>) {
        if (kind != Kind)
            return readVariant<Variant, Kind + 1>(kind, bytes, number, problem);
        return readMessage<std::variant_alternative_t<Kind, Variant>>(bytes, number, problem)
            .map([](auto&& message) {
                return Variant(std::in_place_index<Kind>, std::forward<decltype(message)>(message));
            });
    } else {
        return badMessage(say("message-of-unknown-kind", kind));
    }
}

Result<NumberedRequest> readFrame(std::size_t kind, std::string_view bytes, NumberedRequest*)
{
    std::uint32_t number = 0;
    change::Checked problem;
    return readVariant<Request>(kind, bytes, &number, problem).map([&](Request&& request) {
        if (problem)
            return NumberedRequest{number, tl::unexpected(std::move(*problem))};
        return NumberedRequest{number, std::move(request)};
    });
}

Result<Reply> readFrame(std::size_t kind, std::string_view bytes, Reply*)
{
    change::Checked problem;
    auto reply = readVariant<Reply>(kind, bytes, nullptr, problem);
    if (problem)
        return badMessage(say("message-with-bad-field", problem->field));
    return reply;
}

template<typename Message>
constexpr std::size_t maxBytes = std::is_same_v<Message, NumberedRequest> ? maxRequestBytes : maxReplyBytes;

} // namespace

std::string encode(const NumberedRequest& request)
{
    return std::visit(
        [&](auto message) {
            Writer writer;
            writer.number("number", request.number, any32);
            fields(writer, message);
            return frame(request.request->index(), view(writer.bytes()));
        },
        request.request.value());
}

std::string encode(const Reply& reply)
{
    return std::visit(
        [&](const auto& message) {
            using Message = std::decay_t<decltype(message)>;
            auto& fieldsOf = const_cast<Message&>(message); // fields() takes non-const for the reader
            if constexpr (RawMessage<Message>) {
                return frame(reply.index(), rawBytes(fieldsOf));
            } else {
                Writer writer;
                fields(writer, fieldsOf);
                return frame(reply.index(), view(writer.bytes()));
            }
        },
        reply);
}

template<typename Message> Result<std::optional<Message>> Decoder<Message>::next()
{
    const auto rest = std::string_view(m_buffer).substr(m_start);
    if (rest.size() < lengthBytes)
        return std::nullopt;
    const std::size_t length = frameLength(rest);
    if (length == 0 || length > maxBytes<Message>)
        return badMessage(say("message-of-bad-length", length));
    if (rest.size() < lengthBytes + length)
        return std::nullopt;
    const auto kind = static_cast<unsigned char>(rest[lengthBytes]);
    auto message = readFrame(kind, rest.substr(lengthBytes + 1, length - 1), static_cast<Message*>(nullptr));
    if (!message) // nothing is skipped: the next call gives the same error
        return tl::unexpected(std::move(message.error()));
    m_start += lengthBytes + length;
    if (m_start >= m_buffer.size() / 2) {
        m_buffer.erase(0, m_start);
        m_start = 0;
    }
    return std::optional<Message>(std::move(*message));
}

template class Decoder<NumberedRequest>;
template class Decoder<Reply>;

} // namespace hookwalk::protocol
