// SPDX-License-Identifier: GPL-3.0-or-later
// What the place needs, and why something would not be seen: each with its state and what mends it.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/changestrip.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class DoctorRow;
class IconButton;
class PanelHead;

class DoctorPanel : public QWidget
{
    Q_OBJECT

public:
    DoctorPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent = nullptr);
    void showChecks(const std::vector<protocol::Check>& checks);
    QPushButton* summary() const { return m_summary; } // for the top of the dock: the worst, and the counts
    void showRestored(const std::vector<Sentences>& restored); // what is said of each thing

Q_SIGNALS:
    void refreshAsked();

private:
    DoctorRow* makeRow(const protocol::Check& check);
    void tint();

    const Appearance& m_appearance;
    ChangeStrip& m_strip;
    PanelHead* m_head;
    QPushButton* m_summary;
    IconButton* m_refresh;
    QVBoxLayout* m_rows;
    QLabel *m_restored, *m_nothing;
    std::vector<DoctorRow*> m_shown; // from above
    protocol::Health m_worst = protocol::Health::Good;
};

QString countsOf(const std::vector<protocol::Check>& checks); // "3 good, 1 hint", "1 bad, 2 hints"

} // namespace hookwalk::ui
