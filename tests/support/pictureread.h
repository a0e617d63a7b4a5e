// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a picture, as a program of others reads them.
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace hookwalk::test
{

// Of an SVG with its title and description, or of a PDF, as the ending of the name says.
inline QString wordsIn(const QByteArray& bytes, const QString& name)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    file.close();
    QProcess reader;
    if (name.endsWith(QStringLiteral(".pdf")))
        reader.start(QStringLiteral("pdftotext"), {file.fileName(), QStringLiteral("-")});
    else
        reader.start(QStringLiteral("xmllint"),
                     {QStringLiteral("--xpath"),
                      QStringLiteral("//*[local-name()='text']/text()|//*[local-name()='title']|"
                                     "//*[local-name()='desc']"),
                      file.fileName()});
    return reader.waitForFinished() ? QString::fromUtf8(reader.readAllStandardOutput()) : QString();
}

} // namespace hookwalk::test
