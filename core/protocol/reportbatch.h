// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a PacketReports event: packets one after another, written by the helper, read by the session.
// Checked on reading: a wrong length ends the batch with an Error.
#pragma once

#include "model/result.h"
#include "wire/loglinewriter.h"

#include <string>
#include <string_view>

namespace hookwalk::protocol
{

void append(const wire::PacketReport& packet, std::string& to);

// Copies nothing: next() fills `packet` with views into the batch, and returns false at its end.
class ReportBatchReader
{
public:
    explicit ReportBatchReader(std::string_view batch)
        : m_rest(batch)
    {
    }
    Result<bool> next(wire::PacketReport& packet);

private:
    std::string_view m_rest;
};

} // namespace hookwalk::protocol
