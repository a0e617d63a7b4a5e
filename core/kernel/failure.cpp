#include "kernel/failure.h"

#include <cerrno>
#include <cstring>

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

tl::unexpected<Error> systemFailure(const std::string& what, int error, const std::string& wayOut)
{
    std::string sentence = what + ": " + std::strerror(error) + '.';
    if (!wayOut.empty())
        sentence += ' ' + wayOut;
    return failure(codeOf(error), std::move(sentence), error);
}

} // namespace hookwalk::kernel
