// SPDX-License-Identifier: GPL-3.0-or-later
// The stations on the rails: one on each chip, in the colour of its table.
#include "ui/diagram/canvas.h"

namespace hookwalk::ui
{

namespace
{

void paintSquare(Canvas& canvas, const StagePicture& stage)
{
    const Theme& theme = canvas.theme;
    const QPointF at = stage.place.station;
    if (stage.light > 0.5)
        paintBrackets(canvas, at, theme.card, theme.text2);
    else
        canvas.box(QRectF(at - QPointF(4, 4), QSizeF(8, 8)), 2, theme.card, theme.text3,
                   theme.isPrint() ? 1 : 1.5);
}

void paintRound(Canvas& canvas, const StageLayout& layout, const StagePicture& stage)
{
    const Theme& theme = canvas.theme;
    const TableColours& table = theme.table(layout.stage.chain.table);
    const QPointF at = stage.place.station;
    if (stage.state == StageState::Skipped)
        canvas.circle(at, 3.5, theme.card, QPen(theme.text3, theme.isPrint() ? 1 : 1.5));
    else if (stage.light <= 0.5)
        canvas.circle(at, 4, theme.card, QPen(table.ring, canvas.strokes.ring));
    else if (stage.inferred)
        canvas.circle(at, 5, theme.card, dashedPen(table.ring, 1.5, 3, 2));
    else if (theme.isPrint())
        canvas.circle(at, 5, table.fill, QPen(table.ring, 1));
    else
        canvas.circle(at, 6, table.fill, QPen(theme.card, 2));
}

} // namespace

void paintStations(Canvas& canvas)
{
    const auto& stages = canvas.layout.stages();
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const StagePicture& stage = canvas.picture.stages[i];
        if (isOwn(stages[i].shape)) {
            paintOwnStation(canvas, stages[i], stage);
            continue;
        }
        switch (stages[i].shape) {
        case StageShape::Chip:
        case StageShape::TallChip:
            paintRound(canvas, stages[i], stage);
            break;
        case StageShape::ConntrackChip:
            paintSquare(canvas, stage);
            break;
        case StageShape::RewriteMark:
            if (isShown(stages[i], stage)) {
                paintBrackets(canvas, stage.place.station, canvas.theme.canvas,
                              stage.light > 0.5 ? canvas.theme.text2 : canvas.theme.text3);
                canvas.focusRing(static_cast<int>(i), roundedBox(stage.place.rect.adjusted(-4, -4, 4, 4), 5));
            }
            break;
        default:
            break;
        }
    }
}

} // namespace hookwalk::ui
