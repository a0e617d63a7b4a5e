// SPDX-License-Identifier: GPL-3.0-or-later
// What can be chosen of a form: of what it is made, its colours, size and length. Boxes with one choice are not shown.
#pragma once

#include "ui/export/exportsource.h"

#include <QWidget>

class QComboBox;

namespace hookwalk::ui
{

class ExportOptions : public QWidget
{
    Q_OBJECT

public:
    explicit ExportOptions(QWidget* parent = nullptr);
    void offer(const ExportForm& form, const ExportSource& source); // emits nothing

    ExportOf subject() const;
    exports::Look documentLook() const;
    exports::Length length() const;
    Drawing applied(Drawing drawing) const; // in the colours and the size

Q_SIGNALS:
    void changed();

private:
    QComboBox *m_subject, *m_look, *m_scale, *m_length;
};

} // namespace hookwalk::ui
