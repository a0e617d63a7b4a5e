// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/machine.h"
#include "support/testprogram.h"

#include "kernel/base/procfile.h"
#include "kernel/journal/namespacelogging.h"
#include "kernel/netlink/nft.h"

#include <cctype>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <net/if.h>
#include <sched.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace hookwalk::test
{

namespace
{

std::string ownMark()
{
    return std::string(helperMark) + '=' + std::to_string(getpid());
}

// A dead process that only waits for init to take notice has no environment any more: it is nobody's.
enum class Whose { Nobodys, Ours, Others };
Whose whose(const std::string& process)
{
    std::ifstream file(process + "/environ");
    auto found = Whose::Nobodys;
    for (std::string variable; std::getline(file, variable, '\0');) {
        if (variable == ownMark())
            return Whose::Ours;
        found = Whose::Others;
    }
    return found;
}

// Processes of the given name, or of any, that carry the mark.
std::set<pid_t> marked(const std::string& name = {})
{
    std::set<pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string pid = entry.path().filename();
        if (!std::isdigit(static_cast<unsigned char>(pid.front())) || std::stoi(pid) == getpid())
            continue;
        if (whose(entry.path()) == Whose::Ours &&
            (name.empty() || fileContent(entry.path() / "comm") == name))
            found.insert(std::stoi(pid));
    }
    return found;
}

std::set<std::string> interfaces()
{
    std::set<std::string> names;
    struct if_nameindex* const list = if_nameindex();
    for (const auto* item = list; item && item->if_index != 0; ++item)
        names.insert(item->if_name);
    if_freenameindex(list);
    return names;
}

std::set<std::string> heldNamespaces()
{
    std::set<std::string> held;
    std::ifstream file("/proc/self/mountinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.find(" nsfs ") != std::string::npos)
            held.insert(line);
    }
    return held;
}

// Whether a process that this program did not start has a lock on the file (proc(5), /proc/locks).
bool isUsedByOthers(const char* path)
{
    struct stat file {
    };
    if (stat(path, &file) != 0)
        return false;
    const auto inode = ':' + std::to_string(file.st_ino);
    std::istringstream locks(fileContent("/proc/locks"));
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, kind, mode, access, process, place;
        words >> number >> kind >> mode >> access >> process >> place;
        if (place.ends_with(inode) && whose("/proc/" + process) == Whose::Others)
            return true;
    }
    return false;
}

std::string describe(const MachineState& state)
{
    std::string text = "interfaces:";
    for (const auto& name : state.interfaces)
        text += ' ' + name;
    text += "; tables: " + state.tables + "; nf_log_all_netns: " + state.logsAllNamespaces +
            "; held namespaces: " + std::to_string(state.heldNamespaces.size()) +
            "; journal: " + (state.journal ? "yes" : "no") + "; processes:";
    for (const auto pid : state.helpers)
        text += ' ' + std::to_string(pid) + ' ' + fileContent("/proc/" + std::to_string(pid) + "/comm");
    return text;
}

} // namespace

MachineState MachineState::now()
{
    MachineState state;
    state.interfaces = test::interfaces();
    if (auto nft = kernel::Nft::open())
        state.tables = nft->run("list tables").value_or("cannot be listed");
    constexpr auto journal = kernel::NamespaceLogging::journalPath;
    const bool usedByOthers = isUsedByOthers(journal); // who put the value from before into it
    state.logsAllNamespaces =
        fileContent(usedByOthers ? journal : "/proc/sys/net/netfilter/nf_log_all_netns");
    state.heldNamespaces = test::heldNamespaces();
    state.journal = !usedByOthers && std::filesystem::exists(journal);
    state.helpers = marked();
    return state;
}

std::string MachineState::differenceTo(const MachineState& before)
{
    MachineState after;
    if (waitFor([&] { return (after = now()) == before; }))
        return {};
    return "before: " + describe(before) + "\nafter: " + describe(after);
}

void markHelpers()
{
    setenv(helperMark, std::to_string(getpid()).c_str(), 1);
}

pid_t restoringProcess()
{
    const auto found = marked("hookwalk-undo");
    return found.empty() ? 0 : *found.begin();
}

InNamespaceOf::InNamespaceOf(pid_t process)
    : m_own(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC))
{
    const UniqueFd theirs(
        open(("/proc/" + std::to_string(process) + "/ns/net").c_str(), O_RDONLY | O_CLOEXEC));
    if (!m_own || setns(theirs.get(), CLONE_NEWNET) != 0)
        std::abort();
}

InNamespaceOf::~InNamespaceOf()
{
    setns(m_own.get(), CLONE_NEWNET);
}

std::string fileContent(const std::string& path)
{
    auto content = kernel::readProcFile(path); // a process may end meanwhile, which a stream throws for
    while (!content.empty() && std::isspace(static_cast<unsigned char>(content.back())))
        content.pop_back();
    return content;
}

} // namespace hookwalk::test
