// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/natform.h"

#include "ui/dock/editrow.h"
#include "ui/dock/fieldchecks.h"

#include <QComboBox>
#include <QLineEdit>

namespace hookwalk::ui
{

NatForm::NatForm(ChangeStrip& strip, QWidget* parent)
    : ChangeForm(strip, parent)
    , m_subnet(new EditRow("natSubnet", tr("Packets from"), subnetProblem))
    , m_snat(new EditRow("natSource", tr("New source"),
                         [this](const QString& text) {
                             return isSnat() ? sourceProblem(text, m_subnet->value()) : QString();
                         }))
    , m_out(new EditRow("natOut", tr("Leaving by"),
                        [](const QString& text) { return sentenceOf(change::checkOut(text.toStdString())); }))
    , m_kind(new QComboBox)
{
    m_out->setHint(tr("A device; empty: any."));
    m_kind->setObjectName(QStringLiteral("natKind"));
    m_kind->setAccessibleName(tr("Kind of source NAT"));
    m_kind->addItem(tr("Masquerade"), static_cast<int>(change::SourceNat::Masquerade));
    m_kind->addItem(tr("SNAT"), static_cast<int>(change::SourceNat::Snat));
    m_kind->setItemData(0, tr("The device's own address becomes the source."), Qt::ToolTipRole);
    m_kind->setItemData(1, tr("The address below becomes the source."), Qt::ToolTipRole);
    addRow(m_subnet);
    addField(m_kind);
    addRow(m_snat);
    addRow(m_out);
    m_snat->hide();
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_snat->setVisible(isSnat());
        m_snat->checkAgain();
        refresh();
    });
    connect(m_subnet, &EditRow::edited, this, [this] { m_snat->checkAgain(); });
}

bool NatForm::isSnat() const
{
    return m_kind->currentData().toInt() == static_cast<int>(change::SourceNat::Snat);
}

void NatForm::suggest(const QString& subnet, const QString& out)
{
    m_subnet->show(subnet);
    m_out->show(out);
}

void NatForm::showInForce(const change::SetNat& nat)
{
    if (nat.kind == change::SourceNat::Off || isVisible())
        return; // what is being typed stays
    const bool wasSnat = nat.kind == change::SourceNat::Snat;
    m_kind->setCurrentIndex(wasSnat ? 1 : 0);
    m_subnet->setValue(toText(nat.subnet));
    m_snat->setValue(wasSnat ? QString::fromStdString(nat.source.toString()) : QString());
    m_out->setValue(QString::fromStdString(nat.out));
}

std::optional<change::SetNat> NatForm::change() const
{
    if (!isGood())
        return std::nullopt;
    change::SetNat nat;
    nat.kind = isSnat() ? change::SourceNat::Snat : change::SourceNat::Masquerade;
    nat.subnet = networkIn(m_subnet->value()).value_or(Network());
    nat.out = m_out->value().toStdString();
    if (isSnat())
        nat.source = IpAddress::parse(m_snat->value().toStdString()).value_or(IpAddress());
    return nat;
}

QString NatForm::subnet() const
{
    return m_subnet->value();
}

QString NatForm::out() const
{
    return m_out->value();
}

} // namespace hookwalk::ui
