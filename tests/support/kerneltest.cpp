// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/kerneltest.h"

#include <QTest>
#include <unistd.h>

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
    m_before = MachineState::now();
}

void KernelTest::cleanup()
{
    const auto difference = MachineState::differenceTo(m_before);
    QVERIFY2(difference.empty(), difference.c_str());
}

} // namespace hookwalk::test
