// SPDX-License-Identifier: GPL-3.0-or-later
// What the helper and the processes that it leaves behind may still do: capabilities, system calls, verbs.
#include "kernel/base/confinement.h"
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <numeric>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;
using kernel::Duty;

namespace
{

std::map<std::string, std::string> statusOf(const std::string& process)
{
    std::map<std::string, std::string> status;
    std::istringstream lines(fileContent("/proc/" + process + "/status"));
    for (std::string line; std::getline(lines, line);) {
        const auto colon = line.find(":\t");
        if (colon != line.npos)
            status[line.substr(0, colon)] = line.substr(colon + 2);
    }
    return status;
}

// "" where the process has these capabilities, can get no others, and is filtered.
std::string excessOf(const std::string& process, quint64 capabilities)
{
    auto status = statusOf(process);
    const auto set = [&](const char* name) {
        return QString::fromStdString(status[name]).toULongLong(nullptr, 16);
    };
    const bool fits = set("CapPrm") == capabilities && set("CapEff") == capabilities &&
                      set("CapBnd") == capabilities && set("CapInh") == 0 && set("CapAmb") == 0 &&
                      status["NoNewPrivs"] == "1" && status["Seccomp"] == "2";
    if (fits)
        return {};
    std::string words = process;
    for (const auto* name :
         {"Name", "CapPrm", "CapEff", "CapBnd", "CapInh", "CapAmb", "NoNewPrivs", "Seccomp"})
        words += std::string(" ") + name + ' ' + status[name];
    return words;
}

// The helper's children of that name, which name and confine themselves when they run for the first time.
std::string excessOfChild(pid_t helper, const std::string& name, quint64 capabilities)
{
    std::string excess = "no " + name;
    (void)QTest::qWaitFor([&] {
        for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
            auto status = statusOf(entry.path().filename());
            if (status["Name"] == name && status["PPid"] == std::to_string(helper))
                excess = excessOf(entry.path().filename(), capabilities);
        }
        return excess.empty();
    });
    return excess;
}

// The errno of a call made by a process with that duty; 0: it did it, -1: it cannot have been confined.
int errorUnder(Duty duty, const std::function<bool()>& call)
{
    const auto child = fork();
    if (child == 0) {
        if (!kernel::confineTo(duty))
            _exit(255);
        errno = 0;
        _exit(call() ? 0 : errno);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) != 255 ? WEXITSTATUS(status) : -1;
}

const std::string newFile = "/tmp/hookwalk-confinement-" + std::to_string(getpid());

struct Call {
    const char* name;
    std::function<bool()> make;
};
const std::vector<Call>& forbidden()
{
    static const std::vector<Call> calls{
        {"execve", [] { return execl("/bin/true", "true", nullptr) == 0; }},
        {"mount", [] { return mount("none", "/mnt", "tmpfs", 0, nullptr) == 0; }},
        {"unshare", [] { return unshare(CLONE_NEWNET) == 0; }},
        {"setuid", [] { return setuid(65534) == 0; }},
        {"a new file", [] { return open(newFile.c_str(), O_WRONLY | O_CREAT, 0600) >= 0; }},
        {"a file without a name", [] { return open("/tmp", O_WRONLY | O_TMPFILE, 0600) >= 0; }},
        {"another mode", [] { return chmod("/tmp", 01777) == 0; }},
        {"a socket to other programs", [] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
#ifndef HOOKWALK_SANITIZED // its library does these itself
        {"ptrace", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
        {"fork", [] { return fork() >= 0; }},
        {"kill", [] { return kill(getppid(), 0) == 0; }},
        {"memory for code",
         [] {
             return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                    MAP_FAILED;
         }},
#endif
    };
    return calls;
}

} // namespace

class TestConfinement : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void inALab()
    {
        HelperClient helper;
        QCOMPARE(helper.makeLab(), std::string());
        QCOMPARE(excessOf(std::to_string(helper.pid()), netAdmin | netRaw | syslog), std::string());
        QCOMPARE(excessOfChild(helper.pid(), "hookwalk-undo", 0), std::string());
        QCOMPARE(excessOfChild(helper.pid(), "hookwalk-look", sysPtrace), std::string());
        QCOMPARE(excessOfChild(helper.pid(), "hookwalk-words", netAdmin | netRaw), std::string());
        HelperClient unprivileged(User::Nobody);
        QCOMPARE(unprivileged.makeLab(), std::string());
        QCOMPARE(excessOf(std::to_string(unprivileged.pid()), netAdmin | netRaw | syslog), std::string());
    }

    void onTheMachineItself()
    {
        const Host machine;
        HelperClient helper(machine.enter());
        QCOMPARE(use(helper), std::string());
        QCOMPARE(excessOf(std::to_string(helper.pid()), netAdmin | netRaw | syslog), std::string());
        QCOMPARE(excessOfChild(helper.pid(), "hookwalk-undo", netAdmin), std::string());
        QCOMPARE(excessOfChild(helper.pid(), "hookwalk-look", sysPtrace), std::string());
        QCOMPARE(excessOfChild(helper.pid(), "hookwalk-words", netAdmin | netRaw), std::string());
    }

    void whatNoVerbNeedsIsRefused_data()
    {
        QTest::addColumn<int>("duty");
        QTest::newRow("helper") << int(Duty::Serve);
        QTest::newRow("hookwalk-undo") << int(Duty::Undo);
        QTest::newRow("hookwalk-look") << int(Duty::Look);
    }
    void whatNoVerbNeedsIsRefused()
    {
        QFETCH(int, duty);
        for (const Call& call : forbidden())
            QVERIFY2(errorUnder(Duty(duty), call.make) == EPERM, call.name);
        QVERIFY(!std::filesystem::exists(newFile));
    }

    void eachDutyMayDoItsOwn()
    {
        const auto reads = [] { return open("/proc/self/status", O_RDONLY) >= 0; };
        const auto writes = [] { return open("/proc/sys/net/ipv4/ip_forward", O_RDWR) >= 0; };
        const auto asks = [] { return socket(AF_NETLINK, SOCK_RAW, 0) >= 0; };
        const auto runs = [] { return execl("/bin/true", "true", nullptr) == 0; };
        const auto leaves = [] { return unshare(CLONE_NEWNET) == 0; };
        for (const auto duty : {Duty::Serve, Duty::ServeRootsLab, Duty::Undo, Duty::Look})
            QCOMPARE(errorUnder(duty, reads), 0);
        for (const auto duty : {Duty::Serve, Duty::ServeRootsLab, Duty::Undo}) {
            QCOMPARE(errorUnder(duty, writes), 0);
            QCOMPARE(errorUnder(duty, asks), 0);
        }
        QCOMPARE(errorUnder(Duty::Look, writes), EPERM);
        QCOMPARE(errorUnder(Duty::Look, asks), EPERM);
        QCOMPARE(errorUnder(Duty::Words, runs), 0);
        QCOMPARE(errorUnder(Duty::Words, leaves), EPERM);
    }

    // The words of rules come from another program, which the helper itself may not start.
    void theWordsOfIptablesAreStillThere()
    {
        const Host machine(QStringLiteral("iptables-nft -A FORWARD -p icmp -j ACCEPT\n"));
        HelperClient helper(machine.enter());
        QCOMPARE(use(helper), std::string());
        for (int i = 0; i < 2; ++i)
            DONE(ShowRules{});
        QVERIFY(helper.readUntil([&] { return !helper.lines.empty(); }));
        const auto all = std::accumulate(helper.lines.begin(), helper.lines.end(), std::string());
        QVERIFY2(all.find("-A FORWARD -p icmp -j ACCEPT") != all.npos, all.c_str());
    }

    // What an administrator has agreed to, and no more.
    void aLevelIsTheCeilingOfTheVerbs()
    {
        const Host machine;
        const auto program = programOf(User::Root, "hookwalk-helper");
        const SetTrace trace{{address("192.168.69.1")}, 77, LogSource::Nflog};
        const auto said = [](HelperClient& helper, const Request& request) {
            return unless<Done>(helper.ask(request));
        };
        HelperClient looking(machine.enter(), program, "--look");
        QCOMPARE(use(looking), std::string());
        QCOMPARE(said(looking, ShowRules{}), std::string());
        QVERIFY(said(looking, trace).find("to look only") != std::string::npos);
        QVERIFY(said(looking, tunNamed("own0")).find("to look only") != std::string::npos);
        QVERIFY(errorOf(looking.ask(RestoreLeftovers{})).code == ErrorCode::PermissionDenied);
        HelperClient tracing(machine.enter(), program, "--trace");
        QCOMPARE(use(tracing), std::string());
        const auto traced = said(tracing, trace);
        QVERIFY2(traced.empty(), traced.c_str());
        QVERIFY(said(tracing, tunNamed("own0")).find("to look and trace only") != std::string::npos);
        QVERIFY(errorOf(tracing.ask(change::SetDeviceUp{"own0", true})).code == ErrorCode::PermissionDenied);
        HelperClient changing(machine.enter(), program, "--change");
        QCOMPARE(use(changing), std::string());
        QCOMPARE(said(changing, tunNamed("own0")), std::string());
    }
};

HOOKWALK_TEST(TestConfinement)
#include "tst_confinement.moc"
