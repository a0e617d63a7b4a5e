// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's section about the end of a packet that stopped or was not answered: the reason, its code,
// and what the kernel said that proves it.
#pragma once

#include "traversal/traversal.h"
#include "ui/appearance.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace hookwalk::ui
{

class EndingSection : public QWidget
{
    Q_OBJECT

public:
    explicit EndingSection(const Appearance& appearance, QWidget* parent = nullptr);
    void showEnding(const Ending& ending);

private:
    void tint();

    const Appearance& m_appearance;
    QLabel *m_head, *m_code, *m_reason;
    QVBoxLayout* m_evidence;
    bool m_dropped = false;
    std::vector<QLabel*> m_said; // the evidence, each in a row of its own
};

} // namespace hookwalk::ui
