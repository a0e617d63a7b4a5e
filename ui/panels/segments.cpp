// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/segments.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace hookwalk::ui
{

Segments::Segments(const Appearance& appearance, int height, QWidget* parent)
    : QFrame(parent)
    , m_appearance(appearance)
    , m_group(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("segments"));
    setFixedHeight(height);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::clicked);
    connect(&appearance, &Appearance::changed, this, &Segments::tint);
    tint();
}

void Segments::add(int id, const QString& text, const QString& tip, const QString& name)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tip);
    m_group->addButton(button, id);
    layout()->addWidget(button);
}

int Segments::chosen() const
{
    return m_group->checkedId();
}

void Segments::choose(int id)
{
    m_group->button(id)->setChecked(true);
}

void Segments::tint()
{
    const Theme& theme = m_appearance.theme();
    setStyleSheet(
        QStringLiteral("#segments { border: 1px solid %1; border-radius: 6px; background: %2 }"
                       "QPushButton { border: none; border-radius: 5px; padding: 0 10px; min-height: %7px;"
                       " background: transparent; color: %3 }"
                       "QPushButton:hover { color: %4 }"
                       "QPushButton:checked { background: %5; color: %6; font-weight: 600 }")
            .arg(theme.border.name(), theme.panel.name(), theme.text2.name(), theme.text.name(),
                 theme.buttonFill.name(), theme.onButton.name())
            .arg(height() - 2));
}

} // namespace hookwalk::ui
