// SPDX-License-Identifier: GPL-3.0-or-later
// A translation of all that lupdate finds: what it says stands in brackets and is 40 % longer. So what shows no brackets
// cannot be translated, and what is too narrow for it is too narrow for German.
#pragma once

#include <QString>
#include <QStringList>

namespace hookwalk::test
{

// "Dropped in %1" becomes "«Dropped in »%1«~~~»". Placeholders, tags and name filters stand outside, so what is put in
// for them has to have brackets of its own.
QString pseudo(const QString& english);

// What is not in brackets, of plain or rich text. Where text was cut, a bracket is missing behind or before its "…".
QString outsideBrackets(QString text);

// The words of it that are neither in brackets nor the same in every language: kernel words, devices, numbers, units.
QStringList untranslatedIn(const QString& text);

struct PseudoLocale {
    QString file;         // .qm; "" where it could not be made
    QStringList warnings; // lupdate's
};

// Made once, of the sources as they are now, by lupdate and lrelease.
const PseudoLocale& pseudoLocale();

// lupdate with what CMakeLists.txt gives it, and more arguments. What it said.
QString runLupdate(const QStringList& more);

} // namespace hookwalk::test
