// SPDX-License-Identifier: GPL-3.0-or-later
// The small column of buttons over the diagram: fit, closer, farther, legend.
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <vector>

class QToolButton;

namespace hookwalk::ui
{

class ViewTools : public QFrame
{
    Q_OBJECT

public:
    explicit ViewTools(QWidget* parent = nullptr);

    void setLook(Look look);
    void setLegendShown(bool shown);
    void setOwnChains(int count); // in the ruleset; with none there is no button for them

Q_SIGNALS:
    void fitWanted();
    void zoomInWanted();
    void zoomOutWanted();
    void legendToggled(bool shown);
    void allChainsToggled(bool shown);

private:
    QToolButton* add(const QString& icon, const QString& toolTip);

    struct Button {
        QToolButton* button;
        QString icon;
    };
    std::vector<Button> m_buttons;
    QToolButton *m_legend = nullptr, *m_chains = nullptr;
};

} // namespace hookwalk::ui
