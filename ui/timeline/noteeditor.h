// SPDX-License-Identifier: GPL-3.0-or-later
// The note beside a flag.
#pragma once

#include "ui/flags.h"
#include "ui/panels/overlayeditor.h"

namespace hookwalk::ui
{

class NoteEditor : public OverlayEditor
{
    Q_OBJECT

public:
    NoteEditor(const Appearance& appearance, Flags& flags, QWidget* over);

    // title: where the flag stands, in words. x: of the flag, in pixels of what it lies over.
    void open(std::uint32_t record, const QString& title, double x);
    std::uint32_t record() const { return m_record; } // that it is open for, or was last

Q_SIGNALS:
    void removed(const hookwalk::Flag& flag);

private:
    void take() override;
    void remove();

    Flags& m_flags;
    std::uint32_t m_record = 0;
};

} // namespace hookwalk::ui
