// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

namespace hookwalk::ui
{

namespace
{
const QString key = QStringLiteral("recentFiles");
constexpr qsizetype most = 8;
} // namespace

QStringList recentFiles()
{
    return QSettings().value(key).toStringList();
}

void rememberFile(const QString& path)
{
    QStringList files = recentFiles();
    const QString whole = QFileInfo(path).absoluteFilePath();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(key, files.mid(0, most));
}

} // namespace hookwalk::ui
