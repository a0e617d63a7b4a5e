// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/undo.h"

#include "kernel/base/failure.h"
#include "kernel/base/tun.h"
#include "kernel/journal/sideeffects.h"
#include "kernel/journal/undoprecautions.h"
#include "kernel/journal/undosetting.h"
#include "kernel/journal/undostate.h"

#include <algorithm>
#include <cerrno>
#include <map>

namespace hookwalk::kernel
{

namespace
{

std::optional<std::string> valueNow(nl_sock* socket, const JournalEntry& change)
{
    if (change.kind == JournalEntry::Kind::Setting)
        return settingNow(change);
    const auto link = findLink(socket, change.index);
    if (!link || !*link)
        return {};
    if (change.kind == JournalEntry::Kind::Up)
        return (*link)->isUp ? "1" : "0";
    if (change.kind == JournalEntry::Kind::Mtu)
        return std::to_string((*link)->mtu);
    return (*link)->tun ? std::optional(std::to_string((*link)->tun->flags())) : std::nullopt;
}

bool undoLink(nl_sock* socket, const JournalEntry& change, const Link& link, const RtMessages& lost,
              const UndoPrecautions& precautions, Report& report)
{
    using enum JournalEntry::Kind;
    const auto& name = link.name; // its name now
    const auto outcome = [&](int error, const Said& done) {
        const bool isDone = error == 0 || error == ENODEV || error == EADDRNOTAVAIL;
        report.push_back(isDone ? Sentences{done}
                                : sentencesOf(systemFailure(say("not-as-it-was", name), error).value()));
        return isDone;
    };
    const auto isOurs = [&](const std::string& now, const Said& changedSince) {
        if (now != change.before && now != change.after)
            report.push_back({changedSince});
        return now == change.after && now != change.before;
    };
    const auto mayDo = [&](const Result<void>& harmless) {
        if (!harmless)
            report.push_back(leftForNow(name, harmless.error()));
        return harmless.has_value();
    };
    switch (change.kind) {
    case Made:
        if (link.alias != change.after) {
            report.push_back({say("alias-changed-since", name)});
            return true;
        }
        return mayDo(precautions.forDeleting(link)) &&
               outcome(deleteLink(socket, change.index), say("device-gone-again", name));
    case Up:
        if (!isOurs(link.isUp ? "1" : "0", say("state-changed-since", name)))
            return true;
        return mayDo(change.before == "0" ? precautions.forDown(link) : precautions.forUp(link)) &&
               outcome(setLinkUp(socket, change.index, change.before == "1"),
                       change.before == "1" ? say("device-up-again", name) : say("device-down-again", name));
    case Mtu:
        if (!isOurs(std::to_string(link.mtu), say("mtu-changed-since", name)))
            return std::to_string(link.mtu) != change.before || undoAlong(change, report);
        return outcome(
                   setLinkMtu(socket, change.index, static_cast<std::uint32_t>(std::stoul(change.before))),
                   say("mtu-again", name, change.before)) &&
               undoAlong(change, report);
    case Address: {
        const auto there = addressesOf(socket, link.index);
        const bool isGone = there && among(*there, change.messages).empty();
        if (!isGone && !mayDo(precautions.forAddress(link, change.messages.front())))
            return false;
        const int error = removeFromKernel(socket, change.messages.front());
        return error == EADDRNOTAVAIL || error == ENODEV || outcome(error, say("address-gone-again", name));
    }
    case TunFlags: {
        if (!link.tun || std::to_string(link.tun->flags()) != change.after)
            return true;
        int error = EBUSY;
        static_cast<void>(precautions.patiently([&]() -> Result<void> {
            error = setTunFlags(name, std::stoi(change.before));
            // While a multi-queue device is open the kernel reports success and keeps the flags
            // (tun_set_iff()).
            if (error == 0 && valueNow(socket, change).value_or(change.before) != change.before)
                error = EBUSY;
            return error == EBUSY ? failure(ErrorCode::Busy, Said()) : Result<void>();
        }));
        return outcome(error, say("flags-again", name));
    }
    case State:
        return undoState(socket, change, link, lost, precautions, report);
    case Setting:
    case Lost:
        break;
    }
    return true;
}

bool hasValues(const JournalEntry& change)
{
    using enum JournalEntry::Kind;
    return change.kind == Setting || change.kind == Up || change.kind == Mtu || change.kind == TunFlags;
}

// The last change where it was noted but, because its helper was killed then, not made. Null: it was made.
const JournalEntry* unmade(nl_sock* socket, const std::vector<JournalEntry>& changes)
{
    const auto last = std::find_if(changes.rbegin(), changes.rend(), [](const JournalEntry& change) {
        return change.kind != JournalEntry::Kind::Lost;
    });
    return last != changes.rend() && hasValues(*last) && valueNow(socket, *last) == last->before ? &*last
                                                                                                 : nullptr;
}

// Merges the changes of one thing into one, at the place of the first: from the value before the first to the
// value after the last that was made. If changed by others in between, restores only to the last foreign
// value. What belongs to a device of ours is left out: it is deleted with the device.
std::vector<JournalEntry> merged(nl_sock* socket, const std::vector<JournalEntry>& changes)
{
    std::vector<JournalEntry> all;
    const JournalEntry* const notMade = unmade(socket, changes);
    const auto goesWithItsDevice = [&](const JournalEntry& change) {
        using enum JournalEntry::Kind;
        return change.kind != Made && change.kind != Setting &&
               std::ranges::any_of(changes, [&](const JournalEntry& other) {
                   return other.kind == Made && other.index == change.index;
               });
    };
    for (const JournalEntry& change : changes) {
        if (change.kind == JournalEntry::Kind::Lost || goesWithItsDevice(change)) // Lost belongs to its State
            continue;
        const auto same = std::ranges::find_if(all, [&](const JournalEntry& other) {
            return hasValues(change) && other.kind == change.kind && other.index == change.index &&
                   (change.kind != JournalEntry::Kind::Setting || other.name == change.name);
        });
        if (same == all.end())
            all.push_back(change);
        else if (same->after != change.before)
            *same = change;
        else if (&change != notMade)
            same->after = change.after;
    }
    return all;
}

bool undoEach(const std::vector<JournalEntry>& changes, bool isJustMade, Report& report)
{
    auto socket = connectNetlink(NETLINK_ROUTE);
    const auto failed = [&](const Error& error) {
        report.push_back(sentencesOf(error));
        return false;
    };
    if (!socket)
        return failed(socket.error());
    auto all = merged(socket->get(), changes);
    std::map<std::uint32_t, RtMessages> lost; // of each device, also what undoing itself deletes
    for (const JournalEntry& change : all) {
        if (change.kind != JournalEntry::Kind::State)
            continue;
        auto now = messagesNow(socket->get(), change);
        if (!now)
            return failed(now.error());
        auto& messages = lost[change.index] = lostOf(change, changes);
        std::ranges::move(*now, std::back_inserter(messages));
    }
    const UndoPrecautions precautions(socket->get(), changes, isJustMade);
    bool isDone = true;
    for (auto change = all.rbegin(); change != all.rend(); ++change) {
        if (change->kind == JournalEntry::Kind::Setting) {
            isDone &= undoSetting(*change, precautions, report);
            continue;
        }
        const auto link = findLink(socket->get(), change->index);
        if (!link)
            isDone = failed(link.error());
        else if (*link && (*link)->tun) // else it is gone, and no other device gets its index
            isDone &= undoLink(socket->get(), *change, **link, lost[change->index], precautions, report);
    }
    return isDone;
}

} // namespace

bool undo(const JournalEntry& change, Report& report)
{
    return undoEach({change}, true, report);
}

bool undoAll(const std::vector<JournalEntry>& changes, Report& report)
{
    return undoEach(changes, false, report);
}

} // namespace hookwalk::kernel
