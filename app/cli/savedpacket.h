// SPDX-License-Identifier: GPL-3.0-or-later
// A saved log that a command names, with the packet in it.
#pragma once

#include "query/locator.h"

#include <QString>

namespace hookwalk::cli
{

struct SavedPacket {
    std::string file;
    Trace trace;
    TraversalIndex packet = noIndex; // noIndex: the locator names none
    query::Filter filter = {};
};
// FILE, or FILE#packet=N (query/locator.h).
Result<SavedPacket> openLocator(const QString& argument);

} // namespace hookwalk::cli
