// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/symbols.h"

#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace hookwalk::kernel
{

namespace
{

struct Function {
    std::uint64_t start = 0;
    std::string name;
};

// "ffffffff81a3b5c0 t nf_hook_slow	[nf_tables]": the nearest before each address.
void takeLine(const std::string& line, std::map<std::uint64_t, Function>& nearest)
{
    char* end = nullptr;
    const std::uint64_t start = std::strtoull(line.c_str(), &end, 16);
    const auto nameStart = static_cast<std::size_t>(end - line.c_str()) + 3;
    if (nameStart >= line.size() || start == 0)
        return;
    for (auto& [address, best] : nearest) {
        if (start <= address && start > best.start) {
            best.start = start;
            best.name.assign(line, nameStart, line.find('\t', nameStart) - nameStart);
        }
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
    std::ifstream symbols;
    if (!nearest.empty())
        symbols.open("/proc/kallsyms");
    for (std::string line; std::getline(symbols, line);) // some 10 MB, of which one line is needed at a time
        takeLine(line, nearest);
    std::map<std::uint64_t, std::string> names;
    for (const auto& [address, function] : nearest) {
        if (!function.name.empty())
            names[address] = function.name + '+' + hex(address - function.start);
    }
    return names;
}

} // namespace hookwalk::kernel
