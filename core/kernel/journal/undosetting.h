// SPDX-License-Identifier: GPL-3.0-or-later
// Restores settings below /proc/sys. Those of a device are found by its index, whatever its name is now.
// Internal to kernel.
#pragma once

#include "kernel/journal/undoprecautions.h"

#include <optional>

namespace hookwalk::kernel
{

// As undo() in undo.h.
bool undoSetting(const JournalEntry& change, const UndoPrecautions& precautions, Report& report);
// What the kernel changed along with it (JournalEntry::along).
bool undoAlong(const JournalEntry& change, Report& report);

// The setting's present value; nothing where it cannot be read.
std::optional<std::string> settingNow(const JournalEntry& change);

// A setting as it is now; nothing where it cannot be read.
std::optional<Along> alongNow(const std::string& path);
// Of "net/ipv4/conf/eth0/rp_filter"; 0: of no device, or of one that is not there.
std::uint32_t deviceOf(const std::string& path);

} // namespace hookwalk::kernel
