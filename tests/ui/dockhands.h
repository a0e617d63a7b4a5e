// SPDX-License-Identifier: GPL-3.0-or-later
// How the tests of the left dock find a part of it and type into it.
#pragma once

#include <QLineEdit>
#include <QTest>

namespace hookwalk::test
{

template<typename Widget> Widget* part(const QWidget& whole, const char* name)
{
    return whole.findChild<Widget*>(QLatin1String(name));
}

inline void type(QLineEdit& edit, const char* text)
{
    edit.selectAll();
    QTest::keyClicks(&edit, QLatin1String(text));
}

} // namespace hookwalk::test
