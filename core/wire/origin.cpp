// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/origin.h"

#include "wire/escapes.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hookwalk::wire
{

namespace
{

constexpr std::array<std::string_view, 7> sourceNames{"kmsg",     "nflog",    "nftrace", "wire-in",
                                                      "wire-out", "tun-read", "wire"};

// A number and the comma behind it, from the front.
template<typename Number> bool takeField(std::string_view& head, Number& number)
{
    const char* const end = head.data() + head.size();
    const auto [at, error] = std::from_chars(head.data(), end, number);
    if (error != std::errc() || at == end || *at != ',')
        return false;
    head.remove_prefix(static_cast<std::size_t>(at - head.data()) + 1);
    return true;
}

} // namespace

std::string_view name(Source source)
{
    return sourceNames[static_cast<std::size_t>(source)];
}

std::optional<Source> sourceNamed(std::string_view text)
{
    const auto found = std::ranges::find(sourceNames, text);
    if (found == sourceNames.end())
        return std::nullopt;
    return static_cast<Source>(found - sourceNames.begin());
}

Origin originOf(std::string_view line)
{
    Origin origin;
    if (line.empty() || line[0] < '0' || line[0] > '9')
        return origin;
    auto head = line.substr(0, line.find(';'));
    std::uint32_t priority = 0;
    std::uint64_t sequence = 0;
    std::int64_t timeUs = 0;
    if (head.size() == line.size() || !takeField(head, priority) || !takeField(head, sequence) ||
        !takeField(head, timeUs))
        return origin;
    origin.sequence = sequence;
    origin.timeUs = timeUs;
    for (auto comma = head.find(','); comma != head.npos; comma = head.find(',')) { // behind the flags
        head.remove_prefix(comma + 1);
        const auto value = head.substr(0, head.find(','));
        const auto digits = value.substr(std::min<std::size_t>(value.size(), 7));
        if (value.starts_with("source="))
            origin.source = sourceNamed(digits).value_or(Source::KernelLog);
        else if (value.starts_with("packet="))
            std::from_chars(digits.data(), digits.data() + digits.size(), origin.packetId, 16);
        else if (value.starts_with("token="))
            std::from_chars(value.data() + 6, value.data() + value.size(), origin.token, 16);
        else if (value.starts_with("passed="))
            std::from_chars(digits.data(), digits.data() + digits.size(), origin.passedOver);
    }
    return origin;
}

std::string commentOf(std::string_view line)
{
    constexpr std::string_view name = ",comment=";
    const auto head = line.substr(0, line.find(';'));
    const auto at = head.find(name);
    if (at == head.npos)
        return {};
    const auto rest = head.substr(at + name.size());
    return unescaped(rest.substr(0, rest.find(',')), Escapes::Kmsg);
}

} // namespace hookwalk::wire
