// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/tracefs.h"

#include "kernel/base/failure.h"
#include "kernel/base/procfile.h"
#include "model/uniquefd.h"

#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <linux/mount.h>
#include <sys/syscall.h>

namespace hookwalk::kernel
{

namespace
{

// By number: <sys/mount.h> of glibc 2.36 declares these calls, but not together with <linux/mount.h>.
UniqueFd mountNowhere(const char* filesystem)
{
    const UniqueFd context(static_cast<int>(syscall(SYS_fsopen, filesystem, FSOPEN_CLOEXEC)));
    if (!context || syscall(SYS_fsconfig, context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0)
        return UniqueFd();
    return UniqueFd(static_cast<int>(syscall(SYS_fsmount, context.get(), FSMOUNT_CLOEXEC, 0)));
}

std::string contentOf(const UniqueFd& folder, const char* path)
{
    const UniqueFd file(openat(folder.get(), path, O_RDONLY | O_CLOEXEC));
    return file ? readAll(file.get()) : std::string();
}

template<typename Number> Number numberAfter(std::string_view text, std::string_view word)
{
    Number number = 0;
    if (const auto place = text.find(word); place != text.npos)
        std::from_chars(text.data() + place + word.size(), text.data() + text.size(), number);
    return number;
}

// "	field:unsigned short protocol;	offset:28;	size:2;	signed:0;"
TraceField fieldNamed(std::string_view format, const std::string& name)
{
    const auto place = format.find(' ' + name + ";\t");
    if (place == format.npos)
        return {};
    const auto line = format.substr(place, format.find('\n', place) - place);
    return {numberAfter<std::size_t>(line, "offset:"), numberAfter<std::size_t>(line, "size:")};
}

// "__print_symbolic(REC->reason, { 2, "NOT_SPECIFIED" }, …"
std::map<std::uint64_t, std::string> symbolsIn(std::string_view format)
{
    std::map<std::uint64_t, std::string> symbols;
    auto place = format.find("__print_symbolic(REC->reason");
    for (place = format.find("{ ", place); place != format.npos; place = format.find("{ ", place + 1)) {
        const auto number = numberAfter<std::uint64_t>(format.substr(place), "{ ");
        const auto start = format.find('"', place);
        const auto end = format.find('"', start + 1);
        if (end == format.npos)
            break;
        symbols[number] = format.substr(start + 1, end - start - 1);
    }
    return symbols;
}

} // namespace

Result<DropEvent> readDropFormat(std::string_view format)
{
    DropEvent event;
    event.location = fieldNamed(format, "location");
    event.protocol = fieldNamed(format, "protocol");
    event.reason = fieldNamed(format, "reason");
    event.reasons = symbolsIn(format);
    if (!event.location.size || !event.protocol.size || !event.reason.size || event.reasons.empty())
        return failure(ErrorCode::Unsupported, say("no-drop-reasons"));
    return event;
}

Result<DropEvent> describeDropEvent()
{
    const UniqueFd tracefs = mountNowhere("tracefs");
    if (!tracefs)
        return systemFailure(say("drops-not-told", "tracefs"), errno);
    const auto id = contentOf(tracefs, "events/skb/kfree_skb/id");
    return readDropFormat(contentOf(tracefs, "events/skb/kfree_skb/format")).map([&](DropEvent event) {
        event.id = numberAfter<std::uint64_t>(id, "");
        return event;
    });
}

} // namespace hookwalk::kernel
