// SPDX-License-Identifier: GPL-3.0-or-later
// Helpers of several users at once: one owner at a time for each thing, whoever ends first, and what each
// finds where the folder that they share is not safe, or its caller has set limits.
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <fcntl.h>
#include <QScopeGuard>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

const auto openTun = QStringLiteral("ip tuntap add dev old0 mode tun\nip link set old0 up\n"
                                    "ip address add 10.9.0.1/24 dev old0\n"
                                    "sysctl -qw net.ipv4.ip_forward=0 net.ipv4.conf.all.rp_filter=0\n");

// /etc is the test's own, too.
const auto ownUsers = QStringLiteral("mount -t tmpfs none /mnt; for one in passwd group; do "
                                     "grep ^root: /etc/$one > /mnt/$one; "
                                     "mount --bind /mnt/$one /etc/$one; done; umount -l /mnt\n");

} // namespace

class TestTwoUsers : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void oneOwnerAtATimeForEachThing_data()
    {
        QTest::addColumn<bool>("rootFirst");
        QTest::addColumn<bool>("firstEndsFirst");
        for (const bool rootFirst : {true, false}) {
            for (const bool firstEndsFirst : {true, false})
                QTest::addRow("%s changes first, the %s ends first", rootFirst ? "root" : "a user",
                              firstEndsFirst ? "same" : "other")
                    << rootFirst << firstEndsFirst;
        }
    }
    void oneOwnerAtATimeForEachThing()
    {
        QFETCH(bool, rootFirst);
        QFETCH(bool, firstEndsFirst);
        const Host host(withCopy() + openTun);
        HelperClient roots(host.enter());
        UsersHelper users(host);
        HelperClient& helper = rootFirst ? roots : users;
        HelperClient& other = rootFirst ? users : roots;
        QCOMPARE(use(helper), std::string());
        QCOMPARE(use(other), std::string());
        DONE(SetForwarding{});
        DONE((SetRpFilter{"all", 2}));
        DONE((SetDeviceMtu{"old0", 1400}));
        const auto changed = host.net.state();
        for (const Request& request : {Request(SetForwarding{}), Request(SetRpFilter{"all", 1}),
                                       Request(SetDeviceMtu{"old0", 1300})}) {
            const auto refused = unless<Done>(other.ask(request));
            QVERIFY2(refused.find("Another Hookwalk (process " + std::to_string(helper.pid())) == 0,
                     refused.c_str());
        }
        QCOMPARE(unless<Done>(other.ask(tunNamed("others0"))), std::string());
        QCOMPARE((firstEndsFirst ? helper : other).end(), 0);
        if (!firstEndsFirst)
            QCOMPARE(host.net.state(), changed);
        QCOMPARE((firstEndsFirst ? other : helper).end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void whoeverComesNextPutsBackWhatAKilledOneLeft_data()
    {
        QTest::addColumn<bool>("isRootNext");
        QTest::newRow("root, after a user") << true;
        QTest::newRow("a user, after root") << false;
    }
    void whoeverComesNextPutsBackWhatAKilledOneLeft()
    {
        QFETCH(bool, isRootNext);
        const Host host(withCopy() + openTun);
        HelperClient roots(host.enter());
        UsersHelper users(host);
        HelperClient& killed = isRootNext ? static_cast<HelperClient&>(users) : roots;
        HelperClient& next = isRootNext ? roots : users;
        QCOMPARE(use(killed), std::string());
        QCOMPARE(unless<Done>(killed.ask(tunNamed("new0"))), std::string());
        QCOMPARE(unless<Done>(killed.ask(SetDeviceUp{"old0", false})), std::string());
        killWithItsRestorer(host.net, killed);
        QCOMPARE(use(next), std::string());
        QCOMPARE(host.net.run(QStringLiteral("ip -br link show old0 | grep -c UP; ls /sys/class/net")),
                 std::string("1\nlo\nold0\n"));
        QCOMPARE(next.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void eachJournalIsByItself()
    {
        const Host host(openTun);
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceUp{"old0", false}));
        killWithItsRestorer(host.net, helper);
        QCOMPARE(host.net.run(QStringLiteral(
                     "cd /run/hookwalk; mv journal-* journal-5-a; cp journal-5-a journal-3-a; "
                     "cp journal-5-a journal-4-a; echo broken > journal-6-a; mkdir journal-7-a")),
                 std::string());
        const pid_t locker = fork();
        if (locker == 0) {
            for (const char* path : {"/run/hookwalk/journal-3-a", "/run/hookwalk/journal-4-a"}) {
                if (!host.net.enter() || flock(open(path, O_RDONLY), LOCK_EX) != 0)
                    _exit(1);
            }
            for (;;)
                pause();
        }
        const auto end = qScopeGuard([&] {
            kill(locker, SIGKILL);
            waitpid(locker, nullptr, 0);
        });
        QTRY_VERIFY(
            host.net.run(QStringLiteral("flock -n /run/hookwalk/journal-4-a true")).ends_with("failed"));
        const auto told = restore(host.enter());
        for (const char* part :
             {"journal-3-a was not put back: a process that", "journal-4-a was not put back: a process that",
              "old0 is up again.", "journal-6-a was not put back: its first line is damaged. As root: rm ",
              "journal-7-a"})
            QVERIFY2(told.find(part) != told.npos, told.c_str());
        QCOMPARE(host.net.run(QStringLiteral("ls /run/hookwalk")),
                 std::string("journal-3-a\njournal-4-a\njournal-6-a\njournal-7-a\n"));
    }

    void aFolderThatIsNotSafeIsRefused()
    {
        const Host host(ownUsers + withCopy());
        const auto check = [&](bool isCopy, const char* commands, const char* words) {
            const auto done = host.net.run(QStringLiteral("rm -rf /run/hookwalk\n") +
                                           (isCopy ? setUpCopy() : QString()) + QLatin1String(commands));
            QCOMPARE(done, std::string());
            std::unique_ptr<HelperClient> helper;
            if (isCopy)
                helper = std::make_unique<UsersHelper>(host);
            else
                helper = std::make_unique<HelperClient>(host.enter());
            const auto refused = QString::fromStdString(use(*helper));
            QVERIFY2(refused.contains(QLatin1String(words)), qPrintable(refused));
        };
        constexpr bool root = false, copy = true;
        check(root, "install -d -o 1000 /run/hookwalk", "belongs to user 1000. As root: install");
        check(root, "install -d -m 1777 /run/hookwalk", "everybody may write to it");
        check(root, "ln -s /tmp /run/hookwalk", "/run/hookwalk cannot be opened");
        check(root, "touch /run/hookwalk", "/run/hookwalk cannot be opened");
        check(root, "install -d -m 2775 -g 77 /run/hookwalk", "so users may enter it");
        check(root, "echo friends:x:77:nobody >> /etc/group; install -d -m 2770 -g 77 /run/hookwalk",
              "is open to group 77, and user nobody is in it");
        check(root, "echo friend:x:78:76:::/bin/sh >> /etc/passwd; install -d -m 2770 -g 76 /run/hookwalk",
              "and user friend is in it");
        check(copy, "rm -r /run/hookwalk", "install -d -m 2770 -g hookwalk");
        check(copy, "chmod 0755 /run/hookwalk", "is not open to the group of this copy");
        check(copy, "chmod g-s /run/hookwalk", "is not open to the group of this copy");
        check(copy, "chmod g-s /run/host/hookwalk-helper",
              "this copy of the helper has no group of its own (setgid). As root, in the folder");
        check(copy,
              "chgrp 1000 /run/host/hookwalk-helper; chmod 2755 /run/host/hookwalk-helper; setcap "
              "cap_net_admin,cap_net_raw,cap_syslog,cap_setpcap+ep /run/host/hookwalk-helper",
              "no group of its own");
    }

    void whatTheCallerHasSetDoesNoHarm_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("no output") << 0;
        QTest::newRow("a mask") << 1;
        QTest::newRow("no file may grow") << 2;
#ifndef HOOKWALK_SANITIZED // whose checks open pipes
        QTest::newRow("few descriptors") << 3;
#endif
    }
    void whatTheCallerHasSetDoesNoHarm()
    {
        QFETCH(int, which);
        const Host host(withCopy() + openTun);
        UsersHelper helper(host, [which] {
            const auto limit = [](auto what, rlim_t most) {
                const rlimit value{most, most};
                return setrlimit(what, &value) == 0;
            };
            switch (which) {
            case 0:
                return close(1) == 0 && close(2) == 0;
            case 1:
                return umask(0777) != 0777;
            case 2:
                return limit(RLIMIT_FSIZE, 0);
            default:
                return limit(RLIMIT_NOFILE, 8);
            }
        });
        const auto used = use(helper);
        const auto changed = used.empty() ? unless<Done>(helper.ask(SetDeviceUp{"old0", false})) : used;
        if (which < 2) {
            QCOMPARE(changed, std::string());
            QCOMPARE(host.net.run(QStringLiteral("stat -c %a:%u:%g /run/hookwalk/journal-*")),
                     std::string("660:1000:990\n"));
        } else { // it says so, or has enough
            QVERIFY2(changed.find("The helper does not answer") == changed.npos, changed.c_str());
        }
        kill(helper.pid(), SIGKILL);
        QVERIFY(helper.waitForEnd() >= 0);
        QCOMPARE(host.difference(), std::string());
    }
};

HOOKWALK_TEST(TestTwoUsers)
#include "tst_twousers.moc"
