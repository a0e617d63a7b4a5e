// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/livefile.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace hookwalk::recording
{

namespace
{

namespace fs = std::filesystem;

constexpr int quick = 1;                           // zlib's level: whatever comes, packing keeps up with it
constexpr std::string_view olderEnding = ".older"; // behind the name: the segment before
constexpr std::string_view newEnding = ".new";     // not locked yet

tl::unexpected<Error> ended(const std::string& path, int error)
{
    return failure(ErrorCode::KernelRefused, say("autosave-ended", path), error);
}

int writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

// Appends the file `from` to the one that is open.
bool append(const std::string& from, int to)
{
    const UniqueFd source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    std::array<char, 1U << 16> piece;
    for (;;) {
        const auto got = source ? ::read(source.get(), piece.data(), piece.size()) : -1;
        if (got <= 0)
            return got == 0;
        if (writeAll(to, {piece.data(), static_cast<std::size_t>(got)}) != 0)
            return false;
    }
}

// Null where somebody else holds it, or it is gone.
UniqueFd locked(const std::string& path)
{
    UniqueFd file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (!file || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return UniqueFd();
    return file;
}

// The two parts as one, in the order in which they were written.
void join(LeftFile& left)
{
    const auto older = left.path + std::string(olderEnding);
    UniqueFd file(::open(older.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
    struct stat before = {};
    if (!file || ::fstat(file.get(), &before) != 0 || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return;
    if (!append(left.path, file.get()) || ::rename(older.c_str(), left.path.c_str()) != 0)
        (void)!::ftruncate(file.get(), before.st_size); // no room: the newer part is left alone
    else
        left.lock = std::move(file);
}

} // namespace

LiveFile::LiveFile(std::string path, Head head, std::size_t segment)
    : m_path(std::move(path))
    , m_head(std::move(head))
    , m_segmentSize(segment)
    , m_packer(quick)
{
}

Result<LiveFile> LiveFile::create(const std::string& folder, const Head& head, std::size_t segment)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed)
        fs::permissions(folder, fs::perms::owner_all,
                        failed); // what a network sees is nobody else's business
    if (failed)
        return ended(folder, failed.value());
    static std::atomic<int> count = 0;
    const auto name = "live-" + std::to_string(::getpid()) + '-' + std::to_string(++count);
    LiveFile made(folder + '/' + name + std::string(fileEnding), head, segment);
    if (const auto begun = made.begin(); !begun)
        return tl::unexpected(begun.error());
    return made;
}

std::string LiveFile::older() const
{
    return m_path + std::string(olderEnding);
}

// A new file takes its name once it is locked.
Result<void> LiveFile::begin()
{
    const auto name = m_path + std::string(newEnding);
    ::unlink(name.c_str());
    m_file =
        UniqueFd(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!m_file || ::flock(m_file.get(), LOCK_EX | LOCK_NB) != 0 ||
        ::rename(name.c_str(), m_path.c_str()) != 0)
        return ended(m_path, errno);
    m_inSegment = 0;
    m_pending.clear();
    m_packer = Packer(quick);
    const auto again = m_standing.lines();
    m_packer.add(headLine(m_head, m_lines + 1, static_cast<std::size_t>(std::ranges::count(again, '\n'))),
                 m_pending);
    m_packer.add(again, m_pending);
    m_packer.add(m_marks, m_pending);
    return {};
}

Result<void> LiveFile::write()
{
    const int error = m_file ? writeAll(m_file.get(), std::exchange(m_pending, {})) : EBADF;
    if (error != 0)
        m_file = UniqueFd();
    return error == 0 ? Result<void>() : ended(m_path, error);
}

Result<void> LiveFile::add(std::string_view lines)
{
    forEachFact(lines, [this](const wire::FactLine& fact, std::string_view line) {
        if (StandingFacts::isOne(fact.kind))
            m_standing.read(fact, line.substr(0, line.size() - (line.ends_with('\n') ? 1 : 0)));
    });
    m_lines += static_cast<std::uint32_t>(std::ranges::count(lines, '\n'));
    m_packer.add(lines, m_pending);
    m_inSegment += lines.size();
    constexpr std::size_t piece = 1U << 18;
    if (m_inSegment < m_segmentSize)
        return m_pending.size() < piece ? Result<void>() : write();
    m_packer.finish(m_pending);
    if (auto written = write(); !written)
        return written;
    if (::rename(m_path.c_str(), older().c_str()) != 0)
        return ended(m_path, errno);
    return begin();
}

Result<void> LiveFile::mark(std::string marks)
{
    if (marks == m_marks)
        return {};
    m_marks = std::move(marks);
    m_packer.add(m_marks, m_pending);
    return {};
}

Result<void> LiveFile::flush()
{
    m_packer.flush(m_pending);
    return write();
}

Result<void> LiveFile::forget()
{
    remove();
    m_marks.clear();
    return begin();
}

void LiveFile::remove()
{
    ::unlink(m_path.c_str());
    ::unlink(older().c_str());
}

void LeftFile::remove() const
{
    ::unlink(path.c_str());
    ::unlink((path + std::string(olderEnding)).c_str());
}

// Facts alone are nothing to show.
static bool hasPacket(const std::string& path)
{
    bool found = false;
    (void)wire::streamLines(path, [&](std::string_view lines) {
        found = lines.find("IN=") != lines.npos;
        return !found;
    });
    return found;
}

std::optional<LeftFile> findLeft(const std::string& folder)
{
    std::error_code none;
    std::vector<std::pair<fs::file_time_type, std::string>> files;
    for (fs::directory_iterator at(folder, none), end; !none && at != end; at.increment(none)) {
        const auto name = at->path().filename().string();
        if (name.starts_with("live-") && name.ends_with(fileEnding) && at->is_regular_file(none))
            files.emplace_back(at->last_write_time(none), at->path().string());
    }
    std::ranges::sort(files, std::greater());
    for (auto& [time, path] : files) {
        LeftFile left{path, locked(path)};
        if (!left.lock)
            continue;
        join(left);
        if (hasPacket(path))
            return left;
        left.remove();
    }
    return std::nullopt;
}

} // namespace hookwalk::recording
