// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/skimahead.h"

#include "wire/textfile.h"

#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace hookwalk::wire
{

// Whole lines of the text: so many bytes that text and lines stay in a core's own cache.
struct SkimAhead::Block {
    static constexpr std::size_t bytes = 128 * 1024;
    std::vector<SkimmedLine> lines;
    std::uint32_t lastLine = 0;

    // Takes the next block from the front of `rest`, whose first line has the number `before` + 1.
    void fill(std::string_view& rest, std::uint32_t before)
    {
        const auto end = rest.size() > bytes ? rest.find('\n', bytes) : rest.npos;
        const auto part = rest.substr(0, end == rest.npos ? end : end + 1);
        rest.remove_prefix(part.size());
        lines.clear();
        lastLine = before + forEachLine(part, [&](std::string_view text, std::uint32_t number) {
                       auto& line = lines.emplace_back();
                       line.text = text;
                       line.number = before + number;
                       line.isUsual = skim(text, line.skimmed);
                   });
    }
};

// A ring of blocks: the thread fills them, next() gives one after the other.
struct SkimAhead::Worker {
    static constexpr std::size_t size = 8;
    std::array<Block, size> ring;
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t filled = 0, given = 0, freed = 0; // blocks, counted from the first on
    bool isDone = false, isStopped = false;
    std::exception_ptr failure;
    const std::function<bool()> beside;
    std::thread thread;

    Worker(std::string_view text, std::function<bool()> meanwhile)
        : beside(std::move(meanwhile))
        , thread([this, text] { run(text); })
    {
    }
    ~Worker()
    {
        {
            const std::scoped_lock lock(mutex);
            isStopped = true;
        }
        changed.notify_one();
        thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    bool hasRoom()
    {
        const std::scoped_lock lock(mutex);
        return filled - freed < size;
    }
    void run(std::string_view rest)
    try {
        for (std::uint32_t lines = 0; !rest.empty();) {
            while (!hasRoom() && beside()) {
            }
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [this] { return isStopped || filled - freed < size; });
                if (isStopped)
                    return;
            }
            auto& block = ring[filled % size];
            block.fill(rest, lines);
            lines = block.lastLine;
            const std::scoped_lock lock(mutex);
            ++filled;
            changed.notify_one();
        }
        const std::scoped_lock lock(mutex);
        isDone = true;
        changed.notify_one();
    } catch (...) {
        const std::scoped_lock lock(mutex);
        failure = std::current_exception();
        isDone = true;
        changed.notify_one();
    }

    const Block* next()
    {
        std::unique_lock lock(mutex);
        freed = given; // the one before
        changed.notify_one();
        changed.wait(lock, [this] { return isDone || filled > given; });
        if (filled > given)
            return &ring[given++ % size];
        if (failure)
            std::rethrow_exception(failure);
        return nullptr;
    }
};

SkimAhead::SkimAhead(std::string_view text, std::function<bool()> beside)
    : m_rest(text)
{
    try {
        if (text.size() >= largeBytes)
            m_worker = std::make_unique<Worker>(text, std::move(beside));
    } catch (const std::system_error&) { // the system has no thread left: it only takes longer
    }
    if (!m_worker)
        m_block = std::make_unique<Block>();
}

SkimAhead::~SkimAhead() = default;

const std::vector<SkimmedLine>* SkimAhead::next()
{
    const Block* block = m_block.get();
    if (m_worker)
        block = m_worker->next();
    else if (m_rest.empty())
        block = nullptr;
    else
        m_block->fill(m_rest, m_lines);
    if (block == nullptr)
        return nullptr;
    m_lines = block->lastLine;
    return &block->lines;
}

std::uint32_t SkimAhead::lineCount() const
{
    return m_lines;
}

} // namespace hookwalk::wire
