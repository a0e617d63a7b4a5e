// SPDX-License-Identifier: GPL-3.0-or-later
// Names of places in the kernel.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hookwalk::kernel
{

// "nf_hook_slow+0x9d" for each address that lies in a function of /proc/kallsyms. Nothing where the kernel
// hides the addresses from this process (kernel.kptr_restrict). Takes some 100 ms: the kernel writes 100,000
// lines.
std::map<std::uint64_t, std::string> symbolsAt(const std::vector<std::uint64_t>& addresses);

} // namespace hookwalk::kernel
