// SPDX-License-Identifier: GPL-3.0-or-later
// A helper on a machine of the test's own (hostnet.h), and what its answers say.
#pragma once

#include "support/helperclient.h"
#include "support/hostnet.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <grp.h>
#include <QTest>

// In a test with a HelperClient `helper`.
#define DONE(request) QCOMPARE(unless<Done>(helper.ask(request)), std::string())

namespace hookwalk::test
{

inline change::CreateTun tunNamed(const std::string& name)
{
    change::CreateTun order;
    order.name = name;
    return order;
}

inline bool says(const Error& error, const std::string& words)
{
    return words::text(error).find(words) != std::string::npos;
}

struct Host {
    HostNet net;
    std::string before;

    explicit Host(const QString& setup = {})
    {
        const auto wrong = net.run(QStringLiteral("ip link set lo up\n") + setup);
        if (!wrong.empty())
            qFatal("%s", wrong.c_str());
        before = net.state();
    }
    std::function<bool()> enter() const
    {
        return [this] { return net.enter(); };
    }
    // Until it is as it was; the difference where it never is.
    std::string difference() const
    {
        std::string now;
        if (waitFor([&] { return (now = net.state()) == before; }))
            return {};
        QString text;
        const auto then = QString::fromStdString(before).split(QLatin1Char('\n'));
        const auto lines = QString::fromStdString(now).split(QLatin1Char('\n'));
        for (const auto& line : then) {
            if (!lines.contains(line))
                text += QStringLiteral("- %1\n").arg(line);
        }
        for (const auto& line : lines) {
            if (!then.contains(line))
                text += QStringLiteral("+ %1\n").arg(line);
        }
        return text.isEmpty() ? "another order:\n" + now : text.toStdString();
    }
};

// A copy of the helper that lets user 1000 in, set up as README.md says, and what that user starts with it.
constexpr unsigned letIn = 1000, journalGroup = 990;
constexpr auto copyOfHelper = "/run/host/hookwalk-helper";
inline QString setUpCopy()
{
    return QStringLiteral("install -d -m 2770 -o 0 -g %1 /run/hookwalk\ninstall -d -m 0750 -g %2 /run/host\n"
                          "install -m 2755 -g %1 " HOOKWALK_BIN_DIR "/hookwalk-helper %3\n"
                          "setcap cap_net_admin,cap_net_raw,cap_syslog,cap_setpcap+ep %3\n")
        .arg(journalGroup)
        .arg(letIn)
        .arg(QLatin1String(copyOfHelper));
}
inline QString withCopy()
{
    // some machines keep it closed
    return setUpCopy() + QStringLiteral("mount -t tmpfs -o mode=0755 none /dev/net\n"
                                        "mknod /dev/net/tun c 10 200\nchmod 0666 /dev/net/tun\n");
}
struct UsersHelper : HelperClient {
    // `set`: what that user sets before.
    explicit UsersHelper(
        const Host& host, const std::function<bool()>& set = [] { return true; })
        : HelperClient(
              [&host, set] {
                  return host.net.enter() && setgroups(0, nullptr) == 0 &&
                         setresgid(letIn, letIn, letIn) == 0 && setresuid(letIn, letIn, letIn) == 0 && set();
              },
              copyOfHelper)
    {
    }
};

// Both at once, so that nothing is put back.
inline void killWithItsRestorer(const HostNet& net, HelperClient& helper)
{
    pid_t undo = 0; // it names itself when it runs for the first time
    QVERIFY(waitFor([&] { return (undo = net.processNamed("hookwalk-undo", helper.pid())) > 0; }));
    kill(helper.pid(), SIGSTOP);
    kill(undo, SIGKILL);
    kill(helper.pid(), SIGKILL);
    QVERIFY(helper.waitForEnd() >= 0);
    QVERIFY(waitFor([&] { // one that only waits for init to take notice is in no namespace
        std::error_code gone;
        return std::filesystem::read_symlink("/proc/" + std::to_string(undo) + "/ns/net", gone).empty();
    }));
}

inline std::string use(HelperClient& helper)
{
    helper.ask(protocol::Hello{});
    return unless<protocol::Done>(helper.ask(protocol::UseHost{}));
}

// What a helper says that it has put back, or why it did not.
inline std::string said(const protocol::Reply& reply)
{
    const auto* restored = std::get_if<protocol::Restored>(&reply);
    std::string all = restored ? "" : unless<protocol::Restored>(reply);
    for (const Sentences& told : restored ? restored->done : std::vector<Sentences>())
        all += words::text(told) + '\n';
    return all;
}

inline std::string restoreWith(HelperClient& helper)
{
    helper.ask(protocol::Hello{});
    const auto all = said(helper.ask(protocol::RestoreLeftovers{}));
    const int status = helper.end();
    return status == 0 ? all : all + " It ended with status " + std::to_string(status);
}

inline std::string restore(const std::function<bool()>& enter)
{
    HelperClient helper(enter);
    return restoreWith(helper);
}

} // namespace hookwalk::test
