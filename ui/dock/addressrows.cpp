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
constexpr int rowHeight = 24, labelRoom = 56;
constexpr int addressRoom = dockWidth - 2 * dockMargin - rowHeight - 4;
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
    if (addresses.isEmpty())
        m_column->addWidget(row(tr("Address"), {}));
    for (const QString& address : addresses)
        m_column->addWidget(row(address == addresses.first() ? tr("Address") : QString(), address));
}

QWidget* AddressRows::row(const QString& label, const QString& address)
{
    auto* made = new QWidget;
    made->setMinimumHeight(rowHeight);
    auto* line = new QHBoxLayout(made);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    if (address.isEmpty()) {
        line->addWidget(new TintedLabel(m_appearance, &Theme::text3, textFont(12), label));
        line->addStretch(1);
        line->addWidget(new TintedLabel(m_appearance, &Theme::text, textFont(12), tr("none")));
        return made;
    }
    auto* value = new TintedLabel(m_appearance, &Theme::text, monoFont(12));
    const QFontMetrics metrics(value->font());
    const bool alone = metrics.horizontalAdvance(address) > addressRoom - labelRoom;
    value->setText(metrics.elidedText(address, Qt::ElideMiddle, addressRoom));
    value->setToolTip(address);
    value->setAccessibleName(tr("Address %1").arg(address));
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!alone)
        line->addWidget(new TintedLabel(m_appearance, &Theme::text3, textFont(12), label));
    line->addStretch(1);
    line->addWidget(value);
    auto* remove = new IconButton(m_appearance, QStringLiteral("close"), tr("Remove %1").arg(address));
    remove->setObjectName(QStringLiteral("remove ") + address);
    remove->setColour(&Theme::text3);
    remove->setIconSize(QSize(12, 12));
    remove->setStyleSheet(QStringLiteral("min-height: 0; min-width: 0; padding: 0"));
    remove->setFixedSize(rowHeight, rowHeight);
    line->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this, address] { Q_EMIT removeAsked(address); });
    return made;
}

} // namespace hookwalk::ui
