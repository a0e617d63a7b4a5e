// SPDX-License-Identifier: GPL-3.0-or-later
// Text for people, outside of classes that have a tr() of their own.
#pragma once

#include <cstdint>
#include <QCoreApplication>
#include <string>

namespace hookwalk::ui
{

// In the person's language. lupdate takes the namespace for a class, and says that it lacks Q_OBJECT.
inline QString tr(const char* text, const char* comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("hookwalk::ui", text, comment, count);
}

// What chooses the plural form of a large number: no language looks further than at its last six digits.
inline int formOf(std::uint64_t count)
{
    return static_cast<int>(count < 1'000'000 ? count : 1'000'000 + count % 1'000'000);
}

// "Routing\ndecision" in one line; Chinese has no blank there.
QString inOneLine(const QString& lines);

// Lines break neither within an option nor between it and its value ("-A FORWARD", "--dport 53"). To be shown, not copied.
QString withWholeOptions(const QString& text);
// Without what only says where lines may break.
QString asRead(QString shown);

inline QString qt(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace hookwalk::ui
