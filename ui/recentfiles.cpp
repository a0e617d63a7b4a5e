// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recentfiles.h"

#include <QCoreApplication>
#include <QDir>
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

QStringList exampleLogs()
{
    // Installed beside the program, or in the sources that it was built from.
    for (const char* folder : {"/../share/hookwalk/examples", "/../../../resources/examples"}) {
        const QDir examples(QCoreApplication::applicationDirPath() + QLatin1String(folder));
        QStringList paths;
        for (const auto& file : examples.entryInfoList({QStringLiteral("*.log")}, QDir::Files, QDir::Name))
            paths << file.canonicalFilePath();
        if (!paths.isEmpty())
            return paths;
    }
    return {};
}

} // namespace hookwalk::ui
