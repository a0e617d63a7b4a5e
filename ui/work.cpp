// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work.h"

namespace hookwalk::ui
{

Work::Work(const session::Session::Options& options)
    : lab(options)
{
    QObject::connect(&lab.session(), &session::Session::linesArrived, &document, &Document::append);
    QObject::connect(&document, &Document::reset, &flags, [this] { flags.setAll({}); });
    QObject::connect(&document, &Document::forgot, &flags, [this] {
        flags.keep([this](const Flag& flag) { return isKept(document.trace(), flag.record); });
    });
    QObject::connect(&document, &Document::forgotAside, &flags, [this] {
        std::erase_if(liveFlags,
                      [this](const Flag& flag) { return !isKept(document.liveTrace(), flag.record); });
    });
}

bool isKept(const Trace& trace, std::uint32_t record)
{
    const EventIndex event = record - 1;
    return trace.events().has(event) && trace.events()[event].traversal >= trace.traversals().first();
}

} // namespace hookwalk::ui
