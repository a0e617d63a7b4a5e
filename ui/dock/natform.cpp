// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/natform.h"

#include "ui/dock/checkedline.h"
#include "ui/dock/fieldchecks.h"

#include <QComboBox>
#include <QLineEdit>

namespace hookwalk::ui
{

namespace
{

void fill(CheckedLine& line, const QString& text)
{
    if (line.text() != text && !line.edit().isModified())
        line.setText(text);
}

} // namespace

NatForm::NatForm(const Appearance& appearance, ChangeStrip& strip, QWidget* parent)
    : ChangeForm(strip, parent)
    , m_subnet(new CheckedLine(appearance, tr("Packets from"), subnetProblem))
    , m_snat(new CheckedLine(appearance, tr("New source"),
                             [this](const QString& text) {
                                 return isSnat() ? sourceProblem(text, m_subnet->text()) : QString();
                             }))
    , m_out(new CheckedLine(
          appearance, tr("Leaving by"),
          [](const QString& text) { return sentenceOf(change::checkOut(text.toStdString())); }))
    , m_kind(new QComboBox)
{
    m_subnet->edit().setObjectName(QStringLiteral("natSubnet"));
    m_snat->edit().setObjectName(QStringLiteral("natSource"));
    m_out->edit().setObjectName(QStringLiteral("natOut"));
    m_out->setHint(tr("A device; empty: any."));
    m_kind->setObjectName(QStringLiteral("natKind"));
    m_kind->setAccessibleName(tr("Kind of source NAT"));
    m_kind->addItem(tr("Masquerade"), static_cast<int>(change::SourceNat::Masquerade));
    m_kind->addItem(tr("SNAT"), static_cast<int>(change::SourceNat::Snat));
    m_kind->setItemData(0, tr("The device's own address becomes the source."), Qt::ToolTipRole);
    m_kind->setItemData(1, tr("The address below becomes the source."), Qt::ToolTipRole);
    addLine(m_subnet);
    addField(m_kind);
    addLine(m_snat);
    addLine(m_out);
    m_snat->hide();
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_snat->setVisible(isSnat());
        m_snat->checkAgain();
        refresh();
    });
    connect(m_subnet, &CheckedLine::edited, this, [this] { m_snat->checkAgain(); });
}

bool NatForm::isSnat() const
{
    return m_kind->currentData().toInt() == static_cast<int>(change::SourceNat::Snat);
}

void NatForm::suggest(const QString& subnet, const QString& out)
{
    fill(*m_subnet, subnet);
    fill(*m_out, out);
}

void NatForm::showInForce(const change::SetNat& nat)
{
    if (nat.kind == change::SourceNat::Off || isVisible())
        return; // what is being typed stays
    const bool wasSnat = nat.kind == change::SourceNat::Snat;
    m_kind->setCurrentIndex(wasSnat ? 1 : 0);
    m_subnet->setText(toText(nat.subnet));
    m_snat->setText(wasSnat ? QString::fromStdString(nat.source.toString()) : QString());
    m_out->setText(QString::fromStdString(nat.out));
}

std::optional<change::SetNat> NatForm::change() const
{
    if (!m_subnet->isGood() || !m_snat->isGood() || !m_out->isGood())
        return std::nullopt;
    change::SetNat nat;
    nat.kind = isSnat() ? change::SourceNat::Snat : change::SourceNat::Masquerade;
    nat.subnet = networkIn(m_subnet->text()).value_or(Network());
    nat.out = m_out->text().toStdString();
    if (isSnat())
        nat.source = IpAddress::parse(m_snat->text().toStdString()).value_or(IpAddress());
    return nat;
}

QString NatForm::subnet() const
{
    return m_subnet->text();
}

QString NatForm::out() const
{
    return m_out->text();
}

void NatForm::begin()
{
    m_subnet->edit().setFocus();
}

void NatForm::complain()
{
    for (CheckedLine* line : {m_subnet, m_snat, m_out})
        line->checkAgain(true);
}

} // namespace hookwalk::ui
