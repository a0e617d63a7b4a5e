// SPDX-License-Identifier: GPL-3.0-or-later
// The probe panel's fields, as they are kept under a name.
#include "ui/panels/probepanel.h"
#include "ui/panels/rawfield.h"
#include "ui/panels/segments.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>

namespace hookwalk::ui
{

// By the editors' own names, which so stay what they are.
QJsonObject ProbePanel::fields() const
{
    QJsonObject all{{QStringLiteral("kind"), m_protocol->chosen()},
                    {QStringLiteral("protocol"), static_cast<int>(m_crafted)},
                    {m_from->objectName(), static_cast<int>(from())},
                    {QStringLiteral("device"), device()},
                    {m_timeout->objectName(), m_timeout->value()}};
    for (const QSpinBox* box : {m_port, m_payload, m_fragments, m_id})
        all[box->objectName()] = box->value();
    for (const QComboBox* box : {m_checksum, m_tcp})
        all[box->objectName()] = box->currentIndex();
    for (const QCheckBox* box : {m_newConnection, m_dontFragment})
        all[box->objectName()] = box->isChecked();
    if (isRaw())
        all[QStringLiteral("raw")] = m_raw->text();
    return all;
}

void ProbePanel::setFields(const QJsonObject& fields)
{
    {
        const QSignalBlocker quiet(this); // one change
        const int most = static_cast<int>(wire::ProbeProtocol::Tcp);
        m_crafted = static_cast<wire::ProbeProtocol>(
            std::clamp(fields[QStringLiteral("protocol")].toInt(static_cast<int>(m_crafted)), 0, most));
        m_protocol->choose(std::clamp(fields[QStringLiteral("kind")].toInt(m_protocol->chosen()), 0, rawId));
        showProtocol();
        m_from->setCurrentIndex(0);
        for (int row = 0; row < m_from->count(); ++row) {
            if (m_from->itemData(row).toInt() == fields[m_from->objectName()].toInt() &&
                m_from->itemData(row, deviceRole).toString() == fields[QStringLiteral("device")].toString())
                m_from->setCurrentIndex(row);
        }
        m_timeout->setValue(fields[m_timeout->objectName()].toDouble(m_timeout->value()));
        for (QSpinBox* box : {m_port, m_fragments, m_payload, m_id})
            box->setValue(fields[box->objectName()].toInt(box->value()));
        for (QComboBox* box : {m_checksum, m_tcp})
            box->setCurrentIndex(
                std::clamp(fields[box->objectName()].toInt(box->currentIndex()), 0, box->count() - 1));
        for (QCheckBox* box : {m_newConnection, m_dontFragment})
            box->setChecked(fields[box->objectName()].toBool(box->isChecked()));
        if (const auto raw = fields[QStringLiteral("raw")]; raw.isString())
            m_raw->setText(raw.toString());
    }
    Q_EMIT changed();
}

} // namespace hookwalk::ui
