// The logs opened lately, remembered between runs.
#pragma once

#include <QStringList>

namespace hookwalk::ui
{

QStringList recentFiles();
void rememberFile(const QString& path);

} // namespace hookwalk::ui
