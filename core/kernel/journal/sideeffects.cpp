// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/sideeffects.h"

#include <algorithm>

namespace hookwalk::kernel
{

namespace
{

constexpr auto underWay = "?";

const JournalEntry* find(const std::vector<JournalEntry>& changes, JournalEntry::Kind kind,
                         std::uint32_t device)
{
    const JournalEntry* found = nullptr;
    for (const JournalEntry& change : changes) {
        if (change.kind == kind && change.index == device)
            found = &change;
    }
    return found;
}

} // namespace

JournalEntry allMayBeLost(const JournalEntry& state)
{
    return {JournalEntry::Kind::Lost, state.name, state.index, underWay, {}, {}, {}};
}

Result<RtMessages> messagesNow(nl_sock* socket, const JournalEntry& state)
{
    RtMessages before;
    std::ranges::copy_if(state.messages, std::back_inserter(before), &RtMessage::isAddress);
    return addressesOf(socket, state.index).and_then([&](RtMessages now) {
        return routesOf(socket, state.index, before).map([&](RtMessages routes) {
            std::ranges::move(routes, std::back_inserter(now));
            return std::move(now);
        });
    });
}

RtMessages lostOf(const JournalEntry& state, const std::vector<JournalEntry>& changes)
{
    const JournalEntry* const lost = find(changes, JournalEntry::Kind::Lost, state.index);
    if (!lost)
        return {};
    return lost->before == underWay ? state.messages : lost->messages;
}

Result<void> noteState(Journal& journal, nl_sock* socket, const Link& device)
{
    if (find(journal.changes(), JournalEntry::Kind::State, device.index))
        return {};
    JournalEntry state{JournalEntry::Kind::State, device.name, device.index, {}, {}, {}, {}};
    return addressesOf(socket, device.index)
        .and_then([&](RtMessages addresses) {
            state.messages = std::move(addresses);
            return routesOf(socket, device.index, state.messages);
        })
        .and_then([&](RtMessages routes) {
            std::ranges::move(routes, std::back_inserter(state.messages));
            return findLink(socket, device.index);
        })
        .and_then([&](const std::optional<Link>& link) {
            if (link && link->addressMode)
                state.before = std::to_string(*link->addressMode);
            return journal.note(std::move(state));
        });
}

Result<void> noteLosses(Journal& journal, nl_sock* socket, const Link& device,
                        const std::function<Result<void>()>& change)
{
    if (auto noted = noteState(journal, socket, device); !noted)
        return noted;
    const JournalEntry state = *find(journal.changes(), JournalEntry::Kind::State, device.index);
    auto lost = lostOf(state, journal.changes());
    const auto before = messagesNow(socket, state);
    if (!before)
        return tl::unexpected(before.error());
    return journal.note(allMayBeLost(state)).and_then([&] {
        auto done = change();
        if (const auto after = messagesNow(socket, state)) {
            const auto taken = without(without(among(state.messages, *before), *after), lost);
            lost.insert(lost.end(), taken.begin(), taken.end());
            static_cast<void>(journal.note(
                {JournalEntry::Kind::Lost, state.name, state.index, {}, {}, std::move(lost), {}}));
        }
        return done;
    });
}

} // namespace hookwalk::kernel
