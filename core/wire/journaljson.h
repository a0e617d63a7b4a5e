// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's JSON (journalctl -o json and its kin) writes a message that is no UTF-8, or has control characters in it,
// as a list of its bytes: systemd, docs/JOURNAL_EXPORT_FORMATS.md, "Journal JSON Format". Internal to wire.
#pragma once

#include "wire/token.h"

#include <optional>
#include <string>

namespace hookwalk::wire
{

// The same JSON with the message as a string, its bytes as they are; nothing where its message is no such list.
std::optional<std::string> journalWithText(Text json);

// As recordOfSeveralLines(): an entry of -o json-pretty whose list goes over several lines.
std::optional<Text> journalRecord(Text text);

} // namespace hookwalk::wire
