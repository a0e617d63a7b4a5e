// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/cbor.h"

namespace hookwalk::protocol
{

namespace
{

using Json = nlohmann::json;

constexpr std::size_t maxNesting = 8; // list of checks, the change that mends one, its next hops

// Limits the nesting: the CBOR parser recurses for each level, and a hostile body could have as many levels
// as bytes.
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

} // namespace

std::optional<Json> parseMap(std::string_view bytes)
{
    NestingCheck check;
    if (!Json::sax_parse(bytes, &check, Json::input_format_t::cbor))
        return std::nullopt;
    try {
        Json body = Json::from_cbor(bytes);
        if (body.is_object())
            return body;
    } catch (const Json::exception&) { // an array whose declared length exceeds memory
    }
    return std::nullopt;
}

} // namespace hookwalk::protocol
