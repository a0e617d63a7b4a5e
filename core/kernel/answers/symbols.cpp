// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/symbols.h"

#include "kernel/base/procfile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace hookwalk::kernel
{

namespace
{

struct Function {
    std::uint64_t start = 0;
    std::string_view name;
};

// "ffffffff81a3b5c0 t nf_hook_slow	[nf_tables]": the nearest before each address.
void takeLine(std::string_view line, std::map<std::uint64_t, Function>& nearest)
{
    Function function;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), function.start, 16);
    const auto nameStart = static_cast<std::size_t>(end - line.data()) + 3;
    if (error != std::errc() || nameStart >= line.size() || function.start == 0)
        return;
    function.name = line.substr(nameStart, line.find('\t', nameStart) - nameStart);
    for (auto& [address, best] : nearest) {
        if (function.start <= address && function.start > best.start)
            best = function;
    }
}

std::string hex(std::uint64_t number)
{
    std::array<char, 16> text{};
    return "0x" +
           std::string(text.data(), std::to_chars(text.data(), text.data() + text.size(), number, 16).ptr);
}

} // namespace

std::map<std::uint64_t, std::string> symbolsAt(const std::vector<std::uint64_t>& addresses)
{
    std::map<std::uint64_t, Function> nearest;
    for (const auto address : addresses)
        nearest[address] = {};
    const std::string symbols = nearest.empty() ? std::string() : readProcFile("/proc/kallsyms");
    for (std::string_view rest = symbols; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size() - 1);
        takeLine(rest.substr(0, end), nearest);
        rest.remove_prefix(end + 1);
    }
    std::map<std::uint64_t, std::string> names;
    for (const auto& [address, function] : nearest) {
        if (!function.name.empty())
            names[address] = std::string(function.name) + '+' + hex(address - function.start);
    }
    return names;
}

} // namespace hookwalk::kernel
