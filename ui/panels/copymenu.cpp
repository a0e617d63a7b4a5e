// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/copymenu.h"

#include "ui/theme/text.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTextDocumentFragment>

namespace hookwalk::ui
{

namespace
{

// As it is read: without marks, and without the places where a line may break. The name for screen readers is whole where
// the label is cut; it may also say what the text is of ("Address 192.0.2.1/24"), which is not copied.
QString plain(const QLabel& label)
{
    const QString shown = asRead(label.textFormat() == Qt::RichText
                                     ? QTextDocumentFragment::fromHtml(label.text()).toPlainText()
                                     : label.text());
    const QString name = asRead(label.accessibleName());
    return name.isEmpty() || name.contains(shown) ? shown : name;
}

class Selecting : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto& label = static_cast<QLabel&>(*watched);
        if (event->type() == QEvent::MouseButtonRelease && QGuiApplication::clipboard()->supportsSelection())
            QMetaObject::invokeMethod( // when the label has put there what it shows
                &label, [&label] { copySelected(label, QClipboard::Selection); }, Qt::QueuedConnection);
        return event->type() == QEvent::KeyPress &&
               static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy) &&
               copySelected(label, QClipboard::Clipboard);
    }

private:
    static bool copySelected(const QLabel& label, QClipboard::Mode to)
    {
        if (label.hasSelectedText())
            QGuiApplication::clipboard()->setText(asRead(label.selectedText()), to);
        return label.hasSelectedText();
    }
};

} // namespace

void offerCopy(QWidget& widget, const std::function<QString(const QPoint&)>& textAt)
{
    widget.setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(&widget, &QWidget::customContextMenuRequested, &widget,
                     [&widget, textAt](const QPoint& at) {
                         const QString text = textAt(at);
                         if (text.isEmpty())
                             return;
                         auto* menu = new QMenu(&widget);
                         menu->setObjectName(QStringLiteral("copyMenu"));
                         menu->setAttribute(Qt::WA_DeleteOnClose);
                         QObject::connect(menu->addAction(tr("Copy")), &QAction::triggered, menu,
                                          [text] { QGuiApplication::clipboard()->setText(text); });
                         menu->addActions(widget.actions()); // what else the window offers there
                         const auto* area = qobject_cast<const QAbstractScrollArea*>(&widget);
                         menu->popup((area ? area->viewport() : &widget)->mapToGlobal(at));
                     });
}

void offerCopy(QLabel& label)
{
    offerCopy(label, [&label](const QPoint&) {
        return label.hasSelectedText() ? asRead(label.selectedText()) : plain(label);
    });
}

void letSelect(QLabel& label, Qt::TextInteractionFlags how)
{
    label.setTextInteractionFlags(how);
    label.installEventFilter(new Selecting(&label));
}

void offerCopy(QPlainTextEdit& edit)
{
    offerCopy(edit, [&edit](const QPoint&) {
        const QString part = edit.textCursor().selection().toPlainText();
        return part.isEmpty() ? edit.toPlainText() : part;
    });
}

void offerCopy(QAbstractItemView& list, int role)
{
    offerCopy(list, [&list, role](const QPoint& at) {
        const QModelIndex index = list.indexAt(at);
        QStringList cells;
        for (int column = 0; index.isValid() && column < index.model()->columnCount(index.parent()); ++column)
            cells << index.siblingAtColumn(column).data(role).toString();
        cells.removeAll(QString());
        return cells.join(u'\t');
    });
}

} // namespace hookwalk::ui
