// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/factrows.h"

#include "ui/dock/dockwidgets.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/tintedlabel.h"

#include <QGridLayout>

namespace hookwalk::ui
{

FactRows::FactRows(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setColumnStretch(1, 1);
}

void FactRows::show(const QVector<DeviceRow>& rows)
{
    while (m_rows.size() < rows.size()) {
        const int line = static_cast<int>(m_rows.size());
        auto* label = new TintedLabel(&Theme::text3, textFont(12));
        auto* value = new TintedLabel(&Theme::text, textFont(12));
        label->setMinimumHeight(rowHeight);
        value->setMinimumWidth(1); // a long name does not widen the dock
        letSelect(*value);
        m_grid->addWidget(label, line, 0);
        m_grid->addWidget(value, line, 1, Qt::AlignRight | Qt::AlignVCenter);
        m_rows << Pair{label, value};
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const bool used = i < rows.size();
        m_rows[i].label->setVisible(used);
        m_rows[i].value->setVisible(used);
        if (!used)
            continue;
        m_rows[i].label->setText(rows[i].label);
        m_rows[i].value->setText(rows[i].value);
        m_rows[i].value->setAccessibleName(QStringLiteral("%1: %2").arg(rows[i].label, rows[i].value));
        m_rows[i].label->setToolTip(rows[i].tip);
        m_rows[i].value->setToolTip(rows[i].tip);
    }
}

QString FactRows::value(const QString& label) const
{
    for (const Pair& row : m_rows) {
        if (row.label->text() == label && !row.label->isHidden())
            return row.value->text();
    }
    return {};
}

} // namespace hookwalk::ui
