#include "kernel/undo.h"

#include "kernel/linkchange.h"
#include "kernel/rtmessages.h"
#include "kernel/sysctl.h"
#include "kernel/tun.h"
#include "kernel/tuninfo.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

namespace hookwalk::kernel
{

namespace
{

using Messages = std::vector<RawMessage>;

std::string dotted(std::string path)
{
    std::ranges::replace(path, '/', '.');
    return path;
}

// Those of `all` that are not in `known`, and the ones of the kind that is asked for.
template<typename Filter> Messages without(const Messages& all, const Messages& known, const Filter& filter)
{
    std::vector<std::string> keys;
    for (const RawMessage& message : known)
        keys.push_back(keyOf(message));
    Messages rest;
    for (const RawMessage& message : all) {
        if (filter(message) && std::ranges::find(keys, keyOf(message)) == keys.end())
            rest.push_back(message);
    }
    return rest;
}

bool any(const RawMessage&)
{
    return true;
}

bool undoSetting(const Change& change, std::vector<std::string>& told)
{
    const auto setting = Sysctl::open(change.name);
    const auto now = setting ? setting->read() : Result<std::string>(tl::unexpected(setting.error()));
    if (!now && now.error().code == ErrorCode::NotFound) // with its device
        return true;
    if (now && *now == change.before)
        return true;
    if (now && *now != change.after) {
        told.push_back(dotted(change.name) + " was set to " + *now +
                       " by somebody else since, so it is left.");
        return true;
    }
    const auto written = now ? setting->write(change.before) : tl::unexpected(now.error());
    if (!written) {
        told.push_back(written.error().sentence);
        return false;
    }
    for (const std::string& along : change.messages) {
        const auto place = along.find('=');
        const auto other = Sysctl::open(along.substr(0, place));
        const auto value = along.substr(place + 1);
        if (other && other->read().value_or(value) != value)
            static_cast<void>(other->write(value)); // its device may go at any time
    }
    told.push_back(dotted(change.name) + " is " + change.before + " again.");
    return true;
}

// IPv4 in the order of the list; IPv6, where the newest stands first, the other way round.
void giveBackAddresses(nl_sock* socket, const Messages& addresses)
{
    for (const RawMessage& address : addresses) {
        if (!isV6(address))
            static_cast<void>(giveBack(socket, address));
    }
    for (auto address = addresses.rbegin(); address != addresses.rend(); ++address) {
        if (isV6(*address))
            static_cast<void>(giveBack(socket, *address));
    }
}

std::string orderOf(const Messages& addresses)
{
    std::string order;
    for (const RawMessage& address : addresses)
        order += keyOf(address) + (isSecondary(address) ? "+\n" : "\n");
    return order;
}

// Returns whether something was missing.
bool restoreAddresses(nl_sock* socket, std::uint32_t device, const Messages& before)
{
    const Messages now = addressesOf(socket, device).value_or(Messages());
    for (const RawMessage& made : without(now, before, isMadeByKernel))
        static_cast<void>(takeAway(socket, made));
    const auto missing = without(before, now, any);
    giveBackAddresses(socket, missing);
    const Messages then = addressesOf(socket, device).value_or(Messages());
    if (then.size() == before.size() && without(then, before, any).empty() &&
        orderOf(then) != orderOf(before)) {
        for (auto address = then.rbegin(); address != then.rend(); ++address)
            static_cast<void>(takeAway(socket, *address));
        giveBackAddresses(socket, before);
    }
    return !missing.empty();
}

bool restoreRoutes(nl_sock* socket, std::uint32_t device, const Messages& before, const Messages& addresses)
{
    const auto routes = [&] { return routesOf(socket, device, addresses).value_or(Messages()); };
    const auto now = routes();
    for (const RawMessage& made : without(now, before, isMadeByKernel))
        static_cast<void>(takeAway(socket, made));
    // Those that the kernel makes itself come with their address; given back, they would get another metric.
    auto missing = without(before, now, [](const RawMessage& route) { return !isMadeByKernel(route); });
    const bool wasMissing = !missing.empty();
    // A gateway can only be reached once the route to it is there, and so on.
    for (int round = 0; round < 3 && !missing.empty(); ++round) {
        std::erase_if(missing, [&](const RawMessage& route) {
            const int error = giveBack(socket, route).value_or(EIO);
            return error == 0 || error == EEXIST;
        });
    }
    return wasMissing;
}

bool restoreState(nl_sock* socket, const Change& change, const LinkNow& link, std::vector<std::string>& told)
{
    Messages addresses;
    Messages routes;
    for (const RawMessage& message : change.messages) // of the two kinds, told apart by their first bytes
        (isAddress(message) ? addresses : routes).push_back(message);
    bool restored = restoreAddresses(socket, change.index, addresses);
    restored |= restoreRoutes(socket, change.index, routes, addresses);
    if (!change.before.empty() && link.addressMode && std::to_string(*link.addressMode) != change.before)
        setAddressMode(socket, change.index, static_cast<std::uint8_t>(std::stoi(change.before)));
    if (restored)
        told.push_back(change.name + " has its addresses and routes again.");
    return true;
}

// The program that had the device may need a moment to let go of it.
int setFlags(const std::string& name, int flags)
{
    for (int tries = 0;; ++tries) {
        const int error = setTunFlags(name, flags);
        if (error != EBUSY || tries == 40)
            return error;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

bool undoLink(nl_sock* socket, const Change& change, const LinkNow& link, std::vector<std::string>& told)
{
    using enum Change::Kind;
    const auto report = [&](int error, const std::string& sentence) {
        const bool isDone = error == 0 || error == ENODEV || error == EADDRNOTAVAIL;
        told.push_back(isDone ? sentence
                              : sentence.substr(0, sentence.find(' ')) + ": " + std::strerror(error) + '.');
        return isDone;
    };
    const auto isOurs = [&](const std::string& now, const char* what) {
        if (now != change.before && now != change.after)
            told.push_back(std::string(what) + " of " + change.name +
                           " was changed by somebody else since, so it is left.");
        return now == change.after && now != change.before;
    };
    switch (change.kind) {
    case Made:
        if (link.alias != aliasOfOwn) { // a device that no helper has made
            told.push_back(change.name + " was given another alias since, so it is left.");
            return true;
        }
        return report(deleteLink(socket, change.index), change.name + " is gone again.");
    case Up:
        if (!isOurs(link.isUp ? "1" : "0", "The state"))
            return true;
        return report(setLinkUp(socket, change.index, change.before == "1"),
                      change.name + (change.before == "1" ? " is up again." : " is down again."));
    case Mtu:
        if (!isOurs(std::to_string(link.mtu), "The MTU"))
            return true;
        return report(setLinkMtu(socket, change.index, static_cast<std::uint32_t>(std::stoul(change.before))),
                      change.name + " has its MTU of " + change.before + " again.");
    case Address:
        for (const RawMessage& address : change.messages) {
            if (takeAway(socket, address).value_or(EIO) == 0)
                told.push_back(change.name + " lost an address that was added.");
        }
        return true;
    case TunFlags: {
        const auto tun = tunDevice(socket, change.name);
        if (!tun || std::to_string(tun->flags()) != change.after)
            return true;
        return report(setFlags(change.name, std::stoi(change.before)), change.name + " has its flags again.");
    }
    case State:
        return restoreState(socket, change, link, told);
    case Setting:
        break;
    }
    return true;
}

} // namespace

bool undo(const Change& change, std::vector<std::string>& told)
{
    if (change.kind == Change::Kind::Setting)
        return undoSetting(change, told);
    auto socket = connectNetlink(NETLINK_ROUTE);
    if (!socket) {
        told.push_back(socket.error().sentence);
        return false;
    }
    const auto link = linkNow(socket->get(), change.index);
    if (!link || link->name != change.name || link->kind != "tun") // gone, or another one
        return true;
    return undoLink(socket->get(), change, *link, told);
}

} // namespace hookwalk::kernel
