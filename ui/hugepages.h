// SPDX-License-Identifier: GPL-3.0-or-later
// Memory for what a window is painted in.
#pragma once

namespace hookwalk::ui
{

// What is allocated from here on comes in huge pages, where the kernel has some: the first frame of a window would else wait for
// some thousand small ones, which in a virtual machine takes longer than to paint it. Images of up to 32 MiB take the memory
// of those before.
void keepHeapInHugePages();

} // namespace hookwalk::ui
