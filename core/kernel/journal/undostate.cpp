// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/undostate.h"

#include "kernel/base/failure.h"

#include <algorithm>
#include <cerrno>

namespace hookwalk::kernel
{

namespace
{

RtMessages madeByKernel(RtMessages messages)
{
    std::erase_if(messages, [](const RtMessage& message) { return !message.isMadeByKernel(); });
    return messages;
}

std::string orderOf(const RtMessages& addresses)
{
    std::string order;
    for (const RtMessage& address : addresses)
        order += address.key() + (address.isSecondary() ? "+\n" : "\n");
    return order;
}

// Restores one device step by step. An Error where the kernel does not list what it has.
class Restoration
{
public:
    Restoration(nl_sock* socket, const Link& link, const RtMessages& lost, const UndoPrecautions& precautions)
        : m_precautions(&precautions)
        , m_socket(socket)
        , m_link(&link)
        , m_lost(&lost)
    {
    }

    Result<void> restoreAddresses(const RtMessages& before);
    Result<void> restoreRoutes(const RtMessages& before, const RtMessages& addressesBefore);
    bool hasGivenBack() const { return m_hasGivenBack; }
    const Report& failures() const { return m_failures; }

private:
    Result<RtMessages> addresses() const { return addressesOf(m_socket, m_link->index); }
    int give(const RtMessage& message);
    void fail(const RtMessage& message, int error);
    RtMessages harmless(RtMessages addresses);
    void giveAddresses(const RtMessages& addresses);

    const UndoPrecautions* m_precautions;
    nl_sock* m_socket;
    const Link* m_link;
    const RtMessages* m_lost;
    bool m_hasGivenBack = false;
    Report m_failures;
};

// errno, 0 where it is there.
int Restoration::give(const RtMessage& message)
{
    const int error = addToKernel(m_socket, message);
    m_hasGivenBack |= error == 0;
    return error == EEXIST || error == ENODEV ? 0 : error;
}

void Restoration::fail(const RtMessage& message, int error)
{
    const auto what = message.isAddress() ? say("address-not-given-back", m_link->name, message.describe())
                                          : say("route-not-given-back", m_link->name, message.describe());
    m_failures.push_back(sentencesOf(systemFailure(what, error).value()));
}

RtMessages Restoration::harmless(RtMessages all)
{
    std::erase_if(all, [&](const RtMessage& address) {
        const auto checked = m_precautions->forGivingBack(*m_link, address);
        if (!checked)
            m_failures.push_back(leftForNow(m_link->name, checked.error()));
        return !checked;
    });
    return all;
}

// IPv4 in the order of the list. IPv6 in reverse, because the kernel lists the newest address first.
void Restoration::giveAddresses(const RtMessages& all)
{
    const auto giveOne = [&](const RtMessage& address) {
        if (const int error = give(address); error != 0)
            fail(address, error);
    };
    for (const RtMessage& address : all) {
        if (!address.isV6())
            giveOne(address);
    }
    for (auto address = all.rbegin(); address != all.rend(); ++address) {
        if (address->isV6())
            giveOne(*address);
    }
}

Result<void> Restoration::restoreAddresses(const RtMessages& before)
{
    return addresses()
        .and_then([&](const RtMessages& now) {
            for (const RtMessage& made : madeByKernel(without(now, before)))
                static_cast<void>(removeFromKernel(m_socket, made));
            giveAddresses(harmless(among(without(before, now), *m_lost)));
            return addresses();
        })
        .map([&](const RtMessages& now) {
            if (now.size() != before.size() || !without(now, before).empty() ||
                orderOf(now) == orderOf(before))
                return;
            for (auto address = now.rbegin(); address != now.rend(); ++address)
                static_cast<void>(removeFromKernel(m_socket, *address));
            giveAddresses(before);
        });
}

Result<void> Restoration::restoreRoutes(const RtMessages& before, const RtMessages& addressesBefore)
{
    const auto now = routesOf(m_socket, m_link->index, addressesBefore);
    const auto addressesNow = addresses();
    if (!now || !addressesNow)
        return tl::unexpected(now ? addressesNow.error() : now.error());
    const auto others = without(*addressesNow, addressesBefore); // somebody else's, with their routes
    for (const RtMessage& made : madeByKernel(without(*now, before))) {
        if (std::ranges::none_of(others, [&](const RtMessage& other) { return made.goesWith(other); }))
            static_cast<void>(removeFromKernel(m_socket, made));
    }
    auto missing = among(without(before, *now), *m_lost);
    // The kernel adds its own routes with their address; added by us they would get another metric.
    std::erase_if(missing, [](const RtMessage& route) { return route.isMadeByKernel(); });
    // A gateway can only be reached once the route to it is there, and so on.
    for (int rounds = 3; rounds > 0 && !missing.empty(); --rounds)
        std::erase_if(missing, [&](const RtMessage& route) { return give(route) == 0; });
    for (const RtMessage& route : missing) {
        const int error = give(route);
        if (error != 0 && (error != ENETDOWN || m_link->isUp)) // taken down since, by somebody else
            fail(route, error);
    }
    return {};
}

} // namespace

bool undoState(nl_sock* socket, const JournalEntry& change, const Link& link, const RtMessages& lost,
               const UndoPrecautions& precautions, Report& report)
{
    RtMessages addresses;
    RtMessages routes;
    for (const RtMessage& message : change.messages)
        (message.isAddress() ? addresses : routes).push_back(message);
    Restoration device(socket, link, lost, precautions);
    const auto asked =
        device.restoreAddresses(addresses).and_then([&] { return device.restoreRoutes(routes, addresses); });
    int error = 0;
    if (!change.before.empty() && link.addressMode && std::to_string(*link.addressMode) != change.before)
        error = setAddressMode(socket, change.index, static_cast<std::uint8_t>(std::stoi(change.before)));
    if (device.hasGivenBack())
        report.push_back({say("addresses-again", link.name)});
    std::ranges::copy(device.failures(), std::back_inserter(report));
    if (!asked)
        report.push_back(sentencesOf(asked.error()));
    if (error != 0)
        report.push_back(
            sentencesOf(systemFailure(say("address-mode-not-given-back", link.name), error).value()));
    return asked && error == 0 && device.failures().empty();
}

} // namespace hookwalk::kernel
