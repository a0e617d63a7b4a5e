// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a saved log holds: its packets are grouped, walked and told.
#include "fuzz/wholetrace.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    hookwalk::test::readAndAsk({reinterpret_cast<const char*>(data), size});
    return 0;
}
