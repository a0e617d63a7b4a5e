// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/kerneltest.h"

#include <QTest>
#include <unistd.h>
#include <utility>

namespace hookwalk::test
{

void KernelTest::initTestCase()
{
    if (geteuid() != 0) {
        if (qEnvironmentVariable("CI") == QLatin1String("true"))
            QFAIL("The kernel tests need root.");
        QSKIP("The kernel tests need root.");
    }
    markHelpers();
    // Twice the same and without a journal: no helper of another program is about to borrow or to put back.
    (void)QTest::qWaitFor([&] {
        const auto then = std::exchange(m_before, MachineState::now());
        return then == m_before && !m_before.journal;
    });
}

void KernelTest::cleanup()
{
    const auto difference = MachineState::differenceTo(m_before);
    QVERIFY2(difference.empty(), difference.c_str());
}

} // namespace hookwalk::test
