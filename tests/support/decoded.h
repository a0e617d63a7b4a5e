// SPDX-License-Identifier: GPL-3.0-or-later
// What `decode` says of one literal line, for tests.
#pragma once

#include "wire/linejson.h"

#include <QString>

namespace hookwalk::test
{

// The JSON object without line number, time and prefix; "" where the line is no netfilter line.
inline QString decodedBody(std::string_view text)
{
    wire::LogReader reader;
    wire::LogLine line;
    if (!reader.read(text, line))
        return {};
    auto object = wire::toJson(line, 1);
    for (const char* key : {"line", "time_us", "prefix"})
        object.erase(key);
    return QString::fromStdString(wire::dumpLine(object));
}

} // namespace hookwalk::test
