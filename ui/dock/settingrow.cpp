// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/settingrow.h"

#include "ui/dock/dockwidgets.h"
#include "ui/panels/tintedlabel.h"

#include <QGridLayout>

namespace hookwalk::ui
{

SettingRow::SettingRow(const Appearance& appearance, const QString& title, QWidget* control, QWidget* parent)
    : QWidget(parent)
    , m_title(new TintedLabel(appearance, &Theme::text, textFont(12.5, QFont::Medium), title))
    , m_hint(sentenceLabel(appearance, &Theme::text3))
    , m_control(control)
{
    m_title->setBuddy(control);
    m_title->setWordWrap(true);
    m_title->setMinimumWidth(1);                            // a long device name does not widen the dock
    m_hint->setTextInteractionFlags(Qt::NoTextInteraction); // its signs are broken: see breakable()
    control->setAccessibleName(title);
    setFocusProxy(control);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(control, 0, 1, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_hint, 1, 0, 1, 2);
}

void SettingRow::setTitle(const QString& title)
{
    m_title->setText(title);
    m_control->setAccessibleName(title);
}

void SettingRow::setHint(const QString& hint)
{
    if (std::exchange(m_hintText, hint) == hint)
        return;
    setSentence(*m_hint, breakable(hint));
    m_hint->setAccessibleName(hint);
    m_control->setAccessibleDescription(hint);
}

} // namespace hookwalk::ui
