// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/addressrows.h"

#include "ui/dock/dockwidgets.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"

#include <algorithm>
#include <QApplication>
#include <QFontMetrics>
#include <QHBoxLayout>

namespace hookwalk::ui
{

namespace
{
constexpr int buttonWidth = 20, gap = 2, labelRoom = 50;
constexpr int addressRoom = dockWidth - 2 * dockMargin - buttonWidth - gap;
} // namespace

AddressRows::AddressRows(const Appearance& appearance, ChangeStrip& strip, Removal removal, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_strip(strip)
    , m_removal(std::move(removal))
    , m_head(makeRow({}))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_head.whole);
    m_head.label->setText(tr("Address"));
    m_head.value->setText(tr("none"));
}

void AddressRows::show(const QStringList& addresses)
{
    if (addresses == m_addresses)
        return;
    const QStringList before = std::exchange(m_addresses, addresses);
    for (const QString& address : before) {
        if (!addresses.contains(address))
            drop(address);
    }
    const QFontMetrics metrics(monoFont(12));
    const bool together =
        !addresses.isEmpty() && metrics.horizontalAdvance(addresses.first()) <= addressRoom - labelRoom;
    m_head.whole->setVisible(!together);
    m_head.value->setVisible(addresses.isEmpty());
    for (qsizetype i = 0; i < addresses.size(); ++i) {
        const QString& address = addresses[i];
        if (!m_rows.contains(address))
            m_rows.insert(address, makeRow(address));
        const Row& row = m_rows[address];
        row.label->setText(together && i == 0 ? tr("Address") : QString());
        row.value->setText(metrics.elidedText(address, Qt::ElideMiddle, addressRoom));
        m_column->insertWidget(static_cast<int>(i) + 1, row.whole);
    }
}

// The focus goes to a neighbour, wherever the removal was asked for.
void AddressRows::drop(const QString& address)
{
    const Row row = m_rows.take(address);
    const bool isHere = row.remove->hasFocus() ||
                        (m_strip.isAbout(row.remove) && m_strip.isAncestorOf(QApplication::focusWidget()));
    if (isHere) {
        if (const auto next = m_rows.lowerBound(address); next != m_rows.end())
            next->remove->setFocus();
        else if (!m_rows.isEmpty())
            m_rows.last().remove->setFocus();
        else if (QWidget* after = row.remove->nextInFocusChain())
            after->setFocus();
    }
    row.whole->hide();
    row.whole->deleteLater(); // it may be the button whose click led here
}

AddressRows::Row AddressRows::makeRow(const QString& address)
{
    Row row{new QWidget, new TintedLabel(&Theme::text3, textFont(12)),
            new TintedLabel(&Theme::text, address.isEmpty() ? textFont(12) : monoFont(12)), nullptr};
    row.whole->setMinimumHeight(rowHeight);
    auto* line = new QHBoxLayout(row.whole);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(gap);
    line->addWidget(row.label);
    line->addStretch(1);
    line->addWidget(row.value);
    if (address.isEmpty())
        return row;
    row.value->setToolTip(address);
    row.value->setAccessibleName(tr("Address %1").arg(address));
    letSelect(*row.value);
    row.remove = smallButton(m_appearance, QStringLiteral("close"), tr("Remove %1").arg(address));
    row.remove->setObjectName(QStringLiteral("remove ") + address);
    row.remove->setColour(&Theme::text3);
    row.remove->setFixedSize(buttonWidth, rowHeight);
    line->addWidget(row.remove);
    const auto removal = [this, address] { return m_removal(address); };
    m_strip.watch(row.remove, removal);
    connect(row.remove, &QToolButton::clicked, this,
            [this, removal, button = row.remove] { m_strip.make(button, removal); });
    return row;
}

} // namespace hookwalk::ui
