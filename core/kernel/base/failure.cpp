// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/failure.h"

#include <cerrno>

namespace hookwalk::kernel
{

namespace
{

ErrorCode codeOf(int error)
{
    switch (error) {
    case EPERM:
    case EACCES:
        return ErrorCode::PermissionDenied;
    case ENOENT:
    case ENODEV:
    case ENXIO:
        return ErrorCode::NotFound;
    case EBUSY:
    case EEXIST:
        return ErrorCode::Busy;
    case ENOSYS:
    case EOPNOTSUPP:
    case EPROTONOSUPPORT:
    case EAFNOSUPPORT:
        return ErrorCode::Unsupported;
    default:
        return ErrorCode::KernelRefused;
    }
}

} // namespace

tl::unexpected<Error> systemFailure(Said what, int error, Said hint)
{
    return failure(codeOf(error), std::move(what), error, std::move(hint));
}

} // namespace hookwalk::kernel
