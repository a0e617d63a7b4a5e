#include "kernel/journal.h"

#include "kernel/failure.h"
#include "kernel/namespacelogging.h"
#include "kernel/procfile.h"
#include "kernel/restorer.h"
#include "kernel/rtmessages.h"
#include "kernel/undo.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace hookwalk::kernel
{

namespace
{

using nlohmann::json;

const std::string folder = journalFolder;
constexpr std::string_view filePrefix = "journal-";

// SO_NETNS_COOKIE (Linux 5.14): of the network namespace that the process is in; 0 where it cannot be told.
std::uint64_t namespaceCookie()
{
    const UniqueFd any(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    std::uint64_t cookie = 0;
    socklen_t size = sizeof cookie;
    if (getsockopt(any.get(), SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size) == 0)
        return cookie;
    struct stat status {
    };
    return stat("/proc/self/ns/net", &status) == 0 ? status.st_ino : 0;
}

json head()
{
    return {{"boot", readProcFile("/proc/sys/kernel/random/boot_id")}, {"namespace", namespaceCookie()}};
}

json toJson(const Change& change)
{
    json messages = json::array();
    for (const auto& message : change.messages)
        messages.push_back(toHex(message));
    return {{"kind", static_cast<int>(change.kind)},
            {"name", change.name},
            {"index", change.index},
            {"before", change.before},
            {"after", change.after},
            {"messages", messages}};
}

Change fromJson(const json& object)
{
    Change change;
    change.kind = static_cast<Change::Kind>(object.at("kind").get<int>());
    change.name = object.at("name");
    change.index = object.at("index");
    change.before = object.at("before");
    change.after = object.at("after");
    for (const std::string message : object.at("messages"))
        change.messages.push_back(fromHex(message));
    return change;
}

// The changes in a journal of this namespace and this start of the machine. A line without its end was never
// acted on.
std::vector<Change> read(const UniqueFd& file, bool& isOurs)
{
    lseek(file.get(), 0, SEEK_SET);
    const std::string content = readAll(file.get());
    std::vector<Change> changes;
    bool isHead = true;
    isOurs = content.empty(); // its helper was killed before it wrote anything
    for (std::size_t start = 0, end = 0; (end = content.find('\n', start)) != content.npos; start = end + 1) {
        const auto line = json::parse(content.substr(start, end - start), nullptr, false);
        try {
            if (std::exchange(isHead, false))
                isOurs = line == head();
            else if (isOurs)
                changes.push_back(fromJson(line));
        } catch (const json::exception&) { // nobody but root writes here
            break;
        }
    }
    return changes;
}

bool write(const UniqueFd& file, const std::string& line)
{
    return ::write(file.get(), line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

bool isInPlace(const UniqueFd& file)
{
    struct stat status {
    };
    return fstat(file.get(), &status) == 0 && status.st_nlink > 0;
}

// The lock is held by the caller.
std::vector<std::string> restoreFrom(const UniqueFd& file, const std::string& path)
{
    bool isOurs = false;
    std::vector<std::string> told;
    if (!isInPlace(file)) // the helper did it
        return told;
    const auto changes = read(file, isOurs);
    if (!isOurs)
        return told;
    bool isDone = true;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        isDone &= undo(*change, told);
    if (isDone)
        unlink(path.c_str());
    rmdir(folder.c_str()); // where it is empty
    return told;
}

Result<UniqueFd> make(const std::string& path)
{
    const auto wayOut = "Run Hookwalk as root, or as root: install -d -o USER " + folder;
    for (;;) {
        if (mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST)
            return systemFailure("What would be changed cannot be noted first: the folder " + folder +
                                     " cannot be made",
                                 errno, wayOut);
        chmod(folder.c_str(), 0755); // whatever the mask
        UniqueFd file(
            open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file && errno == ENOENT) // a restoring process has just removed the folder
            continue;
        if (!file)
            return systemFailure("What would be changed cannot be noted first: " + path + " cannot be made",
                                 errno, wayOut);
        flock(file.get(), LOCK_EX);
        if (isInPlace(file)) // nobody took it for a leftover meanwhile
            return file;
    }
}

} // namespace

Result<Journal> Journal::begin()
{
    if (auto restored = restoreLeftovers(); !restored)
        return tl::unexpected(restored.error());
    Journal journal;
    journal.m_path = folder + '/' + std::string(filePrefix) + std::to_string(namespaceCookie()) + '-' +
                     std::to_string(getpid());
    auto file = make(journal.m_path);
    if (!file)
        return tl::unexpected(file.error());
    journal.m_file = std::move(*file);
    if (!write(journal.m_file, head().dump() + '\n'))
        return systemFailure("The journal " + journal.m_path + " cannot be written", errno);
    return restoreAfterwards({journal.m_file.get()}, {CAP_NET_ADMIN},
                             [&] { restoreFrom(journal.m_file, journal.m_path); })
        .map([&] { return std::move(journal); });
}

Result<void> Journal::note(Change change)
{
    if (m_file) {
        m_ends.push_back(lseek(m_file.get(), 0, SEEK_END));
        if (!write(m_file, toJson(change).dump() + '\n')) {
            const int error = errno;
            if (ftruncate(m_file.get(), m_ends.back()) == 0)
                m_ends.pop_back();
            return systemFailure("Nothing was changed, because it cannot be noted in " + m_path, error);
        }
    }
    m_changes.push_back(std::move(change));
    return {};
}

std::vector<std::string> Journal::undoBeyond(std::size_t first)
{
    std::vector<std::string> told;
    bool isDone = true; // else the restoring process tries again
    while (m_changes.size() > first) {
        isDone &= undo(m_changes.back(), told);
        forgetLast(isDone);
    }
    return told;
}

void Journal::forgetBeyond(std::size_t first)
{
    while (m_changes.size() > first)
        forgetLast(true);
}

void Journal::forgetLast(bool inFile)
{
    m_changes.pop_back();
    if (!m_file)
        return;
    // A line too many is harmless: what is as it was before is not touched.
    if (inFile && ftruncate(m_file.get(), m_ends.back()) != 0)
        lseek(m_file.get(), 0, SEEK_END);
    m_ends.pop_back();
}

void Journal::finish()
{
    if (m_file)
        restoreFrom(m_file, m_path);
    m_changes.clear();
    m_ends.clear();
}

Result<std::vector<std::string>> restoreLeftovers()
{
    std::vector<std::string> told;
    if (NamespaceLogging::restoreLeftover())
        told.emplace_back("net.netfilter.nf_log_all_netns is as it was.");
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (!entry.path().filename().string().starts_with(filePrefix))
            continue;
        const UniqueFd file(open(entry.path().c_str(), O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC));
        struct stat status {
        };
        if (!file && errno != ENOENT)
            return systemFailure("What a killed helper noted in " + entry.path().string() + " cannot be read",
                                 errno, "Run Hookwalk as root.");
        // Only what this user wrote is acted on.
        if (!file || fstat(file.get(), &status) != 0 || status.st_uid != geteuid() ||
            flock(file.get(), LOCK_EX | LOCK_NB) != 0)
            continue;
        for (auto& sentence : restoreFrom(file, entry.path()))
            told.push_back(std::move(sentence));
    }
    return told;
}

} // namespace hookwalk::kernel
