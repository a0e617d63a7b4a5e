// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever stands in a journal: a line is read as a change that a helper can have made, or refused, and what
// was read is written back as what was read. Also what undoing looks at: keys and descriptions of its
// messages.
#include "kernel/journal/changeline.h"
#include "kernel/journal/sideeffects.h"

#include <cstdlib>

using namespace hookwalk::kernel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::vector<JournalEntry> changes;
    for (std::size_t start = 0, end = 0; start < text.size(); start = end + 1) {
        end = std::min(text.find('\n', start), text.size());
        auto change = fromLine(text.substr(start, end - start));
        if (!change)
            continue;
        const auto line = toLine(*change);
        const auto again = fromLine(line);
        if (!again || toLine(*again) != line)
            std::abort();
        changes.push_back(std::move(*change));
    }
    for (const JournalEntry& change : changes) {
        const auto lost = lostOf(change, changes);
        if (among(lost, change.messages).size() > lost.size())
            std::abort();
        for (const RtMessage& message : change.messages)
            static_cast<void>(message.describe());
    }
    return 0;
}
