// SPDX-License-Identifier: GPL-3.0-or-later
// How the tests of the left dock find a part of it, press it and type into it.
#pragma once

#include <algorithm>
#include <QAbstractButton>
#include <QLineEdit>
#include <QTest>

namespace hookwalk::test
{

template<typename Widget> Widget* part(const QWidget& whole, const char* name)
{
    return whole.findChild<Widget*>(QLatin1String(name));
}

// Where a check box has its box.
inline void press(QAbstractButton* button)
{
    QVERIFY(button);
    QTRY_VERIFY(button->isVisible()); // a layout shows what is new a moment later
    QTest::mouseClick(button, Qt::LeftButton, {}, {std::min(button->width() / 2, 8), button->height() / 2});
}

inline void type(QLineEdit& edit, const char* text)
{
    edit.selectAll();
    QTest::keyClicks(&edit, QLatin1String(text));
}

} // namespace hookwalk::test
