// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/viewtools.h"

#include "ui/keys/commands.h"
#include "ui/theme/icons.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

ViewTools::ViewTools(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("viewTools"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    connect(add(QStringLiteral("fit"), withKeys(tr("Show the whole diagram"), Command::Fit)),
            &QToolButton::clicked, this, &ViewTools::fitWanted);
    connect(add(QStringLiteral("plus"), withKeys(tr("Closer"), Command::ZoomIn)), &QToolButton::clicked, this,
            &ViewTools::zoomInWanted);
    connect(add(QStringLiteral("minus"), withKeys(tr("Farther"), Command::ZoomOut)), &QToolButton::clicked,
            this, &ViewTools::zoomOutWanted);
    m_chains = add(QStringLiteral("chains"), {});
    m_chains->setCheckable(true);
    connect(m_chains, &QToolButton::clicked, this, &ViewTools::allChainsToggled);
    m_legend = add(QStringLiteral("legend"), tr("Legend"));
    m_legend->setCheckable(true);
    connect(m_legend, &QToolButton::clicked, this, &ViewTools::legendToggled);
    setLook(Look::Dark);
    setOwnChains(0);
}

QToolButton* ViewTools::add(const QString& iconName, const QString& toolTip)
{
    auto* button = new QToolButton(this);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setIconSize({16, 16});
    button->setFixedSize(32, 32);
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::ArrowCursor);
    layout()->addWidget(button);
    m_buttons.push_back({button, iconName});
    return button;
}

void ViewTools::setLook(Look look)
{
    const Theme& theme = Theme::of(look);
    for (const Button& item : m_buttons)
        item.button->setIcon(icon(item.icon, theme.text2, theme.accent));
}

void ViewTools::setOwnChains(int count)
{
    const QString words =
        tr("Show all %n own chain(s) of the ruleset, not only those that packets met", nullptr, count);
    m_chains->setToolTip(words);
    m_chains->setAccessibleName(words);
    m_chains->setVisible(count > 0);
    setFixedSize(32, count > 0 ? 160 : 128);
}

void ViewTools::setLegendShown(bool shown)
{
    m_legend->setChecked(shown);
}

} // namespace hookwalk::ui
