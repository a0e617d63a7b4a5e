// SPDX-License-Identifier: GPL-3.0-or-later
// What every kernel test has in common: it needs root, and it leaves the machine as it was.
#pragma once

#include "support/machine.h"

#include <QObject>

namespace hookwalk::test
{

// The base of a kernel test's class. Qt Test finds these slots by their names and calls them; a class with
// one of its own calls that of the base, too.
class KernelTest : public QObject
{
    Q_OBJECT

protected:
    MachineState m_before;

protected Q_SLOTS:
    // Skips the test without root. Where continuous integration runs it, that is a failure.
    virtual void initTestCase();
    // Behind each test function: fails, and says what is different, where the machine is not as it was.
    virtual void cleanup();
};

} // namespace hookwalk::test
