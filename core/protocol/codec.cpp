#include "protocol/codec.h"

#include "wire/traceprefix.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>

namespace hookwalk::protocol
{

namespace
{

using Json = nlohmann::json;
using Bytes = Json::binary_t;

constexpr std::size_t lengthBytes = 4;
constexpr std::size_t maxText = 64 * 1024; // a table as nft prints it is some 10 KiB
constexpr std::size_t maxNesting = 3;

struct Range {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
    bool holds(std::uint64_t value) const { return value >= least && value <= most; }
};
constexpr Range any32{0, std::numeric_limits<std::uint32_t>::max()};
constexpr Range any64{0, std::numeric_limits<std::uint64_t>::max()};
constexpr Range anyText{0, maxText};
constexpr Range deviceName{1, 15}; // IFNAMSIZ - 1, include/uapi/linux/if.h

// ---- what each message is made of: said once, used by the writer and the reader
// -------------------------------

template<typename Io> void fields(Io& io, Hello& m)
{
    io.number("version", m.version, any32);
}

template<typename Io> void fields(Io&, MakeLab&) {}

template<typename Io> void fields(Io& io, OpenTun& m)
{
    io.text("name", m.name, deviceName);
}

template<typename Io> void fields(Io& io, SetTrace& m)
{
    io.addresses("addresses", m.addresses, {1, 64});
    io.number("tag", m.tag, {1, wire::maxTag});
    io.choice("source", m.source, LogSource::Nflog);
}

template<typename Io> void fields(Io&, ClearTrace&) {}

template<typename Io> void fields(Io&, ShowTrace&) {}

template<typename Io> void fields(Io& io, Done& m)
{
    io.number("request", m.request, any32);
}

template<typename Io> void fields(Io& io, Refused& m)
{
    io.number("request", m.request, any32);
    io.choice("code", m.error.code, ErrorCode::Cancelled);
    io.text("sentence", m.error.sentence, anyText);
    io.number("errno", m.error.systemError, {0, 4095}); // MAX_ERRNO, include/linux/err.h
}

template<typename Io> void fields(Io& io, LabMade& m)
{
    io.number("request", m.request, any32);
    io.text("tun", m.tun, deviceName);
    io.address("tunAddress", m.tunAddress);
    io.address("pingSource", m.pingSource);
    io.text("network", m.network, deviceName);
    io.address("networkAddress", m.networkAddress);
    io.address("gateway", m.gateway);
    io.address("farAddress", m.farAddress);
    io.flag("userNamespace", m.userNamespace);
}

template<typename Io> void fields(Io& io, TraceShown& m)
{
    io.number("request", m.request, any32);
    io.flag("active", m.active);
    io.number("tag", m.tag, {0, wire::maxTag});
    io.texts("chains", m.chains, {0, 64}, {1, 64});
    io.addresses("addresses", m.addresses, {0, 64});
    io.choice("source", m.source, LogSource::Nflog);
    io.text("why", m.why, anyText);
    io.text("ruleset", m.ruleset, anyText);
}

template<typename Io> void fields(Io& io, Lost& m)
{
    io.number("kernelLog", m.kernelLog, any64);
    io.number("nflog", m.nflog, any64);
}

// Event batches are raw bytes behind the kind: they are many, and have a form of their own.
std::string& rawBytes(KernelLogLines& m)
{
    return m.text;
}

std::string& rawBytes(NflogPackets& m)
{
    return m.bytes;
}

template<typename Message>
concept RawMessage = requires(Message& m)
{
    rawBytes(m);
};

// ---- values to CBOR
// -------------------------------------------------------------------------------------------

class Writer
{
public:
    template<typename Number> void number(const char* name, const Number& value, Range)
    {
        m_body[name] = value;
    }
    void flag(const char* name, bool value) { m_body[name] = value; }
    void text(const char* name, const std::string& value, Range) { m_body[name] = value; }
    void texts(const char* name, const std::vector<std::string>& value, Range, Range)
    {
        m_body[name] = value;
    }
    template<typename Choice> void choice(const char* name, const Choice& value, Choice)
    {
        m_body[name] = static_cast<unsigned>(value);
    }
    void address(const char* name, const IpAddress& value) { m_body[name] = binary(value); }
    void addresses(const char* name, const std::vector<IpAddress>& value, Range)
    {
        Json list = Json::array();
        for (const IpAddress& address : value)
            list.push_back(binary(address));
        m_body[name] = std::move(list);
    }
    std::vector<std::uint8_t> bytes() const { return Json::to_cbor(m_body); }

private:
    static Json binary(const IpAddress& address)
    {
        return Json::binary(Bytes::container_type(address.bytes.begin(), address.bytes.end()));
    }

    Json m_body = Json::object();
};

// ---- CBOR to values
// -------------------------------------------------------------------------------------------

// Lets through what is flat enough: the CBOR reader calls itself for each level, and a hostile body could
// have as many levels as bytes.
struct NestingCheck : Json::json_sax_t {
    std::size_t depth = 0;
    bool enter() { return ++depth <= maxNesting; }
    bool leave()
    {
        --depth;
        return true;
    }
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return enter(); }
    bool key(string_t&) override { return true; }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override
    {
        return false;
    }
};

// Nothing where the bytes are not exactly one CBOR map.
std::optional<Json> parseBody(std::string_view bytes)
{
    NestingCheck check;
    if (!Json::sax_parse(bytes, &check, Json::input_format_t::cbor))
        return std::nullopt;
    try {
        Json body = Json::from_cbor(bytes);
        if (body.is_object())
            return body;
    } catch (const Json::exception&) { // an array said to be longer than memory
    }
    return std::nullopt;
}

// Every field must be there, of its kind and in its range, and there must be no other.
class Reader
{
public:
    explicit Reader(const Json& body)
        : m_body(body)
    {
    }

    template<typename Number> void number(const char* name, Number& to, Range range)
    {
        const Json* value = find(name);
        if (accept(value && value->is_number_unsigned() && range.holds(value->get<std::uint64_t>()), name))
            to = value->get<Number>();
    }
    void flag(const char* name, bool& to)
    {
        const Json* value = find(name);
        if (accept(value && value->is_boolean(), name))
            to = value->get<bool>();
    }
    void text(const char* name, std::string& to, Range size)
    {
        const Json* value = find(name);
        if (accept(value && isText(*value, size), name))
            to = value->get<std::string>();
    }
    void texts(const char* name, std::vector<std::string>& to, Range count, Range size)
    {
        const Json* value = find(name);
        if (!accept(value && value->is_array() && count.holds(value->size()), name))
            return;
        for (const Json& item : *value) {
            if (!accept(isText(item, size), name))
                return;
            to.push_back(item.get<std::string>());
        }
    }
    template<typename Choice> void choice(const char* name, Choice& to, Choice last)
    {
        std::uint32_t value = 0;
        number(name, value, {0, static_cast<std::uint64_t>(last)});
        to = static_cast<Choice>(value);
    }
    void address(const char* name, IpAddress& to)
    {
        const Json* value = find(name);
        if (accept(value && isAddress(*value), name))
            to = toAddress(*value);
    }
    void addresses(const char* name, std::vector<IpAddress>& to, Range count)
    {
        const Json* value = find(name);
        if (!accept(value && value->is_array() && count.holds(value->size()), name))
            return;
        for (const Json& item : *value) {
            if (!accept(isAddress(item), name))
                return;
            to.push_back(toAddress(item));
        }
    }
    // The field that could not be taken, or null.
    const char* refused() const
    {
        return m_refused ? m_refused : m_found < m_body.size() ? "(unknown)" : nullptr;
    }

private:
    static bool isText(const Json& value, Range size)
    {
        return value.is_string() && size.holds(value.get_ref<const std::string&>().size());
    }
    static bool isAddress(const Json& value)
    {
        return value.is_binary() && value.get_binary().size() == IpAddress{}.bytes.size();
    }
    static IpAddress toAddress(const Json& value)
    {
        IpAddress address;
        std::copy_n(value.get_binary().begin(), address.bytes.size(), address.bytes.begin());
        return address;
    }
    const Json* find(const char* name)
    {
        const auto found = m_body.find(name);
        if (found == m_body.end())
            return nullptr;
        ++m_found;
        return &*found;
    }
    bool accept(bool good, const char* name)
    {
        if (!good && !m_refused)
            m_refused = name;
        return good;
    }

    const Json& m_body;
    std::size_t m_found = 0;
    const char* m_refused = nullptr;
};

// What the ranges cannot say.
template<typename Message> const char* nonsense(const Message&)
{
    return nullptr;
}

const char* nonsense(const OpenTun& m)
{
    return m.name.find_first_of("/ \t\n\v\f\r", 0) != std::string::npos ||
                   m.name.find('\0') != std::string::npos
               ? "name"
               : nullptr;
}

const char* nonsense(const SetTrace& m)
{
    for (const IpAddress& address : m.addresses) {
        if (address.isNull())
            return "addresses";
    }
    return nullptr;
}

tl::unexpected<Error> nonsenseError(const std::string& what)
{
    return failure(ErrorCode::ProtocolError,
                   "The other side of the helper's socket said something that makes no sense (" + what +
                       "). Make sure that Hookwalk and its helper are of the same version.");
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

template<typename Message> Result<Message> readMessage(std::string_view bytes, std::uint32_t* number)
{
    Message message;
    if constexpr (RawMessage<Message>) {
        rawBytes(message) = bytes;
        return message;
    } else {
        const auto body = parseBody(bytes);
        if (!body)
            return nonsenseError("a body that is not a CBOR map");
        Reader reader(*body);
        if (number)
            reader.number("number", *number, any32);
        fields(reader, message);
        const char* wrong = reader.refused() ? reader.refused() : nonsense(message);
        if (wrong)
            return nonsenseError("the field " + std::string(wrong));
        return message;
    }
}

// A frame's kind is the place of its type in the variant: new types go to the end.
template<typename Variant, std::size_t Kind = 0>
Result<Variant> readVariant(std::size_t kind, std::string_view bytes, std::uint32_t* number)
{
    if constexpr (Kind < std::variant_size_v<Variant>) {
        if (kind != Kind)
            return readVariant<Variant, Kind + 1>(kind, bytes, number);
        return readMessage<std::variant_alternative_t<Kind, Variant>>(bytes, number).map([](auto&& message) {
            return Variant(std::forward<decltype(message)>(message));
        });
    } else {
        return nonsenseError("a message of unknown kind " + std::to_string(kind));
    }
}

Result<NumberedRequest> readFrame(std::size_t kind, std::string_view bytes, NumberedRequest*)
{
    NumberedRequest numbered;
    auto request = readVariant<Request>(kind, bytes, &numbered.number);
    if (!request)
        return tl::unexpected(std::move(request.error()));
    numbered.request = std::move(*request);
    return numbered;
}

Result<Reply> readFrame(std::size_t kind, std::string_view bytes, Reply*)
{
    return readVariant<Reply>(kind, bytes, nullptr);
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
            return frame(request.request.index(), view(writer.bytes()));
        },
        request.request);
}

std::string encode(const Reply& reply)
{
    return std::visit(
        [&](const auto& message) {
            using Message = std::decay_t<decltype(message)>;
            auto& fieldsOf = const_cast<Message&>(message); // fields() serves the reader too
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
        return nonsenseError("a message of " + std::to_string(length) + " bytes");
    if (rest.size() < lengthBytes + length)
        return std::nullopt;
    const auto kind = static_cast<unsigned char>(rest[lengthBytes]);
    auto message = readFrame(kind, rest.substr(lengthBytes + 1, length - 1), static_cast<Message*>(nullptr));
    if (!message) // the place is kept: asked again, the answer is the same
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
