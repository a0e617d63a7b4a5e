// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/chainmenu.h"

#include "ui/diagram/canvas.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <QMenu>
#include <QPixmap>

namespace hookwalk::ui
{

namespace
{

QIcon markOf(const std::function<void(QPainter&)>& paint, double ratio)
{
    QPixmap mark(QSize(16, 16) * ratio);
    mark.setDevicePixelRatio(ratio);
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    return mark;
}

QIcon classicMark(Chain chain, const Theme& theme, double ratio)
{
    return markOf(
        [&](QPainter& painter) {
            painter.setPen(QPen(theme.table(chain.table).ring, 1.25));
            painter.setBrush(theme.table(chain.table).fill);
            painter.drawRoundedRect(QRectF(3, 3, 10, 10), 2, 2);
        },
        ratio);
}

QIcon ownMark(const Theme& theme, double ratio)
{
    return markOf(
        [&](QPainter& painter) {
            painter.setPen(QPen(theme.text2, 1.25));
            painter.setBrush(theme.own.station);
            painter.drawRoundedRect(QRectF(3, 3, 10, 10), 2, 2);
            painter.setPen(QPen(theme.panel, 1.5));
            painter.drawLine(QPointF(5.5, 10.5), QPointF(10.5, 5.5));
        },
        ratio);
}

struct Row {
    std::pair<int, int> key;
    QString words, priority;
    QIcon icon;
    std::function<void()> choose;
};

} // namespace

void showChainMenu(Hook hook, const OwnPlaces& places, const Ruleset* ruleset, const Theme& theme,
                   const ChainChoice& choice, QWidget* widget, const QPoint& at)
{
    const double ratio = widget->devicePixelRatioF();
    std::vector<Row> rows;
    for (const Chain chain : allChains) {
        if (chain.hook != hook)
            continue;
        const int priority = ruleset ? ruleset->priorityAt(chain) : defaultPriority(chain);
        rows.push_back({{priority, 1},
                        QString::fromStdString(name(chain)),
                        priorityText(priority),
                        classicMark(chain, theme, ratio),
                        [choice, chain] { choice.classic(Stage::of(chain)); }});
    }
    for (const OwnChain& own : places.chains) {
        if (!stands(own, hook))
            continue;
        QString words = QString::fromStdString(own.base.table + ' ' + own.base.name);
        if (!own.wasMet)
            words = tr("%1 (not met)").arg(words);
        rows.push_back({{own.runsAt, own.isBehindClassic ? 2 : 0},
                        words,
                        priorityText(own, PriorityWords::Full),
                        ownMark(theme, ratio),
                        [choice, base = own.base] { choice.own(base); }});
    }
    std::ranges::stable_sort(rows, {}, &Row::key);
    auto* menu = new QMenu(widget);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(tr("%1, %n chain(s)", nullptr, static_cast<int>(rows.size()))
                         .arg(QString::fromUtf8(name(hook).data())));
    for (const Row& row : rows)
        QObject::connect(menu->addAction(row.icon, row.words + QLatin1Char('\t') + row.priority),
                         &QAction::triggered, menu, row.choose);
    menu->popup(widget->mapToGlobal(at));
}

} // namespace hookwalk::ui
