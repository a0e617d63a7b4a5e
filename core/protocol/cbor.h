// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a message as a CBOR map (RFC 8949, through nlohmann::json): written field by field, and read
// with every field checked.
#pragma once

#include "model/network.h"

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hookwalk::protocol
{

struct Range {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
    bool holds(std::uint64_t value) const { return value >= least && value <= most; }
};
inline constexpr Range any32{0, std::numeric_limits<std::uint32_t>::max()};
inline constexpr Range any64{0, std::numeric_limits<std::uint64_t>::max()};
inline constexpr Range anyText{0, 64 * 1024}; // the trace points' table in nft's language has some 10 KiB

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
    void network(const char* name, const Network& value) // the address, then a byte of prefix length
    {
        m_body[name] = binary(value.address);
        m_body[name].get_binary().push_back(value.prefix);
    }
    void addresses(const char* name, const std::vector<IpAddress>& value, Range)
    {
        nlohmann::json list = nlohmann::json::array();
        for (const IpAddress& address : value)
            list.push_back(binary(address));
        m_body[name] = std::move(list);
    }
    void bytes(const char* name, const std::string& value, Range)
    {
        m_body[name] =
            nlohmann::json::binary(nlohmann::json::binary_t::container_type(value.begin(), value.end()));
    }
    template<typename Item> void list(const char* name, const std::vector<Item>& items, Range)
    {
        nlohmann::json list = nlohmann::json::array();
        for (Item item : items) { // a copy, because fields() takes non-const for the reader
            Writer writer;
            fields(writer, item);
            list.push_back(std::move(writer.m_body));
        }
        m_body[name] = std::move(list);
    }
    template<typename Item> void item(const char* name, Item value)
    {
        Writer writer;
        fields(writer, value);
        m_body[name] = std::move(writer.m_body);
    }
    template<typename... Kinds> void oneOf(const char* name, const std::variant<Kinds...>& value)
    {
        Writer writer;
        writer.number("which", value.index(), any32);
        std::visit([&](auto one) { fields(writer, one); }, value);
        m_body[name] = std::move(writer.m_body);
    }
    std::vector<std::uint8_t> bytes() const { return nlohmann::json::to_cbor(m_body); }

private:
    static nlohmann::json binary(const IpAddress& address)
    {
        return nlohmann::json::binary(
            nlohmann::json::binary_t::container_type(address.bytes.begin(), address.bytes.end()));
    }

    nlohmann::json m_body = nlohmann::json::object();
};

// The map; nothing unless the bytes are exactly one map.
std::optional<nlohmann::json> parseMap(std::string_view bytes);

// Every field must be present, of its type and in its range, and there may be no other.
class Reader
{
public:
    explicit Reader(const nlohmann::json& body)
        : m_body(body)
    {
    }

    template<typename Number> void number(const char* name, Number& to, Range range)
    {
        const nlohmann::json& value = find(name);
        if (accept(value.is_number_unsigned() && range.holds(value.get<std::uint64_t>()), name))
            to = value.get<Number>();
    }
    void flag(const char* name, bool& to)
    {
        const nlohmann::json& value = find(name);
        if (accept(value.is_boolean(), name))
            to = value.get<bool>();
    }
    void text(const char* name, std::string& to, Range size)
    {
        const nlohmann::json& value = find(name);
        if (accept(isText(value, size), name))
            to = value.get<std::string>();
    }
    void texts(const char* name, std::vector<std::string>& to, Range count, Range size)
    {
        const nlohmann::json& value = find(name);
        if (!accept(value.is_array() && count.holds(value.size()), name))
            return;
        for (const nlohmann::json& item : value) {
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
        const nlohmann::json& value = find(name);
        if (accept(isAddress(value), name))
            to = toAddress(value);
    }
    void network(const char* name, Network& to)
    {
        const nlohmann::json& value = find(name);
        constexpr auto size = std::tuple_size_v<decltype(IpAddress::bytes)> + 1;
        if (accept(value.is_binary() && value.get_binary().size() == size, name))
            to = {toAddress(value), value.get_binary().back()};
    }
    void addresses(const char* name, std::vector<IpAddress>& to, Range count)
    {
        const nlohmann::json& value = find(name);
        if (!accept(value.is_array() && count.holds(value.size()), name))
            return;
        for (const nlohmann::json& item : value) {
            if (!accept(isAddress(item), name))
                return;
            to.push_back(toAddress(item));
        }
    }
    void bytes(const char* name, std::string& to, Range size)
    {
        const nlohmann::json& value = find(name);
        if (accept(value.is_binary() && size.holds(value.get_binary().size()), name))
            to.assign(value.get_binary().begin(), value.get_binary().end());
    }
    template<typename Item> void list(const char* name, std::vector<Item>& to, Range count)
    {
        const nlohmann::json& value = find(name);
        if (!accept(value.is_array() && count.holds(value.size()), name))
            return;
        for (const nlohmann::json& item : value) {
            Reader reader(item);
            if (accept(item.is_object(), name))
                fields(reader, to.emplace_back());
            if (!accept(!reader.refused(), name))
                return;
        }
    }
    template<typename Item> void item(const char* name, Item& to)
    {
        within(name, [&](Reader& reader) { fields(reader, to); });
    }
    template<typename... Kinds> void oneOf(const char* name, std::variant<Kinds...>& to)
    {
        within(name, [&](Reader& reader) {
            std::size_t kind = sizeof...(Kinds);
            reader.number("which", kind, {0, sizeof...(Kinds) - 1});
            [&]<std::size_t... Place>(std::index_sequence<Place...>)
            {
                ((Place == kind ? fields(reader, to.template emplace<Place>()) : void()), ...);
            }
            (std::index_sequence_for<Kinds...>());
        });
    }
    // The field that could not be taken, or null.
    const char* refused() const
    {
        return m_refused ? m_refused : m_found < m_body.size() ? "(unknown)" : nullptr;
    }

private:
    // Reads a map within this one; an invalid field is reported by its name in there.
    template<typename Read> void within(const char* name, const Read& read)
    {
        const nlohmann::json& value = find(name);
        if (!accept(value.is_object(), name))
            return;
        Reader reader(value);
        read(reader);
        accept(!reader.refused(), reader.refused());
    }
    static bool isText(const nlohmann::json& value, Range size)
    {
        return value.is_string() && size.holds(value.get_ref<const std::string&>().size());
    }
    static bool isAddress(const nlohmann::json& value)
    {
        return value.is_binary() && value.get_binary().size() == IpAddress{}.bytes.size();
    }
    static IpAddress toAddress(const nlohmann::json& value)
    {
        IpAddress address;
        std::copy_n(value.get_binary().begin(), address.bytes.size(), address.bytes.begin());
        return address;
    }
    // JSON null, which is valid for no field, where it is missing.
    const nlohmann::json& find(const char* name)
    {
        static const nlohmann::json none;
        const auto found = m_body.find(name);
        if (found == m_body.end())
            return none;
        ++m_found;
        return *found;
    }
    bool accept(bool good, const char* name)
    {
        if (!good && !m_refused)
            m_refused = name;
        return good;
    }

    const nlohmann::json& m_body;
    std::size_t m_found = 0;
    const char* m_refused = nullptr;
};

} // namespace hookwalk::protocol
