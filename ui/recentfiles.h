// SPDX-License-Identifier: GPL-3.0-or-later
// The logs opened lately, remembered between runs.
#pragma once

#include <QStringList>

namespace hookwalk::ui
{

QStringList recentFiles();
void rememberFile(const QString& path);

} // namespace hookwalk::ui
