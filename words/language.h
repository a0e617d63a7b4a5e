// SPDX-License-Identifier: GPL-3.0-or-later
// The language that people read. Translations (resources/translations/hookwalk_LANGUAGE.ts) are in the programs;
// what has none is English.
#pragma once

#include "model/result.h"

#include <QStringList>

namespace hookwalk::words
{

// Those that are in the program, as in "de" or "pt_BR".
QStringList languages();
QString nameOf(const QString& language); // in itself: "English", "简体中文"
QString spoken();                        // one of languages(), or the .qm file; "": nothing was spoken yet

// The value of --lang in a command line; "" where there is none. For a program that reads its options when it can
// already say what is wrong with them in the person's language.
QString languageIn(const QStringList& arguments);

// Installs the translators in the place of those before; needs a QCoreApplication. wanted: "de", "pt_BR", a .qm file, or "" for what the machine is
// set to (LANGUAGE, LC_ALL, LC_MESSAGES, LANG). Fails only where a language was named and is not there.
Result<void> speak(const QString& wanted);

} // namespace hookwalk::words
