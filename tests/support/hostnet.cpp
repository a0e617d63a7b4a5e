// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hostnet.h"

#include "kernel/netlink/nft.h"
#include "support/machine.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <QRegularExpression>
#include <sched.h>
#include <set>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hookwalk::test
{

namespace
{

// What is in a folder, or below it as well, some of which may go meanwhile. A path that is none is given back.
template<typename Iterator> std::set<std::string> in(const std::string& path)
{
    std::set<std::string> found;
    std::error_code gone;
    for (Iterator entry(path, gone); !gone && entry != end(entry); entry.increment(gone))
        found.insert(entry->path());
    return found.empty() ? std::set{path} : found;
}

} // namespace

bool enterFreshMachine()
{
    return unshare(CLONE_NEWNET | CLONE_NEWNS) == 0 &&
           mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           mount("tmpfs", "/run", "tmpfs", 0, "mode=0755") == 0 &&
           // `ip` and `ls /sys/class/net` see the devices of the namespace
           mount("sysfs", "/sys", "sysfs", 0, nullptr) == 0;
}

QByteArray printed(const char* commands)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QString::fromLatin1(commands)});
    shell.waitForFinished();
    return shell.readAllStandardOutput();
}

QByteArray ownMachine()
{
    return printed("ip -d -o link; ip -o address; ip route; ip -6 route; nft list ruleset; ls -A /run; "
                   "sysctl -a 2>/dev/null | grep '^net.ipv[46]'");
}

HostNet::HostNet()
{
    int ready[2];
    if (pipe2(ready, O_CLOEXEC) != 0)
        std::abort();
    m_holder = fork();
    if (m_holder == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (!enterFreshMachine() || write(ready[1], "!", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    close(ready[1]);
    char byte = 0;
    const bool isThere = read(ready[0], &byte, 1) == 1;
    close(ready[0]);
    const auto proc = "/proc/" + std::to_string(m_holder) + "/ns/";
    m_net = UniqueFd(open((proc + "net").c_str(), O_RDONLY | O_CLOEXEC));
    m_mounts = UniqueFd(open((proc + "mnt").c_str(), O_RDONLY | O_CLOEXEC));
    if (!isThere || !m_net || !m_mounts)
        std::abort();
}

HostNet::~HostNet()
{
    kill(m_holder, SIGKILL);
    waitpid(m_holder, nullptr, 0);
}

bool HostNet::enter() const
{
    return setns(m_net.get(), CLONE_NEWNET) == 0 && setns(m_mounts.get(), CLONE_NEWNS) == 0;
}

pid_t HostNet::processNamed(const std::string& name, pid_t parent) const
{
    namespace fs = std::filesystem;
    std::error_code none;
    const auto own = fs::read_symlink("/proc/" + std::to_string(m_holder) + "/ns/net", none);
    const auto isChild = [&](const fs::path& process) {
        const auto mark = "\nPPid:\t" + std::to_string(parent) + '\n';
        return parent == 0 || fileContent(process / "status").find(mark) != std::string::npos;
    };
    for (const auto& entry : fs::directory_iterator("/proc", none)) {
        if (fileContent(entry.path() / "comm") == name && isChild(entry.path()) &&
            fs::read_symlink(entry.path() / "ns/net", none) == own)
            return std::atoi(entry.path().filename().c_str());
    }
    return 0;
}

std::string HostNet::run(const QString& commands) const
{
    QProcess shell;
    shell.setProcessChannelMode(QProcess::MergedChannels);
    shell.setChildProcessModifier([this] {
        if (!enter())
            _exit(102);
    });
    shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), commands});
    shell.waitForFinished(20'000);
    const auto printed = shell.readAll().toStdString();
    return shell.exitCode() == 0 ? printed : printed + " failed";
}

std::string HostNet::state() const
{
    // One process, and all else in this one: it is taken after each of hundreds of sequences.
    QStringList lines =
        QString::fromStdString(
            run(QStringLiteral("exec ip -d -batch - <<'SHOW'\nroute show table all\nlink\naddress\nSHOW\n")))
            .split(QLatin1Char('\n'));
    static const QRegularExpression firstLink(QStringLiteral("1: .*"));
    const auto routes = std::max(qsizetype(0), lines.indexOf(firstLink)); // of both families, in no order
    std::sort(lines.begin(), lines.begin() + routes);
    QString text = lines.join(QLatin1Char('\n'));
    const InNamespaceOf there(m_holder);
    text += QString::fromStdString(kernel::Nft::open()
                                       .and_then([](kernel::Nft nft) { return nft.run("list ruleset"); })
                                       .value_or("The ruleset cannot be listed.\n"));
    static const std::array<std::pair<QRegularExpression, QString>, 3> changing{
        {{QRegularExpression(QStringLiteral("counter packets \\d+ bytes \\d+")), QStringLiteral("counter")},
         {QRegularExpression(QStringLiteral("_lft \\d+sec")), QStringLiteral("_lft N")},
         {QRegularExpression(QStringLiteral("expires \\d+sec")), QString()}}};
    for (const auto& [what, instead] : changing)
        text.replace(what, instead);
    for (const char* folder : {"ipv4/conf", "ipv6/conf", "ipv4/ip_forward", "netfilter"}) {
        for (const auto& file :
             in<std::filesystem::recursive_directory_iterator>(std::string("/proc/sys/net/") + folder)) {
            // stable_secret can be read once IPv6 has made it up, and cannot be unmade
            if (!file.ends_with("/stable_secret") && !file.ends_with("/nf_conntrack_count"))
                text += QString::fromStdString(file + ' ' + fileContent(file) + '\n');
        }
    }
    for (const auto& file :
         in<std::filesystem::directory_iterator>("/proc/" + std::to_string(m_holder) + "/root/run"))
        text += QString::fromStdString(file) + QLatin1Char('\n');
    return text.toStdString();
}

} // namespace hookwalk::test
