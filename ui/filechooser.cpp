// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filechooser.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QSettings>

namespace hookwalk::ui
{

namespace
{

const QString folderKey = QStringLiteral("folder");

QString folder()
{
    return QSettings().value(folderKey).toString();
}

QString remembered(const QString& path)
{
    if (!path.isEmpty())
        QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
    return path;
}

// Hands over what the dialog gives, with the ending: it asks before it writes over a file of that name.
class SaveDialog : public QFileDialog
{
public:
    using QFileDialog::QFileDialog;

    void accept() override
    {
        if (auto* name = findChild<QLineEdit*>(); name && chosen() != selectedFiles().value(0))
            name->setText(chosen());
        QFileDialog::accept();
    }

    QString chosen() const
    {
        const QString path = selectedFiles().value(0);
        const QString patterns = selectedNameFilter().section(QLatin1Char('('), -1).chopped(1);
        const bool fits = QDir::match(patterns.split(QLatin1Char(' ')), QFileInfo(path).fileName());
        return fits || path.isEmpty() || QDir(path).exists() ? path
                                                             : path + QLatin1Char('.') + defaultSuffix();
    }
};

} // namespace

QString fileToOpen(QWidget* parent, const QString& title, const QString& filter)
{
    return remembered(QFileDialog::getOpenFileName(parent, title, folder(), filter));
}

QString fileToSave(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter)
{
    SaveDialog dialog(parent, title, folder(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QFileInfo(suggestion).suffix());
    dialog.selectFile(suggestion);
    return remembered(dialog.exec() == QDialog::Accepted ? dialog.chosen() : QString());
}

} // namespace hookwalk::ui
