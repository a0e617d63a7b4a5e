// SPDX-License-Identifier: GPL-3.0-or-later
// What the doctor says of places that are made for it. Each is a network namespace of its own.
#include "kernel/doctor/checks.h"
#include "protocol/remedy.h"
#include "support/hostnet.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "support/verblab.h"
#include "words/words.h"

#include <algorithm>
#include <fcntl.h>
#include <QTemporaryDir>
#include <QTest>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

std::vector<Check> examined(HelperClient& helper)
{
    const auto reply = helper.ask(Examine{});
    const auto* answer = std::get_if<Examined>(&reply);
    return answer ? answer->checks : std::vector<Check>();
}

Check find(const std::vector<Check>& checks, const QString& id)
{
    const auto found = std::find_if(checks.begin(), checks.end(),
                                    [&](const Check& check) { return check.id == id.toStdString(); });
    return found == checks.end() ? Check() : *found;
}

QStringList ids(const std::vector<Check>& checks)
{
    QStringList list;
    for (const Check& check : checks)
        list << QString::fromStdString(check.id);
    return list;
}

} // namespace

class TestDoctor : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void everyPlaceGetsTheSameChecks_data() { users(); }
    void everyPlaceGetsTheSameChecks()
    {
        QFETCH(User, user);
        HelperClient helper(user);
        QCOMPARE(unless<Done>(helper.ask(Hello{})), std::string());
        const auto before = examined(helper);
        QCOMPARE(unless<LabMade>(helper.ask(MakeLab{})), std::string());
        const auto inLab = examined(helper);
        QCOMPARE(ids(before), ids(inLab));
        QCOMPARE(ids(before),
                 (QStringList{"privileges", "tun-device", "user-namespaces", "nftables", "kernel-log",
                              "log-all-namespaces", "log-backend", "nflog", "nftrace", "connection-events",
                              "conntrack", "two-rulesets", "flowtables", "bridge-netfilter", "forwarding",
                              "rp-filter", "ipv6", "leftovers"}));
        for (const auto& check : before) {
            QVERIFY(!check.title.isEmpty());
            QVERIFY2(check.health == Health::Good || !check.meaning.empty(), check.id.c_str());
        }
        // The lab has what it takes.
        for (const auto& check : inLab)
            QVERIFY2(check.health != Health::Bad, (check.id + ": " + check.title.code).c_str());
        for (const char* id : {"privileges", "user-namespaces", "nftables", "nflog", "nftrace",
                               "connection-events", "conntrack", "forwarding"})
            QVERIFY2(find(inLab, id).health == Health::Good,
                     (id + (": " + find(inLab, id).title.code)).c_str());
        QCOMPARE(find(before, "privileges").health == Health::Good, user == User::Root);
    }

    void itIsRefusedBeforeHello()
    {
        HelperClient helper;
        QVERIFY(unless<Examined>(helper.ask(Examine{})).find("Hello comes first") != std::string::npos);
    }

    void whatIsAmissIsSaid_data()
    {
        QTest::addColumn<QString>("commands");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("mended"); // by the remedy
        const auto row = [](const char* id, const char* commands, const char* words, bool mended = true) {
            QTest::addRow("%s, %s", id, commands) << QString::fromLatin1(commands) << QString::fromLatin1(id)
                                                  << QString::fromLatin1(words) << mended;
        };
        row("forwarding", "sysctl -qw net.ipv4.ip_forward=0", "Forwarding is off");
        row("rp-filter", "sysctl -qw net.ipv4.conf.eth0.rp_filter=1", "At eth0 a packet");
        row("ipv6", "sysctl -qw net.ipv6.conf.all.disable_ipv6=1", "IPv6 is switched off");
        row("connection-events", "sysctl -qw net.netfilter.nf_conntrack_events=0", "are switched off");
        row("conntrack", "nft flush ruleset", "nat chains see no packet", false);
        row("two-rulesets", "iptables-legacy -S", "rules of nftables and of iptables-legacy", false);
        row("two-rulesets", "nft flush ruleset; iptables-legacy -S", "are those of iptables-legacy", false);
        row("log-backend", "sysctl -qw net.netfilter.nf_log.2=NONE", "for IPv4");
    }
    void whatIsAmissIsSaid()
    {
        QFETCH(QString, commands);
        QFETCH(QString, id);
        QFETCH(QString, words);
        QFETCH(bool, mended);
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.run(QStringLiteral("modprobe nf_log_syslog || true; sysctl -qw "
                                        "net.netfilter.nf_log.2=nf_log_ipv4 "
                                        "net.netfilter.nf_log.10=nf_log_ipv6 net.ipv4.conf.all.rp_filter=0")),
                 std::string());
        const auto healthy = find(examined(lab.helper), id);
        QCOMPARE(healthy.health, Health::Good);
        QCOMPARE(lab.run(commands), std::string());
        const auto sick = find(examined(lab.helper), id);
        QCOMPARE(sick.health, Health::Hint);
        const auto said = QString::fromStdString(words::text(sick.title) + ' ' + words::text(sick.meaning));
        QVERIFY2(said.contains(words), qPrintable(said));
        QCOMPARE(!commandOf(sick.remedy).empty(), mended);
        if (!mended)
            return;
        QCOMPARE(
            lab.run(QStringLiteral("modprobe() { :; }\n") + QString::fromStdString(commandOf(sick.remedy))),
            std::string());
        QCOMPARE(find(examined(lab.helper), id).health, Health::Good);
    }

    // Not every kernel has them, so the ruleset is given as nft prints it.
    void flowtablesAreSaid()
    {
        kernel::RulesText rules;
        QCOMPARE(kernel::flowtablesCheck(rules).health, Health::Hint); // not known
        rules.isKnown = true;
        rules.nft = "table ip f {\n\tchain flowtable {\n\t}\n}\n";
        QCOMPARE(kernel::flowtablesCheck(rules).health, Health::Good);
        rules.nft = "table ip f {\n\tflowtable t {\n\t\thook ingress priority filter\n\t}\n}\n";
        const auto said = kernel::flowtablesCheck(rules);
        QCOMPARE(said.health, Health::Hint);
        QCOMPARE(said.title, say("flowtables-some"));
    }

    void appArmorLetsOneProgramThroughNotAll()
    {
        const auto line = kernel::appArmorProfileLine("/opt/my tools/hookwalk-helper");
        QVERIFY(line.find("sysctl") == std::string::npos);
        QVERIFY(line.find("flags=(unconfined) { userns, }") != std::string::npos);
        QVERIFY(line.find("'/opt/my tools/hookwalk-helper' > /etc/apparmor.d/hookwalk-helper") !=
                std::string::npos);
    }

    void theMachineOfAUserWithoutPrivileges_data()
    {
        QTest::addColumn<Machine>("machine");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("title");
        QTest::newRow("no tun") << Machine::WithoutTun << "tun-device"
                                << "There is no /dev/net/tun";
        QTest::newRow("closed tun") << Machine::WithForbiddenTun << "tun-device"
                                    << "/dev/net/tun is closed to this user";
        QTest::newRow("no user namespaces") << Machine::WithoutUserNamespaces << "user-namespaces"
                                            << "The kernel gives no user namespace";
    }
    void theMachineOfAUserWithoutPrivileges()
    {
        QFETCH(Machine, machine);
        QFETCH(QString, id);
        QFETCH(QString, title);
        HelperClient helper(User::Nobody, machine);
        QCOMPARE(unless<Done>(helper.ask(Hello{})), std::string());
        const auto checks = examined(helper);
        QCOMPARE(find(checks, id).health, Health::Bad);
        QCOMPARE(QString::fromStdString(words::text(find(checks, id).title)), title);
        // What it may not look at is a hint, not a fault.
        for (const char* hidden : {"nftables", "nflog", "nftrace", "conntrack", "flowtables"})
            QVERIFY2(find(checks, hidden).health == Health::Hint, hidden);
    }

    // In a process of its own, which has a /run of its own.
    void journalsThatNobodyHoldsAreLeftovers()
    {
        const pid_t child = fork();
        if (child == 0) {
            const auto verdict = []() -> int {
                if (!enterFreshMachine())
                    return 1;
                HelperClient helper;
                if (!unless<Done>(helper.ask(Hello{})).empty() ||
                    find(examined(helper), "leftovers").health != Health::Good)
                    return 2;
                mkdir("/run/hookwalk", 0755);
                const UniqueFd journal(open("/run/hookwalk/journal-one", O_RDWR | O_CREAT, 0600));
                flock(journal.get(), LOCK_SH);
                if (find(examined(helper), "leftovers").health != Health::Good)
                    return 3;
                flock(journal.get(), LOCK_UN);
                const auto left = find(examined(helper), "leftovers");
                if (left.health != Health::Bad || !std::holds_alternative<RestoreLeftovers>(left.remedy) ||
                    left.meaning.back() != say("leftovers-files", 1, "/run/hookwalk/journal-one"))
                    return 4;
                return access("/run/hookwalk/journal-one", F_OK) == 0 ? 0 : 5;
            };
            _exit(verdict());
        }
        int status = -1;
        waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }

    void itChangesNothing()
    {
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        const auto state = QStringLiteral("{ nft list ruleset; ip -d link; ip address; ip route; "
                                          "sysctl -a 2>/dev/null | grep ^net; }");
        QTemporaryDir folder;
        const auto file = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
        QCOMPARE(lab.run(state + " > " + file("before")), std::string());
        QVERIFY(!examined(lab.helper).empty());
        QCOMPARE(lab.run(state + " > " + file("after") + "; diff " + file("before") + ' ' + file("after")),
                 std::string());
    }
};

HOOKWALK_TEST(TestDoctor)
#include "tst_doctor.moc"
