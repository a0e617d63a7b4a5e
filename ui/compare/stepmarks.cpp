// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/stepmarks.h"

#include "traversal/ownchains.h"
#include "ui/panels/paint.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/text.h"
#include "ui/timeline/pathmarks.h"
#include "words/steps.h"
#include "words/times.h"

#include <cmath>

namespace hookwalk::ui
{

namespace
{

bool isAtChain(const Stop& stop)
{
    return stop.stage.kind == StageKind::Chain || stop.stage.kind == StageKind::BaseChain;
}

void paintInferredMark(QPainter& painter, QPointF at, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawRect(QRectF(at - QPointF(6, 6), QSizeF(12, 12)));
    painter.setPen(QPen(theme.text2, 1.5));
    for (const qreal x : {-1.0, 1.0}) {
        for (const qreal y : {-1.0, 1.0}) {
            const QPointF corner = at + QPointF(x * 5, y * 5);
            painter.drawLine(corner, corner - QPointF(x * 3, 0));
            painter.drawLine(corner, corner - QPointF(0, y * 3));
        }
    }
}

bool endsDropped(const Compared& compared, Side side, int step)
{
    return compared.endsAt(side, step) && isDrop(markOf(compared.walk(side).ending));
}

} // namespace

void paintStepMark(QPainter& painter, const Compared& compared, Side side, int step, QPointF at,
                   const Theme& theme)
{
    const Stop* stop = compared.stop(side, step);
    if (!stop)
        return;
    if (endsDropped(compared, side, step))
        return paintEndingMark(painter, markOf(compared.walk(side).ending), at, 8, theme, theme.panel);
    const bool isEnd = step == compared.firstStep(side) || step == compared.lastStep(side);
    if (stop->kind == StopKind::Inferred && !wasReported(*stop) && !isEnd)
        return paintInferredMark(painter, at, theme);
    painter.setPen(QPen(ringOf(stop->stage, theme), 1.5));
    painter.setBrush(isAtChain(*stop) ? fillOf(stop->stage, theme) : theme.panel);
    painter.drawEllipse(at, isAtChain(*stop) ? 6 : 5, isAtChain(*stop) ? 6 : 5);
}

void paintLaneStep(QPainter& painter, const Compared& compared, Side side, int step, QPointF at,
                   const Theme& theme)
{
    const Stop* stop = compared.stop(side, step);
    if (!stop)
        return;
    if (endsDropped(compared, side, step))
        return paintEndingMark(painter, markOf(compared.walk(side).ending), at, 8, theme, theme.panel);
    const bool isEnd = step == compared.firstStep(side) || step == compared.lastStep(side);
    if (isAtChain(*stop) || !isEnd)
        return paintLaneMark(painter, stop->stage, wasReported(*stop) ? StopKind::Observed : stop->kind, at,
                             theme);
    painter.setPen(QPen(theme.text2, 1.25));
    painter.setBrush(theme.panel);
    painter.drawEllipse(at, 4, 4);
}

bool areMicroseconds(const Compared& compared)
{
    constexpr double millisecond = 1000;
    for (const Side side : {Side::A, Side::B}) {
        for (const Stop& stop : compared.walk(side).stops) {
            if (stop.toldUs && std::abs(*stop.toldUs) >= millisecond)
                return false;
        }
    }
    return true;
}

QString timeAt(const Compared& compared, Side side, int step)
{
    const Stop* stop = compared.stop(side, step);
    if (!stop)
        return compared.step(step).isUnknown ? QStringLiteral("?") : QStringLiteral("–");
    if (stop->toldUs)
        return areMicroseconds(compared) ? QStringLiteral("+%1").arg(std::lround(*stop->toldUs))
                                         : qt(words::offset(*stop->toldUs));
    return wasReported(*stop) ? QString() : tr("inferred");
}

QString durationOf(const Walk& walk)
{
    const auto seen = seenForUs(walk);
    return seen ? qt(words::duration(*seen)) : QString();
}

} // namespace hookwalk::ui
