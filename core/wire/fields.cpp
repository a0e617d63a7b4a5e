// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fields.h"

#include "wire/escapes.h"
#include "wire/tokenwriter.h"
#include "wire/visit.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

// Collects what TokenWalk visits.
struct Collector {
    const LogLine& line;
    std::vector<Field>& fields;

    void operator()(std::string_view name, Text value) const
    {
        fields.push_back({name, unescaped(value, line.escapes), false});
    }
    void operator()(std::string_view name, std::uint32_t value) const
    {
        fields.push_back({name, std::to_string(value), true});
    }
    template<std::size_t Capacity>
    void operator()(std::string_view name, const TextList<Capacity>& flags) const
    {
        std::string joined;
        for (const Text flag : flags) {
            if (!joined.empty())
                joined += ' ';
            joined += flag;
        }
        fields.push_back({name, std::move(joined), false});
    }
};

std::optional<Field> named(const std::vector<Field>& fields, std::string_view name)
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    if (found == fields.end())
        return std::nullopt;
    return *found;
}

bool isDeviceField(std::string_view name)
{
    return name == "in" || name == "out" || name == "physin" || name == "physout";
}

// "ICMP" and 1 are the same protocol.
bool isSameValue(const Field& one, const Field& other)
{
    const auto plain = [](const Field& field) {
        const auto known = field.name == "proto" ? protocolName(field.value) : std::string_view();
        return known.empty() ? std::string_view(field.value) : known;
    };
    return plain(one) == plain(other);
}

} // namespace

bool tellsAll(const LogLine& line)
{
    return line.packet.len && line.damaged.empty();
}

std::vector<Field> fields(const LogLine& line)
{
    std::vector<Field> list;
    list.reserve(24);
    TokenWalk(Collector{line, list}).line(line);
    return list;
}

std::vector<FieldChange> changes(const LogLine& before, const LogLine& after)
{
    const auto old = fields(before);
    const auto now = fields(after);
    std::vector<FieldChange> list;
    const bool areWhole = tellsAll(before) && tellsAll(after);
    const bool areAlike = before.packet.len.has_value() == after.packet.len.has_value();
    const auto isTold = [&](std::string_view name, bool byBoth) {
        return byBoth ? areAlike || !isDeviceField(name) : areWhole;
    };
    for (const Field& field : now) {
        const auto previous = named(old, field.name);
        if (isTold(field.name, previous.has_value()) && !(previous && isSameValue(*previous, field)))
            list.push_back({field.name, previous, field});
    }
    for (const Field& field : old) {
        if (!named(now, field.name) && isTold(field.name, false))
            list.push_back({field.name, field, std::nullopt});
    }
    return list;
}

} // namespace hookwalk::wire
