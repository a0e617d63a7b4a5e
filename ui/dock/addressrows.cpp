#include "ui/dock/addressrows.h"

#include "ui/dock/pieces.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"

#include <QFontMetrics>
#include <QHBoxLayout>

namespace hookwalk::ui
{

namespace
{
constexpr int rowHeight = 24, buttonWidth = 20, gap = 2, labelRoom = 50;
constexpr int addressRoom = dockWidth - 2 * dockMargin - buttonWidth - gap;
} // namespace

AddressRows::AddressRows(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void AddressRows::show(const QStringList& addresses)
{
    if (addresses == m_addresses && m_column->count() > 0)
        return; // the focus stays where it is
    m_addresses = addresses;
    while (QLayoutItem* old = m_column->takeAt(0)) {
        old->widget()->deleteLater(); // it may be the button whose click led here
        old->widget()->hide();
        delete old;
    }
    const QFontMetrics metrics(monoFont(12));
    const bool together =
        !addresses.isEmpty() && metrics.horizontalAdvance(addresses.first()) <= addressRoom - labelRoom;
    if (!together) // a line of its own for the label
        m_column->addWidget(row(tr("Address"), {}, addresses.isEmpty() ? tr("none") : QString()));
    for (const QString& address : addresses)
        m_column->addWidget(row(together && address == addresses.first() ? tr("Address") : QString(), address,
                                metrics.elidedText(address, Qt::ElideMiddle, addressRoom)));
}

QWidget* AddressRows::row(const QString& label, const QString& address, const QString& text)
{
    auto* made = new QWidget;
    made->setMinimumHeight(rowHeight);
    auto* line = new QHBoxLayout(made);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(gap);
    line->addWidget(new TintedLabel(m_appearance, &Theme::text3, textFont(12), label));
    line->addStretch(1);
    auto* value =
        new TintedLabel(m_appearance, &Theme::text, address.isEmpty() ? textFont(12) : monoFont(12), text);
    line->addWidget(value);
    if (address.isEmpty())
        return made;
    value->setToolTip(address);
    value->setAccessibleName(tr("Address %1").arg(address));
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* remove = new IconButton(m_appearance, QStringLiteral("close"), tr("Remove %1").arg(address));
    remove->setObjectName(QStringLiteral("remove ") + address);
    remove->setColour(&Theme::text3);
    remove->setIconSize(QSize(12, 12));
    remove->setStyleSheet(QStringLiteral("min-height: 0; min-width: 0; padding: 0"));
    remove->setFixedSize(buttonWidth, rowHeight);
    line->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this, address] { Q_EMIT removeAsked(address); });
    return made;
}

} // namespace hookwalk::ui
