// SPDX-License-Identifier: GPL-3.0-or-later
// The logs opened lately, remembered between runs, and those that come with the program.
#pragma once

#include <QStringList>

namespace hookwalk::ui
{

QList<QStringList> recentFiles(); // the latest first; of each the files that were read together
void rememberFiles(const QStringList& paths);
QStringList exampleLogs(); // whole paths; empty where none are installed

} // namespace hookwalk::ui
