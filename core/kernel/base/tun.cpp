// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/tun.h"

#include "kernel/base/failure.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

namespace hookwalk::kernel
{

namespace
{

tl::unexpected<Error> cannotOpen(int error)
{
    switch (error) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
        return systemFailure("This machine has no tun driver (/dev/net/tun)", error,
                             "As root: modprobe tun. In a container: give it the device, for example with "
                             "--device /dev/net/tun.");
    case EACCES:
    case EPERM:
        return systemFailure("This user may not open /dev/net/tun", error,
                             "As root: chmod 0666 /dev/net/tun (the usual mode, it gives no rights over the "
                             "machine's own network), or run Hookwalk as root.");
    default:
        return systemFailure("/dev/net/tun cannot be opened", error);
    }
}

tl::unexpected<Error> cannotMake(const std::string& name, int error)
{
    switch (error) {
    case EBUSY:
        return systemFailure("Another program has the tun device " + name + " open", error,
                             "End that program, or use another device.");
    case EPERM:
    case EACCES:
        return systemFailure("The kernel does not let this user make the tun device " + name, error,
                             "It needs CAP_NET_ADMIN: use the lab, or run Hookwalk as root.");
    case EINVAL:
        return systemFailure("The kernel takes " + name + " for no tun device", error,
                             "A device of another kind may have this name: use another one.");
    default:
        return systemFailure("The tun device " + name + " cannot be made", error);
    }
}

} // namespace

namespace
{

ifreq requestFor(const std::string& name, int flags)
{
    ifreq request{};
    std::memcpy(request.ifr_name, name.c_str(), std::min(name.size(), sizeof(request.ifr_name) - 1));
    request.ifr_flags = static_cast<short>(flags);
    return request;
}

Result<UniqueFd> openDriver()
{
    UniqueFd tun(open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!tun)
        return cannotOpen(errno);
    return tun;
}

} // namespace

Result<UniqueFd> openTun(const std::string& name)
{
    return openTun(name, IFF_TUN | IFF_NO_PI);
}

Result<UniqueFd> openTun(const std::string& name, int flags)
{
    if (name.empty() || name.size() >= IFNAMSIZ)
        return failure(ErrorCode::BadInput,
                       "A device name has 1 to 15 characters, \"" + name + "\" has not.");
    return openDriver().and_then([&](UniqueFd tun) -> Result<UniqueFd> {
        ifreq request = requestFor(name, flags);
        if (ioctl(tun.get(), TUNSETIFF, &request) != 0)
            return cannotMake(name, errno);
        return tun;
    });
}

Result<UniqueFd> makeTun(const NewTun& wanted)
{
    constexpr auto nobody = 0xffffffff;
    auto tun = openTun(wanted.name, (wanted.tap ? IFF_TAP : IFF_TUN) | IFF_NO_PI | IFF_TUN_EXCL);
    if (!tun)
        return tun;
    // The numbers go as they are: the third argument is the id itself.
    if (wanted.owner != nobody &&
        ioctl(tun->get(), TUNSETOWNER, static_cast<unsigned long>(wanted.owner)) != 0)
        return systemFailure("The kernel does not take " + std::to_string(wanted.owner) +
                                 " for the owner of " + wanted.name,
                             errno, "Give a user of this machine.");
    if (wanted.group != nobody &&
        ioctl(tun->get(), TUNSETGROUP, static_cast<unsigned long>(wanted.group)) != 0)
        return systemFailure("The kernel does not take " + std::to_string(wanted.group) +
                                 " for the group of " + wanted.name,
                             errno, "Give a group of this machine.");
    return tun;
}

Result<void> makePersistent(const UniqueFd& tun, const std::string& name)
{
    if (ioctl(tun.get(), TUNSETPERSIST, 1UL) != 0)
        return systemFailure("The kernel does not make " + name + " persistent", errno);
    return {};
}

int setTunFlags(const std::string& name, int flags)
{
    const auto tun = openDriver();
    if (!tun)
        return tun.error().systemError;
    ifreq request = requestFor(name, flags);
    return ioctl(tun->get(), TUNSETIFF, &request) == 0 ? 0 : errno;
}

} // namespace hookwalk::kernel
