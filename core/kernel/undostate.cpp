#include "kernel/undostate.h"

#include "kernel/rtmessages.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace hookwalk::kernel
{

namespace
{

using Messages = std::vector<RawMessage>;

Messages madeByKernel(Messages messages)
{
    std::erase_if(messages, [](const RawMessage& message) { return !isMadeByKernel(message); });
    return messages;
}

std::string orderOf(const Messages& addresses)
{
    std::string order;
    for (const RawMessage& address : addresses)
        order += keyOf(address) + (isSecondary(address) ? "+\n" : "\n");
    return order;
}

// One device, put back step by step.
class Restoration
{
public:
    Restoration(nl_sock* socket, const LinkNow& link, const Messages& lost)
        : m_socket(socket)
        , m_link(&link)
        , m_lost(&lost)
    {
    }

    void restoreAddresses(const Messages& before);
    void restoreRoutes(const Messages& before, const Messages& addressesBefore);
    bool hasGivenBack() const { return m_hasGivenBack; }
    const std::vector<std::string>& failures() const { return m_failures; }

private:
    Messages addresses() const { return addressesOf(m_socket, m_link->index).value_or(Messages()); }
    int give(const RawMessage& message);
    void fail(const RawMessage& message, int error);
    void giveAddresses(const Messages& addresses);

    nl_sock* m_socket;
    const LinkNow* m_link;
    const Messages* m_lost;
    bool m_hasGivenBack = false;
    std::vector<std::string> m_failures;
};

// errno, 0 where it is there.
int Restoration::give(const RawMessage& message)
{
    const int error = giveBack(m_socket, message).value_or(EIO);
    m_hasGivenBack |= error == 0;
    return error == EEXIST || error == ENODEV ? 0 : error;
}

void Restoration::fail(const RawMessage& message, int error)
{
    m_failures.push_back(m_link->name + " does not get " + describe(message) +
                         " back: " + std::strerror(error) + '.');
}

// IPv4 in the order of the list; IPv6, where the newest stands first, the other way round.
void Restoration::giveAddresses(const Messages& all)
{
    const auto giveOne = [&](const RawMessage& address) {
        if (const int error = give(address); error != 0)
            fail(address, error);
    };
    for (const RawMessage& address : all) {
        if (!isV6(address))
            giveOne(address);
    }
    for (auto address = all.rbegin(); address != all.rend(); ++address) {
        if (isV6(*address))
            giveOne(*address);
    }
}

void Restoration::restoreAddresses(const Messages& before)
{
    const Messages now = addresses();
    for (const RawMessage& made : madeByKernel(without(now, before)))
        static_cast<void>(takeAway(m_socket, made));
    giveAddresses(among(without(before, now), *m_lost));
    const Messages then = addresses();
    if (then.size() == before.size() && without(then, before).empty() && orderOf(then) != orderOf(before)) {
        for (auto address = then.rbegin(); address != then.rend(); ++address)
            static_cast<void>(takeAway(m_socket, *address));
        giveAddresses(before);
    }
}

void Restoration::restoreRoutes(const Messages& before, const Messages& addressesBefore)
{
    const auto now = routesOf(m_socket, m_link->index, addressesBefore).value_or(Messages());
    const auto others = without(addresses(), addressesBefore); // somebody else's, with their routes
    for (const RawMessage& made : madeByKernel(without(now, before))) {
        if (std::ranges::none_of(others, [&](const RawMessage& other) { return goesWith(made, other); }))
            static_cast<void>(takeAway(m_socket, made));
    }
    auto missing = among(without(before, now), *m_lost);
    // Those that the kernel makes itself come with their address; given back, they would get another metric.
    std::erase_if(missing, isMadeByKernel);
    // A gateway can only be reached once the route to it is there, and so on.
    for (int rounds = 3; rounds > 0 && !missing.empty(); --rounds)
        std::erase_if(missing, [&](const RawMessage& route) { return give(route) == 0; });
    for (const RawMessage& route : missing) {
        const int error = give(route);
        if (error != 0 && (error != ENETDOWN || m_link->isUp)) // taken down since, by somebody else
            fail(route, error);
    }
}

} // namespace

bool undoState(nl_sock* socket, const Change& change, const LinkNow& link, const Messages& lost,
               std::vector<std::string>& told)
{
    Messages addresses;
    Messages routes;
    for (const RawMessage& message : change.messages) // of the two kinds, told apart by their first bytes
        (isAddress(message) ? addresses : routes).push_back(message);
    Restoration device(socket, link, lost);
    device.restoreAddresses(addresses);
    device.restoreRoutes(routes, addresses);
    int error = 0;
    if (!change.before.empty() && link.addressMode && std::to_string(*link.addressMode) != change.before)
        error = setAddressMode(socket, change.index, static_cast<std::uint8_t>(std::stoi(change.before)));
    if (device.hasGivenBack())
        told.push_back(link.name + " has its addresses and routes again.");
    for (const std::string& failure : device.failures())
        told.push_back(failure);
    if (error != 0)
        told.push_back(link.name + " does not get its way to make addresses back: " + std::strerror(error) +
                       '.');
    return error == 0 && device.failures().empty();
}

} // namespace hookwalk::kernel
