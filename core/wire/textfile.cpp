// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/textfile.h"

#include "model/uniquefd.h"
#include "wire/brokenlines.h"
#include "wire/capture/capturelines.h"
#include "wire/unpack.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <new>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace hookwalk::wire
{

namespace
{

constexpr std::size_t pieceSize = 1U << 20;
constexpr std::size_t longestLine = 16U << 20; // of a stream; a record of the kernel log has at most 1 KiB
constexpr std::size_t longestSilence = 256U << 20; // zero bytes in a row from a pipe or device

// Of a file, or of standard input.
Said of(const std::string& path, Said file, Said input)
{
    return path == "-" ? std::move(input) : std::move(file);
}

tl::unexpected<Error> cannotRead(const std::string& path, int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return failure(ErrorCode::NotFound, say("no-such-file", path), error);
    case EACCES:
    case EPERM:
        return failure(ErrorCode::PermissionDenied, say("file-closed", path), error);
    case EISDIR:
        return failure(ErrorCode::BadInput, say("file-is-directory", path), error);
    default:
        return failure(ErrorCode::KernelRefused, of(path, say("file-not-read", path), say("input-not-read")),
                       error);
    }
}

tl::unexpected<Error> isEmpty(const std::string& path)
{
    return failure(ErrorCode::BadInput, of(path, say("file-empty", path), say("input-empty")));
}

Result<UniqueFd> openForReading(const std::string& path)
{
    if (path == "-")
        return UniqueFd(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)); // standard input stays open
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return cannotRead(path, errno);
    UniqueFd file(fd);
    struct stat status = {};
    if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
        return cannotRead(path, EISDIR);
    return file;
}

// Leaves of each run of NUL bytes one, so that a hole of gigabytes costs nothing and forEachLine() still sees
// where it was. Returns the new end.
char* squeezeNuls(char* begin, char* end)
{
    if (std::memchr(begin, 0, static_cast<std::size_t>(end - begin)) == nullptr)
        return end;
    return std::unique(begin, end, [](char a, char b) { return a == 0 && b == 0; });
}

// One file, pipe or device being read.
class Input
{
public:
    static Result<Input> open(const std::string& path)
    {
        auto file = openForReading(path);
        if (!file)
            return tl::unexpected(file.error());
        Input input(path, std::move(*file));
        if (::fstat(input.m_file.get(), &input.m_before) != 0)
            return cannotRead(path, errno);
        const bool isStored =
            input.isRegular() || S_ISFIFO(input.m_before.st_mode); // of devices each read is a record
        input.m_unpacker.open(input.m_file.get(), isStored);
        while (isStored && input.m_head.size() < captureMagicBytes) {
            std::array<char, captureMagicBytes> piece{};
            const auto got = input.m_unpacker.read(piece.data(), captureMagicBytes - input.m_head.size());
            if (got < 0)
                return cannotRead(path, errno);
            if (got == 0)
                break;
            input.m_head.append(piece.data(), static_cast<std::size_t>(got));
        }
        return input;
    }

    bool isCapture() const { return wire::isCapture(m_head); }
    CaptureLines capture()
    {
        return {m_path, openCapture(std::exchange(m_head, {}), [this](char* to, std::size_t size) {
                    return m_unpacker.read(to, size);
                })};
    }

    bool isRegular() const { return S_ISREG(m_before.st_mode); }
    // What it says of itself; files of /proc say 0.
    std::size_t size() const { return isRegular() ? static_cast<std::size_t>(m_before.st_size) : 0; }

    // All of it, as the kernel has it; nothing where it has to be read: with a hole a log is as large as its disk.
    std::string_view map() const
    {
        constexpr std::size_t largeBytes = 1U << 20; // a smaller one is copied as quickly
        if (m_path == "-" || !m_unpacker.isPlain() || size() < largeBytes || hasHole())
            return {};
        void* const mapped = ::mmap(nullptr, size(), PROT_READ, MAP_PRIVATE | MAP_POPULATE, m_file.get(), 0);
        return mapped == MAP_FAILED ? std::string_view()
                                    : std::string_view(static_cast<const char*>(mapped), size());
    }

    // What one read() gives, without repeated NUL bytes, into memory for `size` bytes; how many, 0 at the
    // end.
    Result<std::size_t> read(char* to, std::size_t size)
    {
        for (;;) {
            const ssize_t got = readRaw(to, size);
            if (got < 0)
                return cannotRead(m_path, errno);
            if (got == 0)
                return m_total == 0 ? Result<std::size_t>(isEmpty(m_path)) : 0;
            m_total += static_cast<std::size_t>(got);
            char* begin = to;
            char* const end = squeezeNuls(to, to + got);
            if (m_endsWithNul && *begin == 0)
                ++begin;
            m_silence = begin == end || (*begin == 0 && end == begin + 1)
                            ? m_silence + static_cast<std::size_t>(got)
                            : 0;
            if ((!isRegular() || m_unpacker.isPacked()) && m_silence > longestSilence)
                return failure(ErrorCode::BadInput,
                               of(m_path, say("file-of-zeros", m_path), say("input-of-zeros")));
            if (begin == end)
                continue;
            m_endsWithNul = end[-1] == 0;
            std::memmove(to, begin, static_cast<std::size_t>(end - begin));
            return static_cast<std::size_t>(end - begin);
        }
    }

    // More at its end is no change of what was read.
    Said remark() const
    {
        if (m_unpacker.isDamaged())
            return say("file-packed-badly", m_path);
        if (m_unpacker.endsEarly())
            return say("file-ends-early", m_path);
        struct stat now = {};
        if (!isRegular() || m_path == "-" || ::fstat(m_file.get(), &now) != 0)
            return {};
        const bool grew = now.st_size > m_before.st_size;
        const bool written =
            now.st_mtim.tv_sec != m_before.st_mtim.tv_sec || now.st_mtim.tv_nsec != m_before.st_mtim.tv_nsec;
        if (now.st_size >= m_before.st_size && (grew || !written))
            return {};
        return say("file-changed", m_path);
    }

private:
    bool hasHole() const
    {
        const auto at = ::lseek(m_file.get(), 0, SEEK_CUR);
        const auto hole = ::lseek(m_file.get(), 0, SEEK_HOLE);
        ::lseek(m_file.get(), at, SEEK_SET);
        return hole != static_cast<off_t>(size());
    }

    Input(std::string path, UniqueFd file)
        : m_path(std::move(path))
        , m_file(std::move(file))
    {
    }

    // What was read ahead comes first.
    ssize_t readRaw(char* to, std::size_t size)
    {
        if (m_head.empty())
            return m_unpacker.read(to, size);
        const auto count = m_head.copy(to, size);
        m_head.erase(0, count);
        return static_cast<ssize_t>(count);
    }

    std::string m_path;
    UniqueFd m_file;
    Unpacker m_unpacker;
    std::string m_head;
    struct stat m_before = {};
    std::size_t m_total = 0, m_silence = 0; // bytes as they came
    bool m_endsWithNul = false;
};

} // namespace

// Grows by realloc(), which moves pages, not bytes.
struct TextFile::Memory {
    std::string own; // of fromText()
    char* bytes = nullptr;
    std::size_t size = 0, capacity = 0;
    std::string_view place; // of what is used in place
    std::function<Said()> remark;

    Memory() = default;
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    ~Memory()
    {
        std::free(bytes);
        if (!place.empty())
            ::munmap(const_cast<char*>(place.data()), place.size());
    }

    void reserve(std::size_t wanted)
    {
        auto* const grown = static_cast<char*>(std::realloc(bytes, wanted));
        if (grown == nullptr)
            throw std::bad_alloc();
        bytes = grown;
        capacity = wanted;
        // Whole huge pages are handed over a hundred times quicker; where the kernel will not, nothing is
        // lost.
        constexpr std::uintptr_t page = 4096;
        const auto begin = (reinterpret_cast<std::uintptr_t>(bytes) + page - 1) / page * page;
        const auto end = reinterpret_cast<std::uintptr_t>(bytes + capacity) / page * page;
        if (begin < end)
            ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    }
};

static void (*handlerOfCuts)(int) = nullptr; // null: files are copied

void TextFile::useInPlace(void (*whenCut)(int))
{
    handlerOfCuts = whenCut;
}

Said TextFile::remark() const
{
    return m_memory && m_memory->remark ? m_memory->remark() : m_remark;
}

std::size_t TextFile::mostTextBytes()
{
    const auto memory = static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) *
                        static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return std::min<std::size_t>(memory / 2, std::numeric_limits<std::uint32_t>::max());
}

Result<TextFile> TextFile::open(const std::string& path, std::size_t mostBytes)
{
    auto input = Input::open(path);
    if (!input)
        return tl::unexpected(input.error());
    const auto tooLarge = [&] {
        const auto most = mostBytes >> 20;
        return failure(ErrorCode::BadInput,
                       of(path, say("file-too-large", path, most), say("input-too-large", most)));
    };
    if (input->isCapture()) { // its size is that of what the packets carry: what counts is the text
        auto capture = input->capture();
        std::string lines;
        while (capture.read(pieceSize, lines)) {
            if (lines.size() > mostBytes)
                return tooLarge();
        }
        const auto remark = capture.remark();
        if (!remark)
            return tl::unexpected(remark.error());
        auto text = fromText(std::move(lines));
        text.m_remark = remark->isEmpty() ? input->remark() : *remark;
        text.m_isCapture = true;
        return text;
    }
    if (input->size() > mostBytes)
        return tooLarge();
    auto memory = std::make_shared<Memory>();
    TextFile text;
    if (handlerOfCuts)
        memory->place = input->map();
    if (!memory->place.empty()) {
        std::signal(SIGBUS, handlerOfCuts);
        memory->remark = [used = std::make_shared<Input>(std::move(*input))] { return used->remark(); };
        text.m_memory = std::move(memory);
        return text;
    }
    memory->reserve(input->size() + pieceSize);
    for (;;) {
        const auto got = input->read(memory->bytes + memory->size, memory->capacity - memory->size);
        if (!got)
            return tl::unexpected(got.error());
        memory->size += *got;
        if (*got == 0)
            break;
        if (memory->size > mostBytes)
            return tooLarge();
        if (memory->capacity - memory->size < pieceSize / 2)
            memory->reserve(memory->capacity * 2);
    }
    memory->reserve(std::max<std::size_t>(memory->size, 1));
    if (auto whole = joinedLines({memory->bytes, memory->size}))
        text = fromText(std::move(*whole));
    else
        text.m_memory = std::move(memory);
    text.m_remark = input->remark();
    return text;
}

TextFile TextFile::fromText(std::string text)
{
    auto memory = std::make_shared<Memory>();
    memory->own = std::move(text);
    TextFile file;
    file.m_memory = std::move(memory);
    return file;
}

std::string_view TextFile::text() const
{
    if (!m_memory)
        return {};
    if (!m_memory->place.empty())
        return m_memory->place;
    if (m_memory->bytes != nullptr)
        return {m_memory->bytes, m_memory->size};
    return m_memory->own;
}

Result<Said> streamLines(const std::string& path, const std::function<bool(std::string_view lines)>& take)
{
    auto input = Input::open(path);
    if (!input)
        return tl::unexpected(input.error());
    std::string pending;
    bool isFirst = input->isRegular(); // what comes by a pipe is passed on as it comes
    if (input->isCapture()) {
        auto capture = input->capture();
        for (bool isMore = true; isMore; pending.clear()) {
            isMore = capture.read(pieceSize, pending);
            if (!pending.empty() && !take(pending))
                return Said();
        }
        const auto remark = capture.remark();
        return remark && remark->isEmpty() ? Result<Said>(input->remark()) : remark;
    }
    for (;;) {
        const std::size_t before = pending.size();
        pending.resize(before + pieceSize);
        const auto got = input->read(pending.data() + before, pieceSize);
        if (!got)
            return tl::unexpected(got.error());
        pending.resize(before + *got);
        if (isFirst && *got != 0 && pending.size() <= mostBrokenBytes)
            continue;
        if (std::exchange(isFirst, false) && *got == 0) // perhaps a paste, which is looked at whole
            pending = joinedLines(pending).value_or(pending);
        const std::size_t whole = *got == 0 ? pending.size() : wholeRecords(pending); // 0: no line end yet
        if (whole != 0 && !take(std::string_view(pending).substr(0, whole)))
            return Said();
        if (*got == 0)
            return input->remark();
        pending.erase(0, whole);
        if (pending.size() > longestLine)
            return failure(ErrorCode::BadInput,
                           of(path, say("file-of-long-lines", path), say("input-of-long-lines")));
    }
}

} // namespace hookwalk::wire
