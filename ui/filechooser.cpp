// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filechooser.h"

#include <algorithm>
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

QStringList patternsOf(const QString& filter)
{
    return filter.section(QLatin1Char('('), -1).chopped(1).split(QLatin1Char(' '));
}

// Hands over what the dialog gives, with an ending that one of the filters allows: it asks before it writes over a file
// of that name.
class SaveDialog : public QFileDialog
{
public:
    // `usual`: the ending where the filter that is chosen has none of its own.
    SaveDialog(QWidget* parent, const QString& title, const QString& filter, const QString& usual)
        : QFileDialog(parent, title, folder(), filter)
        , m_usual(usual)
    {
        setAcceptMode(AcceptSave);
        // Another format is another ending.
        connect(this, &QFileDialog::filterSelected, this, [this] {
            const QFileInfo file(selectedFiles().value(0));
            if (isAllowed(file.filePath()) && !isOf(selectedNameFilter(), file.filePath()))
                selectFile(file.completeBaseName() + ending());
        });
    }

    void accept() override
    {
        if (auto* name = findChild<QLineEdit*>(); name && chosen() != selectedFiles().value(0))
            name->setText(chosen());
        QFileDialog::accept();
    }

    QString chosen() const
    {
        const QString path = selectedFiles().value(0);
        return path.isEmpty() || isAllowed(path) || QDir(path).exists() ? path : path + ending();
    }

private:
    QString ending() const
    {
        const QStringList patterns = patternsOf(selectedNameFilter()); // "*.png", "*"
        return patterns.contains(QStringLiteral("*.") + m_usual) || patterns.first() == QStringLiteral("*")
                   ? u'.' + m_usual
                   : patterns.first().mid(1);
    }
    static bool isOf(const QString& filter, const QString& path)
    {
        return QDir::match(patternsOf(filter), QFileInfo(path).fileName());
    }
    bool isAllowed(const QString& path) const
    {
        const QStringList filters = nameFilters();
        return std::ranges::any_of(filters, [&](const QString& filter) {
            return !patternsOf(filter).contains(QStringLiteral("*")) && isOf(filter, path);
        });
    }

    const QString m_usual;
};

} // namespace

QStringList filesToOpen(QWidget* parent, const QString& title, const QString& filter)
{
    QStringList paths = QFileDialog::getOpenFileNames(parent, title, folder(), filter);
    remembered(paths.value(0));
    return paths;
}

QString fileToSave(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter,
                   QString* chosen)
{
    SaveDialog dialog(parent, title, filter, QFileInfo(suggestion).suffix());
    dialog.selectFile(suggestion);
    dialog.resize(760, 480);
    const bool accepted = dialog.exec() == QDialog::Accepted;
    if (chosen != nullptr)
        *chosen = dialog.selectedNameFilter();
    return remembered(accepted ? dialog.chosen() : QString());
}

} // namespace hookwalk::ui
