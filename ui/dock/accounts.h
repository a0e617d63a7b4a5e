// SPDX-License-Identifier: GPL-3.0-or-later
// Users and groups of this machine, as getpwent(3) and getgrent(3) list them. For the GUI thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <QString>
#include <QStringList>

namespace hookwalk::ui
{

enum class Account { User, Group };

QStringList accountNames(Account kind); // sorted, each once
// A name, or a number that need not have one. Nothing: no such account.
std::optional<std::uint32_t> accountId(Account kind, const QString& text);
QString accountName(Account kind, std::uint32_t id); // "student (1000)"; without a name "1000"
QString ownName();                                   // of whoever runs this program

} // namespace hookwalk::ui
