// SPDX-License-Identifier: GPL-3.0-or-later
// The logs opened lately, remembered between runs, and those that come with the program.
#pragma once

#include <QStringList>

namespace hookwalk::ui
{

QStringList recentFiles();
void rememberFile(const QString& path);
QStringList exampleLogs(); // whole paths; empty where none are installed

} // namespace hookwalk::ui
