// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments, of the helper and of the program that holds its socket: nothing may stay behind.
#include "support/kerneltest.h"
#include "support/lab.h"
#include "support/testprogram.h"

#include <csignal>
#include <poll.h>
#include <QRandomGenerator>
#include <sys/syscall.h>
#include <sys/wait.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

constexpr int kills = 50;     // for each kind of user
constexpr int longestMs = 40; // a lab with its trace points is there after some 25 ms

void askForEverything(HelperClient& helper, LogSource source)
{
    helper.send(Hello{});
    helper.send(MakeLab{});
    helper.send(OpenTun{"tun0"});
    helper.send(SetTrace{{IpAddress::v4(0xcb00711d)}, 1, source});
    helper.send(ShowTrace{});
    helper.send(SetTrace{{IpAddress::v4(0xcb00711d)}, 2, source});
    helper.send(ClearTrace{});
}

// The moment to kill at; earlier where the process ends by itself.
void letRun(pid_t process, int milliseconds)
{
    pollfd ended{static_cast<int>(syscall(SYS_pidfd_open, process, 0)), POLLIN, 0};
    const UniqueFd owned(ended.fd);
    poll(&ended, 1, milliseconds);
}

} // namespace

class TestKilled : public KernelTest
{
    Q_OBJECT

private:
    QRandomGenerator m_random{20240229}; // the same moments every time, as far as the machine goes

private Q_SLOTS:
    void aKilledHelperLeavesNothing_data() { usersAndSources(); }
    void aKilledHelperLeavesNothing()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        for (int i = 0; i < kills; ++i) {
            HelperClient helper(user);
            askForEverything(helper, source);
            letRun(helper.pid(), m_random.bounded(longestMs));
            kill(helper.pid(), SIGKILL);
            QCOMPARE(helper.waitForEnd(), 128 + SIGKILL);
        }
    }

    void aKilledProgramTakesItsHelperAlong_data() { usersAndSources(); }
    void aKilledProgramTakesItsHelperAlong()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        for (int i = 0; i < kills; ++i) {
            const pid_t program = fork();
            if (program == 0) { // stands for the window: starts a helper, holds its socket and never reads
                HelperClient helper(user);
                askForEverything(helper, source);
                for (;;)
                    pause();
            }
            letRun(program, m_random.bounded(longestMs));
            kill(program, SIGKILL);
            QCOMPARE(waitpid(program, nullptr, 0), program);
        }
    }
};

HOOKWALK_TEST(TestKilled)
#include "tst_killed.moc"
