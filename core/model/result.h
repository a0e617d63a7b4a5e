// SPDX-License-Identifier: GPL-3.0-or-later
// A value, or an error that a person can act on.
#pragma once

#include "model/said.h"

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace hookwalk
{

// What kind of thing went wrong; callers branch on this, people read the sentence.
enum class ErrorCode {
    BadInput,         // an argument, address or file that cannot be what was asked for
    NotFound,         // a file, device or program that is not there
    PermissionDenied, // a capability or file mode is missing
    Busy,             // somebody else holds the thing (EBUSY)
    Unsupported,      // this kernel or machine cannot do it
    ProtocolError,    // the other side of the socket said something that makes no sense
    HelperGone,       // the helper ended or could not be started
    KernelRefused,    // the kernel answered with another error, see systemError
    Cancelled,
};

struct Error {
    ErrorCode code = ErrorCode::BadInput;
    std::string sentence; // what is wrong and what to do, a whole English sentence or two
    int systemError = 0;  // errno where the kernel gave one, else 0
    Said said = {};       // what is wrong
    Said hint = {};       // what to do, where that is said by itself
};

template<typename T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, std::string sentence, int systemError = 0)
{
    return tl::unexpected<Error>(Error{code, std::move(sentence), systemError});
}

inline Error errorOf(ErrorCode code, Said said, int systemError = 0, Said hint = {})
{
    return {code, {}, systemError, std::move(said), std::move(hint)};
}

inline tl::unexpected<Error> failure(ErrorCode code, Said said, int systemError = 0, Said hint = {})
{
    return tl::unexpected(errorOf(code, std::move(said), systemError, std::move(hint)));
}

// What an error says, to stand among other sentences.
inline Sentences sentencesOf(Error error)
{
    Sentences all;
    if (error.said.isEmpty())
        error.said.code = error.sentence; // not converted yet: shown as it is
    for (Said* const one : {&error.said, &error.hint}) {
        one->systemError = error.systemError;
        if (!one->isEmpty())
            all.push_back(std::move(*one));
    }
    return all;
}

} // namespace hookwalk
