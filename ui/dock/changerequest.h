// SPDX-License-Identifier: GPL-3.0-or-later
// How the panels of the left dock ask for a change and hear what became of it. They know no session, so that
// they can be tried with plain values.
#pragma once

#include "protocol/messages.h"

#include <functional>
#include <optional>
#include <QStringList>

class QObject;

namespace hookwalk::ui
{

using Order = std::variant<change::Change, protocol::RestoreLeftovers>;
using Answer = std::function<void(const std::optional<Error>& refusal)>; // nothing: it was done
// The answer is not given once `asker` is gone.
using Ask = std::function<void(QObject* asker, const Order& order, const Answer& answer)>;

// What a control would do.
struct Proposal {
    Order order;
    std::optional<change::Change> former = {}; // what is in force and goes first
    std::vector<change::Change> more = {};     // what follows it, each when the one before was made
    bool operator==(const Proposal&) const = default;
};

QString wordsOf(const Order& order);   // "Set tun0 down"
QString warningOf(const Order& order); // what goes with it; not empty: it always asks
QStringList rpFilterWords();           // of 0, 1 and 2

} // namespace hookwalk::ui
