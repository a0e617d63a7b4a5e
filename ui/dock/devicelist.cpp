// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/devicelist.h"

#include "ui/dock/devicerows.h"
#include "ui/dock/dockwidgets.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/rowdelegate.h"

#include <algorithm>
#include <QFontMetricsF>
#include <QSignalBlocker>

namespace hookwalk::ui
{

namespace
{

constexpr int mostRows = 5, toneRole = Qt::UserRole, nameRole = Qt::UserRole + 1,
              stateRole = Qt::UserRole + 2;

// Names on the left, states in a column on the right.
void paintDevice(const PaintedRow& row)
{
    const Theme& theme = row.theme;
    const auto tone = static_cast<Pill::Tone>(row.index.data(toneRole).toInt());
    if (row.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        row.painter.setOpacity(row.state & QStyle::State_Selected ? 1 : 0.4);
        paintBand(row.painter, row.rect, theme);
        row.painter.setOpacity(1);
    }
    row.painter.setPen(Qt::NoPen);
    row.painter.setBrush(tone == Pill::Tone::Good   ? theme.good
                         : tone == Pill::Tone::Hint ? theme.hint
                                                    : theme.text3);
    row.painter.drawEllipse(QPointF(row.rect.left() + 12, row.rect.center().y() + 0.5), 4, 4);
    const QString state = row.index.data(stateRole).toString();
    const QFont font = textFont(12);
    const QRectF words = row.rect.adjusted(24, 0, -8, 0);
    const double stateWidth = QFontMetricsF(font).horizontalAdvance(state);
    row.text(words.adjusted(0, 0, -stateWidth - 8, 0), row.index.data(nameRole).toString(), font, theme.text);
    row.text(words, state, font, theme.text2, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

DeviceList::DeviceList(const Appearance& appearance, QWidget* parent)
    : QListWidget(parent)
{
    setObjectName(QStringLiteral("devices"));
    setAccessibleName(tr("Tun and tap devices"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item)
            Q_EMIT chosen(item->data(nameRole).toString());
    });
    setMouseTracking(true);
    setItemDelegate(new RowDelegate(appearance, {1, rowHeight}, paintDevice, this));
    offerCopy(*this, nameRole);
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
        item(i)->setToolTip(QStringLiteral("%1. %2").arg(name, state.why));
        item(i)->setData(nameRole, name);
        item(i)->setData(stateRole, state.word);
        item(i)->setData(toneRole, static_cast<int>(state.tone));
        if (name == chosen)
            setCurrentRow(i);
    }
    setFixedHeight(std::min(wanted, mostRows) * rowHeight);
    setVisible(wanted > 1);
}

} // namespace hookwalk::ui
