// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever stands in a log file: reading it never crashes, every view lies inside its line, the lists and
// JSON made of it never throw, and the quick ways through a line say the same as the thorough one.
#include "wire/bodyreader.h"
#include "wire/linejson.h"
#include "wire/skim.h"
#include "wire/textfile.h"
#include "wire/usualline.h"
#include "wire/visit.h"

#include <cstdlib>

using namespace hookwalk;
using namespace hookwalk::wire;

namespace
{

void demand(bool condition)
{
    if (!condition)
        std::abort();
}

// Visits every text of a line.
struct InsideOf {
    Text text;

    void operator()(Text view) const
    {
        if (has(view))
            demand(view.data() >= text.data() && view.data() + view.size() <= text.data() + text.size());
    }
    void operator()(std::string_view, Text view) const { (*this)(view); }
    void operator()(std::string_view, std::uint32_t) const {}
    template<std::size_t Capacity> void operator()(std::string_view, const TextList<Capacity>& list) const
    {
        for (const Text view : list)
            (*this)(view);
    }
};

void checkViews(Text text, const LogLine& line)
{
    const InsideOf inside{text};
    TokenWalk(inside).line(line);
    for (const Text view : {line.prefix, line.table, line.chain})
        inside(view);
    inside("damaged", line.damaged);
}

Text bodyOf(Text text, const LogLine& line)
{
    return text.substr(static_cast<std::size_t>(line.prefix.data() + line.prefix.size() - text.data()));
}

void checkUsualLine(Text text, const LogLine& line)
{
    LogLine usual, thorough;
    if (!readUsualLine(bodyOf(text, line), usual))
        return;
    readBody(bodyOf(text, line), thorough);
    demand(dumpLine(toJson(usual, 1)) == dumpLine(toJson(thorough, 1)));
}

void checkSkim(Text text, bool isRead, const LogLine& line)
{
    Skimmed skimmed;
    if (!skim(text, skimmed))
        return;
    demand(isRead && line.damaged.empty());
    demand(line.timeUs == skimmed.timeUs && line.prefix == skimmed.prefix);
    demand(line.in == skimmed.in && line.out == skimmed.out);
    demand(line.packet.len == skimmed.length && line.packet.ttl == skimmed.ttl);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    LogReader reader;
    LogLine line;
    forEachLine({reinterpret_cast<const char*>(data), size},
                [&](std::string_view text, std::uint32_t number) {
                    const bool isRead = reader.read(text, line);
                    checkSkim(text, isRead, line);
                    if (!isRead)
                        return;
                    const Text read = line.rewritten ? Text(*line.rewritten) : text;
                    checkViews(read, line);
                    checkUsualLine(read, line);
                    demand(!dumpLine(toJson(line, number)).empty());
                    demand(changes(line, line).empty());
                });
    return 0;
}
