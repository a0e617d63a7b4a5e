#include "kernel/losses.h"

#include <algorithm>

namespace hookwalk::kernel
{

namespace
{

using Messages = std::vector<RawMessage>;

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
    return {Change::Kind::Lost, state.name, state.index, underWay, {}, {}};
}

Messages messagesNow(nl_sock* socket, const Change& state)
{
    Messages addresses;
    std::ranges::copy_if(state.messages, std::back_inserter(addresses), isAddress);
    auto now = addressesOf(socket, state.index).value_or(Messages());
    const auto routes = routesOf(socket, state.index, addresses).value_or(Messages());
    now.insert(now.end(), routes.begin(), routes.end());
    return now;
}

Messages lostOf(const Change& state, const std::vector<Change>& changes)
{
    const Change* const lost = find(changes, Change::Kind::Lost, state.index);
    if (!lost)
        return {};
    return lost->before == underWay ? state.messages : lost->messages;
}

Result<void> noteLosses(Journal& journal, nl_sock* socket, std::uint32_t device,
                        const std::function<Result<void>()>& change)
{
    const Change* const noted = find(journal.changes(), Change::Kind::State, device);
    if (!noted) // a device of our own
        return change();
    const Change state = *noted;
    auto lost = lostOf(state, journal.changes());
    return journal.note(allMayBeLost(state)).and_then([&] {
        const auto before = messagesNow(socket, state);
        auto done = change();
        const auto after = messagesNow(socket, state);
        const auto taken = without(without(among(state.messages, before), after), lost);
        lost.insert(lost.end(), taken.begin(), taken.end());
        static_cast<void>(journal.note({Change::Kind::Lost, state.name, device, {}, {}, std::move(lost)}));
        return done;
    });
}

} // namespace hookwalk::kernel
