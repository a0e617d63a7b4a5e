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
        return systemFailure(say("no-tun-driver"), error, say("load-tun-driver"));
    case EACCES:
    case EPERM:
        return systemFailure(say("tun-file-closed"), error, say("open-tun-file"));
    default:
        return systemFailure(say("tun-file-not-opened"), error);
    }
}

tl::unexpected<Error> cannotMake(const std::string& name, int error)
{
    switch (error) {
    case EBUSY:
        return systemFailure(say("tun-open-elsewhere", name), error, say("end-holder-or-use-other"));
    case EPERM:
    case EACCES:
        return systemFailure(say("tun-not-allowed", name), error, say("tun-needs-privileges"));
    case EINVAL:
        return systemFailure(say("no-tun-device", name), error, say("use-other-name"));
    default:
        return systemFailure(say("tun-not-made", name), error);
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
        return failure(ErrorCode::BadInput, say("device-name-length", name));
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
    // The third argument is the id itself, not a pointer to it.
    if (wanted.owner != nobody &&
        ioctl(tun->get(), TUNSETOWNER, static_cast<unsigned long>(wanted.owner)) != 0)
        return systemFailure(say("owner-not-taken", wanted.owner, wanted.name), errno, say("give-user"));
    if (wanted.group != nobody &&
        ioctl(tun->get(), TUNSETGROUP, static_cast<unsigned long>(wanted.group)) != 0)
        return systemFailure(say("group-not-taken", wanted.group, wanted.name), errno, say("give-group"));
    return tun;
}

Result<void> makePersistent(const UniqueFd& tun, const std::string& name)
{
    if (ioctl(tun.get(), TUNSETPERSIST, 1UL) != 0)
        return systemFailure(say("tun-not-persistent", name), errno);
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
