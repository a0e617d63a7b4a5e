// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/linejson.h"

#include "model/printable.h"
#include "wire/escapes.h"
#include "wire/token.h"
#include "wire/visit.h"

namespace hookwalk::wire
{

namespace
{

using Json = nlohmann::ordered_json;

// ordered_json looks for the name before it adds one; each of ours comes once.
void append(Json& object, std::string_view name, Json value)
{
    object.get_ref<Json::object_t&>().emplace_back(std::string(name), std::move(value));
}

template<std::size_t Capacity> Json toArray(const TextList<Capacity>& texts)
{
    Json array = Json::array();
    for (const Text text : texts)
        array.push_back(std::string(text));
    return array;
}

// Puts what TokenWalk visits into the object, "tcp.spt" into the object "tcp" in it.
struct Writer {
    const LogLine& line;
    Json& object;

    void operator()(std::string_view name, Text value) const
    {
        put(name, line.escapes == Escapes::None ? std::string(value) : unescaped(value, line.escapes));
    }
    void operator()(std::string_view name, std::uint32_t value) const { put(name, value); }
    template<std::size_t Capacity>
    void operator()(std::string_view name, const TextList<Capacity>& flags) const
    {
        put(name, toArray(flags));
    }

    void put(std::string_view name, Json value) const
    {
        Json* place = &object;
        for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
            place = &(*place)[std::string(name.substr(0, dot))];
            if (place->is_null())
                *place = Json::object();
            name.remove_prefix(dot + 1);
        }
        append(*place, name, std::move(value));
    }
};

Json traceOf(const LogLine& line)
{
    constexpr std::array<std::string_view, 4> names{"", "rule", "return", "policy"};
    return {{"type", names[static_cast<std::size_t>(line.traceType)]},
            {"number", line.traceNumber.value_or(0)}};
}

std::string hexadecimal(std::uint32_t number)
{
    std::array<char, 8> digits;
    return {digits.begin(), std::to_chars(digits.begin(), digits.end(), number, 16).ptr};
}

Json valueOf(const std::optional<Field>& field)
{
    if (!field)
        return nullptr;
    if (field->number)
        return *readNumber(field->value, 0xffffffff);
    return field->value;
}

} // namespace

Json toJson(const LogLine& line, std::uint64_t lineNumber)
{
    Json object = Json::object();
    object.get_ref<Json::object_t&>().reserve(24);
    append(object, "line", lineNumber);
    append(object, "time_us", line.timeUs ? Json(*line.timeUs) : Json(nullptr));
    append(object, "prefix", unescaped(line.prefix, line.escapes));
    if (has(line.host))
        append(object, "host", std::string(line.host));
    if (has(line.family))
        append(object, "family", std::string(line.family));
    if (line.hook)
        append(object, "hook", std::string(name(*line.hook)));
    if (line.packetId != 0)
        append(object, "packet", hexadecimal(line.packetId));
    if (has(line.table)) {
        append(object, "table", std::string(line.table));
        append(object, "chain", std::string(line.chain));
    }
    if (line.traceType != TraceType::None)
        append(object, "trace", traceOf(line));
    TokenWalk(Writer{line, object}).line(line);
    if (!line.damaged.empty())
        append(object, "damaged", toArray(line.damaged));
    return object;
}

Json toJson(const std::vector<FieldChange>& changes)
{
    Json object = Json::object();
    for (const FieldChange& change : changes)
        append(object, change.name, Json::array({valueOf(change.before), valueOf(change.after)}));
    return object;
}

std::string dumpLine(const Json& object)
{
    auto line = object.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (!isPrintable(line)) // what JSON lets through and a terminal obeys
        line = object.dump(-1, ' ', true, Json::error_handler_t::replace);
    return line;
}

} // namespace hookwalk::wire
