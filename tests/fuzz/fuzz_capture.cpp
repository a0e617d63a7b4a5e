// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a capture file holds: its frames become lines, and what those tell is walked.
#include "fuzz/wholetrace.h"
#include "wire/capture/capturelines.h"

#include <algorithm>
#include <cstring>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hookwalk;
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::string head(bytes.substr(0, wire::captureMagicBytes));
    bytes.remove_prefix(head.size());
    if (!wire::isCapture(head))
        return 0;
    wire::CaptureLines capture("file", wire::openCapture(head, [&](char* to, std::size_t most) {
                                   const auto count = bytes.copy(to, most);
                                   bytes.remove_prefix(count);
                                   return static_cast<ssize_t>(count);
                               }));
    std::string lines;
    while (capture.read(4096, lines)) {
    }
    (void)capture.remark();
    test::readAndAsk(lines);
    return 0;
}
