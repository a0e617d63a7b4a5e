// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/devicelist.h"

#include "ui/dock/devicerows.h"
#include "ui/dock/dockwidgets.h"

#include <algorithm>
#include <QPainter>
#include <QSignalBlocker>

namespace hookwalk::ui
{

namespace
{

constexpr int mostRows = 5, toneRole = Qt::UserRole, nameRole = Qt::UserRole + 1;

QIcon dot(const QColor& colour)
{
    QPixmap image(16, 16);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(8, 8), 4, 4);
    return QIcon(image);
}

} // namespace

DeviceList::DeviceList(const Appearance& appearance, QWidget* parent)
    : QListWidget(parent)
    , m_appearance(appearance)
{
    setObjectName(QStringLiteral("devices"));
    setAccessibleName(tr("Tun and tap devices"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item)
            Q_EMIT chosen(item->data(nameRole).toString());
    });
    connect(&appearance, &Appearance::changed, this, [this] {
        for (int row = 0; row < count(); ++row)
            tint(row);
    });
}

void DeviceList::show(const std::vector<protocol::Device>& devices, const QString& chosen)
{
    const QSignalBlocker blocker(this);
    const auto wanted = static_cast<int>(devices.size());
    while (count() > wanted)
        delete takeItem(count() - 1);
    while (count() < wanted)
        addItem(new QListWidgetItem);
    for (int i = 0; i < wanted; ++i) {
        const protocol::Device& device = devices[static_cast<std::size_t>(i)];
        const QString name = QString::fromStdString(device.name);
        const DeviceState state = stateOf(device);
        item(i)->setText(QStringLiteral("%1  %2").arg(name, state.word));
        item(i)->setToolTip(state.why);
        item(i)->setData(nameRole, name);
        if (item(i)->data(toneRole) != QVariant(static_cast<int>(state.tone))) {
            item(i)->setData(toneRole, static_cast<int>(state.tone));
            tint(i);
        }
        if (name == chosen)
            setCurrentRow(i);
    }
    setFixedHeight(std::min(wanted, mostRows) * rowHeight);
    setVisible(wanted > 1);
}

void DeviceList::tint(int row)
{
    const Theme& theme = m_appearance.theme();
    const auto tone = static_cast<Pill::Tone>(item(row)->data(toneRole).toInt());
    item(row)->setIcon(dot(tone == Pill::Tone::Good   ? theme.good
                           : tone == Pill::Tone::Hint ? theme.hint
                                                      : theme.text3));
}

} // namespace hookwalk::ui
