// A helper on a machine of the test's own (hostnet.h), and what its answers say.
#pragma once

#include "support/helperclient.h"
#include "support/hostnet.h"

#include <csignal>
#include <QTest>

// In a test with a HelperClient `helper`.
#define DONE(request) QCOMPARE(unless<Done>(helper.ask(request)), std::string())

namespace hookwalk::test
{

inline protocol::CreateTun tunNamed(const std::string& name)
{
    protocol::CreateTun order;
    order.name = name;
    return order;
}

inline bool says(const Error& error, const std::string& words)
{
    return error.sentence.find(words) != error.sentence.npos;
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
        if (QTest::qWaitFor([&] { return (now = net.state()) == before; }))
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

// Both at once, so that nothing is put back.
inline void killWithItsRestorer(const HostNet& net, HelperClient& helper)
{
    pid_t undo = 0; // it names itself when it runs for the first time
    QVERIFY(QTest::qWaitFor([&] { return (undo = net.processNamed("hookwalk-undo")) > 0; }));
    kill(helper.pid(), SIGSTOP);
    kill(undo, SIGKILL);
    kill(helper.pid(), SIGKILL);
    QVERIFY(helper.waitForEnd() >= 0);
    QVERIFY(QTest::qWaitFor([&] { return net.processNamed("hookwalk-undo") == 0; }));
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
    for (const auto& sentence : restored ? restored->done : std::vector<std::string>())
        all += sentence + '\n';
    return all;
}

inline std::string restore(const std::function<bool()>& enter)
{
    HelperClient helper(enter);
    helper.ask(protocol::Hello{});
    return said(helper.ask(protocol::RestoreLeftovers{}));
}

} // namespace hookwalk::test
