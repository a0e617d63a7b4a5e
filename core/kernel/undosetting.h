// Puts settings below /proc/sys back, those of a device by its number. Internal to kernel.
#pragma once

#include "kernel/journal.h"

namespace hookwalk::kernel
{

// As undo() of undo.h.
bool undoSetting(const Change& change, std::vector<std::string>& told);
// What the kernel changed along with it (Change::messages).
bool undoAlong(const Change& change, std::vector<std::string>& told);

// "PATH=VALUE" of a setting as it is now, and "#NUMBER" of its device where it has one; "" where it cannot be
// read.
std::string alongEntry(const std::string& path);
// Of "net/ipv4/conf/eth0/rp_filter"; 0: of no device, or of one that is not there.
std::uint32_t deviceOf(const std::string& path);

} // namespace hookwalk::kernel
