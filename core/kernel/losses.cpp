#include "kernel/losses.h"

#include "kernel/linkchange.h"

#include <algorithm>

namespace hookwalk::kernel
{

namespace
{

constexpr auto underWay = "?";

const Change* find(const std::vector<Change>& changes, Change::Kind kind, std::uint32_t device)
{
    const Change* found = nullptr;
    for (const Change& change : changes) {
        if (change.kind == kind && change.index == device)
            found = &change;
    }
    return found;
}

} // namespace

Change allMayBeLost(const Change& state)
{
    return {Change::Kind::Lost, state.name, state.index, underWay, {}, {}, {}};
}

Result<RtMessages> messagesNow(nl_sock* socket, const Change& state)
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

RtMessages lostOf(const Change& state, const std::vector<Change>& changes)
{
    const Change* const lost = find(changes, Change::Kind::Lost, state.index);
    if (!lost)
        return {};
    return lost->before == underWay ? state.messages : lost->messages;
}

Result<void> noteState(Journal& journal, nl_sock* socket, const protocol::Device& device)
{
    if (find(journal.changes(), Change::Kind::State, device.index))
        return {};
    Change state{Change::Kind::State, device.name, device.index, {}, {}, {}, {}};
    return addressesOf(socket, device.index)
        .and_then([&](RtMessages addresses) {
            state.messages = std::move(addresses);
            return routesOf(socket, device.index, state.messages);
        })
        .and_then([&](RtMessages routes) {
            std::ranges::move(routes, std::back_inserter(state.messages));
            return linkNow(socket, device.index);
        })
        .and_then([&](const std::optional<LinkNow>& link) {
            if (link && link->addressMode)
                state.before = std::to_string(*link->addressMode);
            return journal.note(std::move(state));
        });
}

Result<void> noteLosses(Journal& journal, nl_sock* socket, const protocol::Device& device,
                        const std::function<Result<void>()>& change)
{
    if (auto noted = noteState(journal, socket, device); !noted)
        return noted;
    const Change state = *find(journal.changes(), Change::Kind::State, device.index);
    auto lost = lostOf(state, journal.changes());
    const auto before = messagesNow(socket, state);
    if (!before)
        return tl::unexpected(before.error());
    return journal.note(allMayBeLost(state)).and_then([&] {
        auto done = change();
        if (const auto after = messagesNow(socket, state)) {
            const auto taken = without(without(among(state.messages, *before), *after), lost);
            lost.insert(lost.end(), taken.begin(), taken.end());
            static_cast<void>(
                journal.note({Change::Kind::Lost, state.name, state.index, {}, {}, std::move(lost), {}}));
        }
        return done;
    });
}

} // namespace hookwalk::kernel
