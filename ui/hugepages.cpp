// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hugepages.h"

#include <cstdlib>
#include <malloc.h>
#include <memory>
#include <sys/mman.h>

namespace hookwalk::ui
{

void keepHeapInHugePages()
{
    constexpr std::size_t room = 64U << 20, page = 2U << 20;
    constexpr int mapsUsually = 65536, mostInHeap = 32 << 20; // glibc's own, and the most that it allows
    mallopt(M_TRIM_THRESHOLD, 2 * static_cast<int>(room));
    mallopt(M_MMAP_MAX, 0);
    void* const heap = std::malloc(room); // nothing of it is touched
    mallopt(M_MMAP_MAX, mapsUsually);
    mallopt(M_MMAP_THRESHOLD, mostInHeap);
    void* begin = heap;
    std::size_t left = room;
    if (std::align(page, page, begin, left))
        (void)madvise(begin, left - left % page, MADV_HUGEPAGE);
    std::free(heap);
}

} // namespace hookwalk::ui
