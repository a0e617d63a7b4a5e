// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filenames.h"

#include <QFile>
#include <QFileInfo>

namespace hookwalk::ui
{

QStringList filesOf(const query::Locator& locator)
{
    QStringList paths;
    for (const auto& file : locator.files())
        paths << QFile::decodeName(QByteArray::fromStdString(file));
    return paths;
}

query::Locator locatorOf(const QStringList& paths)
{
    query::Locator locator;
    locator.file = QFile::encodeName(paths.front()).toStdString();
    for (const QString& path : paths.sliced(1))
        locator.with.push_back(QFile::encodeName(path).toStdString());
    return locator;
}

QStringList wholePaths(const QStringList& paths)
{
    QStringList whole;
    for (const QString& path : paths)
        whole << QFileInfo(path).absoluteFilePath();
    return whole;
}

QString namesOf(const QStringList& paths)
{
    QStringList names;
    for (const QString& path : paths)
        names << QFileInfo(path).fileName();
    return names.join(QStringLiteral(" + "));
}

} // namespace hookwalk::ui
