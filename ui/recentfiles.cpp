// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recentfiles.h"

#include "ui/filenames.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSettings>

namespace hookwalk::ui
{

namespace
{
const QString key = QStringLiteral("recentFiles");
constexpr qsizetype most = 8;
} // namespace

QList<QStringList> recentFiles()
{
    QList<QStringList> files;
    for (const QString& one : QSettings().value(key).toStringList()) {
        if (const auto locator = query::parseLocator(QFile::encodeName(one).toStdString()))
            files << filesOf(*locator);
    }
    return files;
}

void rememberFiles(const QStringList& paths)
{
    QStringList files = QSettings().value(key).toStringList();
    const QString whole = QFile::decodeName(query::toText(locatorOf(wholePaths(paths))).c_str());
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
