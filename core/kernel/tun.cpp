#include "kernel/tun.h"

#include "kernel/failure.h"

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

Result<UniqueFd> openTun(const std::string& name)
{
    ifreq request{};
    if (name.empty() || name.size() >= sizeof(request.ifr_name))
        return failure(ErrorCode::BadInput,
                       "A device name has 1 to 15 characters, \"" + name + "\" has not.");
    UniqueFd tun(open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!tun)
        return cannotOpen(errno);
    std::memcpy(request.ifr_name, name.c_str(), name.size());
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (ioctl(tun.get(), TUNSETIFF, &request) != 0)
        return cannotMake(name, errno);
    return tun;
}

} // namespace hookwalk::kernel
