// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/undoprecautions.h"

#include <algorithm>
#include <cerrno>
#include <thread>

namespace hookwalk::kernel
{

namespace
{

bool isMadeBy(const std::vector<JournalEntry>& changes, std::uint32_t index)
{
    return std::ranges::any_of(changes, [&](const JournalEntry& change) {
        return change.kind == JournalEntry::Kind::Made && change.index == index;
    });
}

} // namespace

UndoPrecautions::UndoPrecautions(nl_sock* socket, const std::vector<JournalEntry>& changes, bool isJustMade)
    : m_socket(socket)
    , m_changes(&changes)
    , m_isJustMade(isJustMade)
    , m_end(std::chrono::steady_clock::now() + std::chrono::seconds(2))
{
}

Result<void> UndoPrecautions::patiently(const std::function<Result<void>()>& attempt) const
{
    for (;;) {
        auto done = attempt();
        if (done || std::chrono::steady_clock::now() >= m_end)
            return done;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

// A tun that no program has open carries no traffic of others; nor does the network of a tun that was deleted
// with its session.
Result<InUse> UndoPrecautions::inUse() const
{
    return whatIsInUse(m_socket).map([&](InUse all) {
        for (const Link& link : all.links) {
            if (link.tun && (!link.hasCarrier || isMadeBy(*m_changes, link.index)))
                all.own.push_back(link.index);
        }
        // The machine's own state is restored even where it routes for others without tracking connections.
        all.forwards4 = all.forwards6 = false;
        for (const JournalEntry& change : *m_changes) {
            const bool isOwn =
                change.kind == JournalEntry::Kind::Address && isMadeBy(*m_changes, change.index);
            if (const auto network = isOwn ? change.messages.front().network() : std::nullopt)
                all.ownNetworks.push_back(*network);
        }
        return all;
    });
}

Result<void> UndoPrecautions::judge(const std::function<Result<void>(const InUse&)>& precaution) const
{
    return m_isJustMade ? Result<void>() : patiently([&] { return inUse().and_then(precaution); });
}

Result<void> UndoPrecautions::forDown(const Link& link) const
{
    return patiently([&] {
               return findLink(m_socket, link.index).and_then([&](const auto& now) -> Result<void> {
                   if (!now || !now->hasCarrier)
                       return {};
                   return failure(ErrorCode::Busy, say("device-open-in-program", link.name), EBUSY);
               });
           })
        .and_then([&] { return checkGoingDown(m_socket, link.index, link.name); })
        .and_then([&] { return forDeleting(link); });
}

Result<void> UndoPrecautions::forUp(const Link& link) const
{
    return judge([&](const InUse& all) { return checkComingUp(all, link.index); });
}

Result<void> UndoPrecautions::forDeleting(const Link& link) const
{
    return judge([&](const InUse& all) { return checkLosing(all, addressesOf(all, link.index)); });
}

Result<void> UndoPrecautions::forAddress(const Link& link, const RtMessage& added) const
{
    const auto network = added.network();
    return judge([&](const InUse& all) { // those of its network go with it
        auto gone = addressesOf(all, link.index);
        std::erase_if(gone, [&](const IpAddress& one) { return !network || !network->contains(one); });
        return checkLosing(all, gone);
    });
}

Result<void> UndoPrecautions::forGivingBack(const Link& link, const RtMessage& address) const
{
    const auto network = address.network();
    return !network ? Result<void>()
                    : judge([&](const InUse& all) { return checkNewNetwork(all, link.index, *network); });
}

Result<void> UndoPrecautions::forSetting(const std::string& path, const std::string& value) const
{
    const auto setting = change::Setting::at(path);
    return !setting || !canCut({*setting, value}) ? Result<void>() : judge([&](const InUse& all) {
        return checkSetting(all, {*setting, value});
    });
}

Sentences leftForNow(const std::string& name, const Error& why)
{
    auto all = sentencesOf(why);
    all.insert(all.begin(), say("left-for-now", name));
    all.push_back(say("then-restore", "hookwalk-cli doctor --restore"));
    return all;
}

} // namespace hookwalk::kernel
