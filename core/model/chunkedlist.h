// SPDX-License-Identifier: GPL-3.0-or-later
// A list that grows at its end and forgets at its front. An element keeps its index for good. Memory is taken
// and freed in blocks, so that no call copies or frees much at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <new>
#include <sys/mman.h>
#include <type_traits>
#include <vector>

namespace hookwalk
{

template<typename T> class ChunkedList
{
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    ChunkedList() = default;
    ~ChunkedList()
    {
        if (auto* const prepared = m_prepared.load())
            Unmap()(prepared);
    }
    ChunkedList(const ChunkedList&) = delete;
    ChunkedList& operator=(const ChunkedList&) = delete;

    class Iterator
    {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        Iterator() = default;
        Iterator(const ChunkedList* list, std::size_t at)
            : m_list(list)
            , m_at(at)
        {
        }
        reference operator*() const { return (*m_list)[m_at]; }
        pointer operator->() const { return &(*m_list)[m_at]; }
        Iterator& operator++()
        {
            ++m_at;
            return *this;
        }
        Iterator operator++(int)
        {
            const auto before = *this;
            ++m_at;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const ChunkedList* m_list = nullptr;
        std::size_t m_at = 0;
    };

    std::size_t first() const { return m_first; } // the oldest that is kept
    std::size_t size() const { return m_size; }   // counts forgotten ones, so it is the next index
    bool empty() const { return m_first == m_size; }
    bool has(std::size_t at) const { return at >= m_first && at < m_size; }

    const T& operator[](std::size_t at) const { return *place(at); }
    T& operator[](std::size_t at) { return *place(at); }
    Iterator begin() const { return {this, m_first}; }
    Iterator end() const { return {this, m_size}; }

    void push_back(const T& element)
    {
        if (m_size / perBlock - m_firstBlock == m_blocks.size())
            addBlock();
        std::construct_at(place(m_size), element);
        ++m_size;
    }
    // Takes the next block of memory ahead, with pages that the kernel has cleared: on another thread, while this one goes on.
    // False where one is waiting. Only one thread at a time may call it.
    bool prepareBlock()
    {
        if (m_prepared.load(std::memory_order_acquire) != nullptr)
            return false;
        auto* const block = mapped(true);
        *reinterpret_cast<volatile std::byte*>(block) = {};
        m_prepared.store(block, std::memory_order_release);
        return true;
    }
    void forgetBefore(std::size_t at)
    {
        m_first = at;
        const auto block = m_first / perBlock;
        m_blocks.erase(m_blocks.begin(),
                       m_blocks.begin() + static_cast<std::ptrdiff_t>(block - m_firstBlock));
        m_firstBlock = block;
    }

private:
    static constexpr std::size_t blockBytes = 2U << 20; // a huge page
    static constexpr std::size_t perBlock = blockBytes / sizeof(T);
    struct Unmap {
        void operator()(T* block) const { ::munmap(block, blockBytes); }
    };

    T* place(std::size_t at) const { return m_blocks[at / perBlock - m_firstBlock].get() + at % perBlock; }
    void addBlock()
    {
        auto* const prepared = m_prepared.exchange(nullptr, std::memory_order_acquire);
        m_blocks.emplace_back(prepared != nullptr ? prepared : mapped(!m_blocks.empty()));
    }
    static T* mapped(bool isLarge)
    {
        // Of its own, at a multiple of its size: from the heap, blocks that go would leave holes that nothing fits.
        auto* const mapped = static_cast<std::byte*>(
            ::mmap(nullptr, 2 * blockBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        if (mapped == MAP_FAILED)
            throw std::bad_alloc();
        const auto before = (blockBytes - reinterpret_cast<std::uintptr_t>(mapped) % blockBytes) % blockBytes;
        auto* const memory = mapped + before;
        if (before > 0)
            ::munmap(mapped, before);
        ::munmap(memory + blockBytes, blockBytes - before);
        // In huge pages the kernel hands over a large log's memory a thousand times quicker than page by
        // page; a small one does without. Where it will not, nothing is lost.
        if (isLarge)
            ::madvise(memory, blockBytes, MADV_HUGEPAGE);
        return reinterpret_cast<T*>(memory);
    }

    std::vector<std::unique_ptr<T[], Unmap>> m_blocks;
    std::atomic<T*> m_prepared = nullptr;
    std::size_t m_firstBlock = 0, m_first = 0, m_size = 0;
};

} // namespace hookwalk
