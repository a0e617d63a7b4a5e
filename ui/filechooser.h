// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a file to open or to write. The folder is remembered between runs, the ending of a new file is right.
#pragma once

#include <QStringList>

class QWidget;

namespace hookwalk::ui
{

// filter as in QFileDialog: "PNG (*.png)". Empty: nothing was chosen.
QStringList filesToOpen(QWidget* parent, const QString& title, const QString& filter);
// suggestion: a name with its ending. A name that ends otherwise than the filter allows gets that ending behind it.
// `chosen`: gets the one of the filters that was chosen.
QString fileToSave(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter,
                   QString* chosen = nullptr);

} // namespace hookwalk::ui
