#include "wire/origin.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hookwalk::wire
{

namespace
{

constexpr std::array<std::string_view, 6> names{"kmsg",    "nflog",    "nftrace",
                                                "wire-in", "wire-out", "tun-read"};
constexpr int fieldsBeforeFlags = 3; // priority, sequence, time

} // namespace

std::string_view name(Source source)
{
    return names[static_cast<std::size_t>(source)];
}

std::optional<Source> sourceNamed(std::string_view text)
{
    const auto found = std::ranges::find(names, text);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Source>(found - names.begin());
}

Origin originOf(std::string_view line)
{
    Origin origin;
    if (line.empty() || line[0] < '0' || line[0] > '9')
        return origin;
    auto head = line.substr(0, line.find(';'));
    if (head.size() == line.size() || head.ends_with(",-"))
        return origin;
    for (int field = 0;; ++field) {
        const auto comma = head.find(',');
        const auto value = head.substr(0, comma);
        if (field > fieldsBeforeFlags) {
            if (value.starts_with("source=")) {
                origin.source = sourceNamed(value.substr(7)).value_or(Source::KernelLog);
            } else if (value.starts_with("packet=")) {
                const auto digits = value.substr(7);
                std::from_chars(digits.data(), digits.data() + digits.size(), origin.packetId, 16);
            }
        } else if (field < fieldsBeforeFlags && value.find_first_not_of("0123456789") != value.npos) {
            return origin;
        }
        if (comma == head.npos)
            return origin;
        head.remove_prefix(comma + 1);
    }
}

} // namespace hookwalk::wire
