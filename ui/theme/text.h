// SPDX-License-Identifier: GPL-3.0-or-later
// Text for people, outside of classes that have a tr() of their own.
#pragma once

#include <QCoreApplication>
#include <string>

namespace hookwalk::ui
{

// The text in the person's language.
inline QString tr(const char* text)
{
    return QCoreApplication::translate("hookwalk::ui", text);
}

inline QString qt(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace hookwalk::ui
