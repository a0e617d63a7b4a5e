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
    UniqueFd file(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
    if (!file || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return UniqueFd();
    // Until the lock was taken its owner may have put another file in its place.
    struct stat held = {}, named = {};
    const bool isSame = ::fstat(file.get(), &held) == 0 && ::lstat(path.c_str(), &named) == 0 &&
                        held.st_dev == named.st_dev && held.st_ino == named.st_ino;
    return isSame ? std::move(file) : UniqueFd();
}

// The two parts as one, in the order in which they were written. False where there is an older one that stays by itself,
// as on a full disk: then neither may be taken away.
bool join(LeftFile& left)
{
    const auto older = left.path + std::string(olderEnding);
    if (std::error_code none; !fs::exists(older, none))
        return true;
    auto file = locked(older);
    struct stat before = {};
    if (!file || ::fstat(file.get(), &before) != 0)
        return false;
    if (!append(left.path, file.get()) || ::rename(older.c_str(), left.path.c_str()) != 0) {
        (void)!::ftruncate(file.get(), before.st_size);
        return false;
    }
    left.lock = std::move(file);
    return true;
}

// What is left where a window died between two segments: the older one alone takes the name of both.
bool adopt(const std::string& older)
{
    const auto path = older.substr(0, older.size() - olderEnding.size());
    const auto lock = locked(older);
    return lock && ::renameat2(AT_FDCWD, older.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0;
}

// The last flags count: where none are left, a line has to say so.
std::string withFlags(const std::string& marks)
{
    const bool tells = marks.empty() || marks.find(";hookwalk flags ") != marks.npos;
    return tells ? marks : noFlagsLine() + marks;
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
    const auto stem = folder + "/live-" + std::to_string(::getpid()) + '-';
    std::string path;
    do { // one that crashed may have had the same process number
        path = stem + std::to_string(++count) + std::string(fileEnding);
    } while (fs::exists(path, failed) || fs::exists(path + std::string(olderEnding), failed));
    LiveFile made(path, head, segment);
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
    UniqueFd file(
        ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0 || ::rename(name.c_str(), m_path.c_str()) != 0)
        return ended(m_path, errno);
    m_file = std::move(file); // only now the lock of the one before is given up, which has another name
    m_inSegment = 0;
    m_pending.clear();
    m_packer = Packer(quick);
    const auto again = m_standing.lines();
    m_packer.add(headLine(m_head, m_lines + 1, static_cast<std::size_t>(std::ranges::count(again, '\n'))),
                 m_pending);
    m_packer.add(again, m_pending);
    m_packer.add(withFlags(m_marks), m_pending);
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
    m_packer.add(withFlags(m_marks), m_pending);
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

namespace
{

enum class Content { Packets, Nothing, Unreadable };

// Facts alone are nothing to show. What cannot be read may hold all the more: only what says that it is ours and then
// tells of no packet is nothing, and what a window that died at once has left empty.
Content contentOf(const std::string& path, int fd)
{
    struct stat status = {};
    if (::fstat(fd, &status) == 0 && status.st_size == 0)
        return Content::Nothing;
    bool isOurs = false, hasPacket = false;
    const auto read = wire::streamLines(path, [&](std::string_view lines) {
        isOurs = isOurs || lines.find(";hookwalk recording ") != lines.npos;
        hasPacket = lines.find("IN=") != lines.npos;
        return !hasPacket;
    });
    return hasPacket ? Content::Packets : read && isOurs ? Content::Nothing : Content::Unreadable;
}

} // namespace

std::optional<LeftFile> findLeft(const std::string& folder)
{
    std::error_code none;
    std::vector<std::pair<fs::file_time_type, std::string>> files;
    for (fs::directory_iterator at(folder, none), end; !none && at != end; at.increment(none)) {
        auto path = at->path().string();
        if (!at->path().filename().string().starts_with("live-") || !at->is_regular_file(none))
            continue;
        if (path.ends_with(olderEnding) && adopt(path))
            path.resize(path.size() - olderEnding.size());
        if (path.ends_with(fileEnding))
            files.emplace_back(fs::last_write_time(path, none), std::move(path));
    }
    std::ranges::sort(files, std::greater());
    files.erase(std::unique(files.begin(), files.end()), files.end()); // adopted, then met by its new name
    for (auto& [time, path] : files) {
        LeftFile left{path, locked(path)};
        if (!left.lock)
            continue;
        if (!join(left))
            continue; // offered once there is room for both
        const auto content = contentOf(path, left.lock.get());
        if (content == Content::Packets)
            return left;
        if (content == Content::Nothing)
            left.remove();
    }
    return std::nullopt;
}

} // namespace hookwalk::recording
