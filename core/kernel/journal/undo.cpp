// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/undo.h"

#include "kernel/base/tun.h"
#include "kernel/journal/sideeffects.h"
#include "kernel/journal/undosetting.h"
#include "kernel/journal/undostate.h"
#include "kernel/netlink/linkchange.h"
#include "kernel/netlink/tuninfo.h"
#include "kernel/precautions/precautions.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <thread>

namespace hookwalk::kernel
{

namespace
{

// The session that had the device may need a moment to let go of it.
template<typename Try> bool patiently(const Try& isDone)
{
    for (int tries = 0; tries < 40; ++tries) {
        if (isDone())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return isDone();
}

// As the verbs refuse it (tunadmin.h): a program that has the device open would lose its connections.
bool mayTake(nl_sock* socket, const LinkNow& link, std::vector<std::string>& told)
{
    Result<std::optional<TunInfo>> tun;
    const bool isFree = patiently([&] {
        tun = tunDevice(socket, link.name);
        return !tun || !*tun || !(*tun)->device.carrier;
    });
    if (!tun)
        told.push_back(tun.error().sentence);
    else if (!isFree)
        told.push_back("A program has " + link.name +
                       " open, so it is left as it is: its connections would be cut. End that program, then: "
                       "hookwalk-cli doctor --restore");
    else if (const auto harmless = checkGoingDown(socket, link.index, link.name); !harmless)
        told.push_back(harmless.error().sentence);
    else
        return true;
    return false;
}

bool undoLink(nl_sock* socket, const JournalEntry& change, const LinkNow& link, const RtMessages& lost,
              std::vector<std::string>& told)
{
    using enum JournalEntry::Kind;
    const auto& name = link.name; // its name now
    const auto report = [&](int error, const std::string& done) {
        const bool isDone = error == 0 || error == ENODEV || error == EADDRNOTAVAIL;
        told.push_back(isDone ? done : name + " is not as it was: " + std::strerror(error) + '.');
        return isDone;
    };
    const auto isOurs = [&](const std::string& now, const char* what) {
        if (now != change.before && now != change.after)
            told.push_back(std::string(what) + " of " + name +
                           " was changed by somebody else since, so it is left.");
        return now == change.after && now != change.before;
    };
    switch (change.kind) {
    case Made:
        if (link.alias != change.after) {
            told.push_back(name + " was given another alias since, so it is left.");
            return true;
        }
        return report(deleteLink(socket, change.index), name + " is gone again.");
    case Up:
        if (!isOurs(link.isUp ? "1" : "0", "The state"))
            return true;
        if (change.before == "0" && !mayTake(socket, link, told))
            return false;
        return report(setLinkUp(socket, change.index, change.before == "1"),
                      name + (change.before == "1" ? " is up again." : " is down again."));
    case Mtu:
        if (!isOurs(std::to_string(link.mtu), "The MTU"))
            return std::to_string(link.mtu) != change.before || undoAlong(change, told);
        return report(setLinkMtu(socket, change.index, static_cast<std::uint32_t>(std::stoul(change.before))),
                      name + " has its MTU of " + change.before + " again.") &&
               undoAlong(change, told);
    case Address: {
        const int error = takeAway(socket, change.messages.front()).value_or(EIO);
        return error == EADDRNOTAVAIL || error == ENODEV ||
               report(error, name + " lost an address that was added.");
    }
    case TunFlags: {
        const auto tun = tunDevice(socket, name);
        if (!tun)
            return report(EIO, {});
        if (!*tun || std::to_string((*tun)->flags()) != change.after)
            return true;
        int error = EBUSY;
        patiently([&] {
            error = setTunFlags(name, std::stoi(change.before));
            // The kernel says "done" and keeps them where a multi-queue device is open (tun_set_iff()).
            const auto then = error == 0 ? tunDevice(socket, name) : tun;
            if (error == 0 && then && *then && std::to_string((*then)->flags()) != change.before)
                error = EBUSY;
            return error != EBUSY;
        });
        return report(error, name + " has its flags again.");
    }
    case State:
        return undoState(socket, change, link, lost, told);
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

std::optional<std::string> valueNow(nl_sock* socket, const JournalEntry& change)
{
    if (change.kind == JournalEntry::Kind::Setting)
        return settingNow(change);
    const auto link = linkNow(socket, change.index);
    if (!link || !*link)
        return {};
    if (change.kind == JournalEntry::Kind::Up)
        return (*link)->isUp ? "1" : "0";
    if (change.kind == JournalEntry::Kind::Mtu)
        return std::to_string((*link)->mtu);
    const auto tun = tunDevice(socket, (*link)->name);
    return tun && *tun ? std::optional(std::to_string((*tun)->flags())) : std::nullopt;
}

// The last change is noted, and where its helper was killed then, it was not made. Null: it was.
const JournalEntry* unmade(nl_sock* socket, const std::vector<JournalEntry>& changes)
{
    const auto last = std::find_if(changes.rbegin(), changes.rend(), [](const JournalEntry& change) {
        return change.kind != JournalEntry::Kind::Lost;
    });
    return last != changes.rend() && hasValues(*last) && valueNow(socket, *last) == last->before ? &*last
                                                                                                 : nullptr;
}

// One change of each thing, where the first one stood: from the value before the first to the value after the
// last that was made. If changed by others in between, restores only to the last foreign value.
std::vector<JournalEntry> merged(nl_sock* socket, const std::vector<JournalEntry>& changes)
{
    std::vector<JournalEntry> all;
    const JournalEntry* const notMade = unmade(socket, changes);
    for (const JournalEntry& change : changes) {
        if (change.kind == JournalEntry::Kind::Lost) // belongs to its State
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

} // namespace

bool undo(const JournalEntry& change, std::vector<std::string>& told)
{
    return undoAll({change}, told);
}

bool undoAll(const std::vector<JournalEntry>& changes, std::vector<std::string>& told)
{
    auto socket = connectNetlink(NETLINK_ROUTE);
    const auto failed = [&](const Error& error) {
        told.push_back(error.sentence);
        return false;
    };
    if (!socket)
        return failed(socket.error());
    auto all = merged(socket->get(), changes);
    std::map<std::uint32_t, RtMessages> lost; // of each device, also by the undoing itself
    for (const JournalEntry& change : all) {
        if (change.kind != JournalEntry::Kind::State)
            continue;
        auto now = messagesNow(socket->get(), change);
        if (!now)
            return failed(now.error());
        auto& messages = lost[change.index] = lostOf(change, changes);
        std::ranges::move(*now, std::back_inserter(messages));
    }
    bool isDone = true;
    for (auto change = all.rbegin(); change != all.rend(); ++change) {
        if (change->kind == JournalEntry::Kind::Setting) {
            isDone &= undoSetting(*change, told);
            continue;
        }
        const auto link = linkNow(socket->get(), change->index);
        if (!link)
            isDone = failed(link.error());
        else if (*link && (*link)->kind == "tun") // else it is gone: no other device gets its number
            isDone &= undoLink(socket->get(), *change, **link, lost[change->index], told);
    }
    return isDone;
}

} // namespace hookwalk::kernel
