// SPDX-License-Identifier: GPL-3.0-or-later
// A row of buttons of which one is chosen, drawn as one control.
#pragma once

#include "ui/appearance.h"

#include <QFrame>

class QButtonGroup;

namespace hookwalk::ui
{

class Segments : public QFrame
{
    Q_OBJECT

public:
    Segments(const Appearance& appearance, int height, QWidget* parent = nullptr);
    void add(int id, const QString& text, const QString& tip, const QString& name);
    int chosen() const;
    void choose(int id); // emits nothing

Q_SIGNALS:
    void clicked(int id);

private:
    void tint();

    const Appearance& m_appearance;
    QButtonGroup* m_group;
};

} // namespace hookwalk::ui
