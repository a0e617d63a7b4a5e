// SPDX-License-Identifier: GPL-3.0-or-later
// A value, or an error that a person can act on.
#pragma once

#include "model/said.h"

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace hookwalk
{

// What kind of thing went wrong, for callers to branch on.
enum class ErrorCode {
    BadInput,         // an argument, address or file that cannot be what was asked for
    NotFound,         // a file, device or program that is not there
    PermissionDenied, // a capability or file mode is missing
    Busy,             // somebody else holds the thing (EBUSY)
    Unsupported,      // this kernel or machine cannot do it
    ProtocolError,    // an invalid message came from the other side of the socket
    HelperGone,       // the helper ended or could not be started
    KernelRefused,    // the kernel answered with another error, see systemError
    Cancelled,
};

struct Error {
    ErrorCode code = ErrorCode::BadInput;
    Said said = {};      // what is wrong
    int systemError = 0; // errno where the kernel gave one, else 0
    Said hint = {};      // what to do, if `said` does not say it
};

template<typename T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, Said said, int systemError = 0, Said hint = {})
{
    return tl::unexpected(Error{code, std::move(said), systemError, std::move(hint)});
}

// What an error says, to stand among other sentences.
inline Sentences sentencesOf(Error error)
{
    Sentences all;
    for (Said* const one : {&error.said, &error.hint}) {
        one->systemError = error.systemError;
        if (!one->isEmpty())
            all.push_back(std::move(*one));
    }
    return all;
}

} // namespace hookwalk
