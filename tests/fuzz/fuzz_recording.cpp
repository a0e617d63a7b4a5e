// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a recording holds: it is unpacked as far as it can be, its head and marks are taken or left out, and saved again it
// says the same. What is no gzip file is taken as the text of one.
#include "fuzz/wholetrace.h"
#include "recording/anonymise.h"
#include "recording/packer.h"
#include "recording/recording.h"
#include "wire/gunzip.h"

#include <algorithm>
#include <cstring>

using namespace hookwalk;
using test::demand;

namespace
{

std::string unpacked(std::string_view packed)
{
    wire::Gunzip gunzip;
    std::string text(1U << 20, '\0');
    const auto more = [&](char* to, std::size_t size) {
        const auto part = std::min<std::size_t>({size, packed.size(), 100});
        std::memcpy(to, packed.data(), part);
        packed.remove_prefix(part);
        return static_cast<ssize_t>(part);
    };
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < text.size(); size += static_cast<std::size_t>(got))
        got = gunzip.read(text.data() + size, text.size() - size, more);
    text.resize(size);
    return text;
}

std::string saved(const Trace& trace)
{
    const recording::View view = recording::viewIn(trace).value_or(recording::View());
    const recording::Snapshot snapshot(trace, {}, recording::flagsIn(trace), view);
    std::string text;
    snapshot.forEachPart([&](std::string_view lines) {
        text += lines;
        return true;
    });
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string text(reinterpret_cast<const char*>(data), size);
    if (text.starts_with("\x1f\x8b"))
        text = unpacked(text);
    recording::Packer packer(1);
    std::string packed;
    packer.add(text, packed);
    packer.finish(packed);
    demand(unpacked(packed) == text.substr(0, 1U << 20));

    const Trace trace = Trace::fromText(text);
    test::askAll(trace);
    const auto once = saved(trace);
    const Trace same = Trace::fromText(once);
    demand(same.events().size() == trace.events().size());
    demand(recording::flagsIn(same) == recording::flagsIn(trace));
    demand(recording::viewIn(same).value_or(recording::View()) ==
           recording::viewIn(trace).value_or(recording::View()));

    recording::Anonymiser others({});
    std::string other;
    others.lines(once, [&](std::string_view lines) {
        other += lines;
        return true;
    });
    test::askAll(Trace::fromText(other));
    return 0;
}
