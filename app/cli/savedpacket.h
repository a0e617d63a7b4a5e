// SPDX-License-Identifier: GPL-3.0-or-later
// A saved log that a command names, with the packet in it.
#pragma once

#include "query/locator.h"

#include <QString>
#include <string>
#include <vector>

namespace hookwalk::cli
{

struct SavedPacket {
    query::Locator locator;
    Trace trace;
    TraversalIndex packet = noIndex; // noIndex: the locator names none
};
// FILE, or FILE#packet=N (query/locator.h).
Result<SavedPacket> openLocator(const QString& argument);

// Refuses to put what is written into the place of a file that is read, by whichever names and links: by device and inode.
// `read`: a file or "-" for standard input; `written`: the same for standard output.
Result<void> checkOutput(const QString& written, const std::vector<std::string>& read);

} // namespace hookwalk::cli
