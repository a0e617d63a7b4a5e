// SPDX-License-Identifier: GPL-3.0-or-later
// What keys are called in menus and tooltips.
#include "ui/keys/commands.h"
#include "ui/theme/text.h"

namespace hookwalk::ui
{

namespace
{

QString nameOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QStringLiteral("←");
    case Qt::Key_Right:
        return QStringLiteral("→");
    case Qt::Key_Up:
        return QStringLiteral("↑");
    case Qt::Key_Down:
        return QStringLiteral("↓");
    case Qt::Key_Minus:
        return QStringLiteral("−");
    case Qt::Key_Equal: // the same key without Shift
        return QStringLiteral("+");
    case Qt::Key_Space:
        return tr("Space");
    case Qt::Key_Home:
        return tr("Home");
    case Qt::Key_End:
        return tr("End");
    case Qt::Key_PageUp:
        return tr("Page Up");
    case Qt::Key_PageDown:
        return tr("Page Down");
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return tr("Enter");
    case Qt::Key_Escape:
        return tr("Esc");
    case Qt::Key_Delete:
        return tr("Delete");
    default:
        break;
    }
    return key >= Qt::Key_F1 && key <= Qt::Key_F35 ? QStringLiteral("F%1").arg(key - Qt::Key_F1 + 1)
                                                   : QString(QChar(key));
}

} // namespace

QString keyText(QKeyCombination key)
{
    QString text;
    if (key.keyboardModifiers() & Qt::ControlModifier)
        text += tr("Ctrl") + u'+';
    if (key.keyboardModifiers() & Qt::ShiftModifier)
        text += tr("Shift") + u'+';
    return text + nameOf(key.key());
}

QString keysText(Command command)
{
    QStringList all;
    for (const KeyBinding& one : infoOf(command).keys) {
        if (const QString text = keyText(one.key); one.reach != Reach::Projector && !all.contains(text))
            all << text;
    }
    return all.join(QStringLiteral(", "));
}

QString withKeys(const QString& tip, Command command)
{
    return tr("%1 (%2)", "what a button does, and its keys").arg(tip, keysText(command));
}

} // namespace hookwalk::ui
