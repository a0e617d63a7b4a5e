// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/noteeditor.h"

#include <QLineEdit>

namespace hookwalk::ui
{

NoteEditor::NoteEditor(const Appearance& appearance, Flags& flags, QWidget* over)
    : OverlayEditor(appearance, tr("Note"), over)
    , m_flags(flags)
{
    setObjectName(QStringLiteral("noteEditor"));
    line().setObjectName(QStringLiteral("note"));
    line().setMaxLength(longestNote);
    addButton(tr("Keep (Enter)"), [this] { take(); });
    addButton(tr("Back (Esc)"), [this] { leave(); });
    addStretch();
    addButton(tr("Remove flag"), [this] { remove(); });
}

void NoteEditor::open(std::uint32_t record, const QString& title, double x)
{
    m_record = record;
    const Flag* flag = m_flags.at(record);
    OverlayEditor::open(title, flag ? QString::fromStdString(flag->note) : QString(), x);
}

void NoteEditor::take()
{
    m_flags.set(m_record, line().text().toStdString());
    leave();
}

void NoteEditor::remove()
{
    if (const Flag* flag = m_flags.at(m_record)) {
        const Flag gone = *flag;
        m_flags.remove(m_record);
        Q_EMIT removed(gone);
    }
    leave();
}

} // namespace hookwalk::ui
