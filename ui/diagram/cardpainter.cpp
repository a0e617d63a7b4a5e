// SPDX-License-Identifier: GPL-3.0-or-later
// The cards of the hooks and their chips.
#include "ui/diagram/canvas.h"

namespace hookwalk::ui
{

namespace
{

constexpr double chipRadius = 6;
constexpr double cardRadius = 10;

struct Chip {
    const StageLayout& layout;
    const StagePicture& picture;
    int index;

    bool isReached() const { return picture.light > 0.5; }
    bool isSkipped() const { return picture.state == StageState::Skipped; }
    bool isInferred() const { return picture.inferred && isReached(); }
    bool isTable() const { return layout.stage.kind == StageKind::Chain; }
};

void paintBox(Canvas& canvas, const Chip& chip)
{
    const Theme& theme = canvas.theme;
    const StagePicture& picture = chip.picture;
    const QRectF rect = picture.place.rect;
    const QRectF crisp = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    const auto fill = [&](const QColor& colour) { return canvas.hovered(chip.index, colour); };
    if (chip.isSkipped()) {
        canvas.box(crisp, chipRadius, fill(theme.card), theme.divider, canvas.strokes.outline);
        return;
    }
    const QColor quiet = theme.isPrint() ? theme.divider : QColor(Qt::transparent);
    canvas.box(theme.isPrint() ? crisp : rect, chipRadius, fill(theme.chip), quiet, canvas.strokes.outline);
    if (picture.light <= 0)
        return;
    if (chip.isInferred() || !chip.isTable()) {
        const QColor border = mix(theme.text3, theme.accent, picture.emphasis);
        const QColor tint = mix(theme.card, theme.selection, picture.emphasis);
        canvas.box(crisp, chipRadius, faded(fill(tint), picture.light), faded(border, picture.light), 1,
                   {3, 3});
        return;
    }
    const TableColours& table = theme.table(chip.layout.stage.chain.table);
    const QColor tint = mix(theme.card, table.fill,
                            theme.passedMix + (theme.currentMix - theme.passedMix) * picture.emphasis);
    const QColor border = mix(table.border, table.ring, picture.emphasis);
    const double inset = 0.5 * (1 - picture.emphasis);
    canvas.box(rect.adjusted(inset, inset, -inset, -inset), chipRadius, faded(fill(tint), picture.light),
               faded(border, picture.light), 1 + picture.emphasis);
    if (picture.emphasis > 0 && !picture.deathMark && !theme.isPrint()) // the outer ring
        canvas.box(rect.adjusted(-3, -3, 3, 3), chipRadius + 3, {}, faded(table.border, picture.emphasis));
}

void paintDropped(Canvas& canvas, const Chip& chip)
{
    if (chip.picture.deathMark)
        canvas.box(chip.picture.place.rect, chipRadius, {}, canvas.theme.dropped, 2);
}

TextStyle nameStyle(const Canvas& canvas, const Chip& chip)
{
    const Theme& theme = canvas.theme;
    const bool lit = chip.isReached() && !chip.isInferred() && chip.isTable();
    TextStyle style{12.5, lit ? QFont::DemiBold : QFont::Medium, theme.text};
    if (chip.isSkipped())
        style.colour = theme.text3;
    else if (chip.isInferred() || (chip.picture.state == StageState::NotVisited && !theme.isPrint()))
        style.colour = theme.text2;
    return style;
}

// The offset of a chain that was entered, or one word for what is not an observed entry.
struct Remark {
    QString text;
    TextStyle style;
    bool arrow = false; // around the chain
};

Remark remarkOf(const Canvas& canvas, const Chip& chip)
{
    const Theme& theme = canvas.theme;
    TextStyle style{11, QFont::Normal, theme.text3};
    if (chip.picture.deathMark && !chip.picture.decider.isEmpty())
        return {chip.picture.decider, {11, QFont::DemiBold, theme.dropped}};
    if (chip.isSkipped())
        return {chip.picture.word, style, !canvas.isLarge()};
    if (chip.picture.light <= 0 || canvas.isLarge())
        return {};
    if (chip.picture.inferred) {
        style.colour = faded(theme.text3, chip.picture.light);
        return {chip.picture.word, style};
    }
    style.colour = faded(mix(theme.text2, theme.text, chip.picture.emphasis), chip.picture.light);
    style.weight = chip.picture.emphasis > 0.5 ? QFont::Medium : QFont::Normal;
    return {chip.picture.offset, style};
}

constexpr double arrowSize = 13, arrowGap = 4;

void paintWords(Canvas& canvas, const Chip& chip)
{
    const QRectF rect = chip.picture.place.rect;
    const TextStyle name = nameStyle(canvas, chip);
    const QPointF nameAt = QPointF(rect.left() + 32, canvas.baselineIn(rect, name.size));
    canvas.text(nameAt, chip.picture.title, name);
    const Remark remark = remarkOf(canvas, chip);
    if (remark.text.isEmpty())
        return;
    TextStyle style = remark.style;
    style.align = Qt::AlignRight;
    const double right = rect.right() - 8;
    const double room = right - nameAt.x() - canvas.textWidth(chip.picture.title, name) - 8;
    const double width = canvas.textWidth(remark.text, style);
    if (width > room)
        return; // the tooltip has it
    canvas.text({right, canvas.baselineIn(rect, style.size)}, remark.text, style);
    if (remark.arrow && width + arrowGap + arrowSize <= room)
        canvas.icon(QStringLiteral("skip"), style.colour,
                    {right - width - arrowGap - arrowSize, rect.center().y() - 7}, arrowSize);
}

void paintTallWords(Canvas& canvas, const Chip& chip)
{
    const QRectF rect = chip.picture.place.rect;
    TextStyle name = nameStyle(canvas, chip);
    name.align = Qt::AlignHCenter;
    canvas.text({rect.center().x(), rect.top() + 18 + canvas.typeSize(4.5)}, chip.picture.title, name);
    const Remark remark = remarkOf(canvas, chip);
    if (canvas.isLarge())
        return; // the station is where a second line would be
    TextStyle style = remark.style;
    style.align = Qt::AlignHCenter;
    if (!remark.arrow) {
        canvas.text({rect.center().x(), rect.top() + 39}, remark.text, style);
        return;
    }
    const double width = canvas.textWidth(remark.text, style);
    const double left = rect.center().x() - (width + arrowGap + arrowSize) / 2;
    canvas.icon(QStringLiteral("skip"), style.colour, {left, rect.top() + 28}, arrowSize);
    style.align = Qt::AlignLeft;
    canvas.text({left + arrowSize + arrowGap, rect.top() + 39}, remark.text, style);
}

// How many own chains the card does not show, and the brackets of those that share a priority.
void paintHead(Canvas& canvas, const CardLayout& card)
{
    const Theme& theme = canvas.theme;
    if (card.withoutChip > 0)
        canvas.text({card.rect.right() - 10, card.titleAt.y()}, QStringLiteral("+%1 ›").arg(card.withoutChip),
                    {11, QFont::Normal, theme.text2, Qt::AlignRight});
    for (const CardLayout::Bracket& bracket : card.brackets) {
        const double right = card.rect.left() + 7, left = card.rect.left() + 3;
        QPainterPath path(QPointF(right, bracket.from));
        path.lineTo(left, bracket.from);
        path.lineTo(left, bracket.to);
        path.lineTo(right, bracket.to);
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.setPen(bracket.isObserved ? QPen(theme.text2, 1.5, Qt::SolidLine, Qt::FlatCap)
                                                 : dashedPen(theme.text2, 1.5, 3, 3));
        canvas.painter.drawPath(path);
    }
}

void paintCard(Canvas& canvas, const CardLayout& card, bool onRoute)
{
    const Theme& theme = canvas.theme;
    const QColor border = onRoute ? theme.routeBorder : theme.isPrint() ? theme.border : theme.divider;
    canvas.box(card.rect.adjusted(0.5, 0.5, -0.5, -0.5), cardRadius, theme.card, border,
               canvas.strokes.outline);
    TextStyle title{11.5, QFont::DemiBold, onRoute || theme.isPrint() ? theme.text : theme.text2};
    title.spacing = 0.5;
    canvas.text(card.titleAt, card.title, title);
    paintHead(canvas, card);
    for (const int index : card.chips) {
        const auto i = static_cast<std::size_t>(index);
        const Chip chip{canvas.layout.stages()[i], canvas.picture.stages[i], index};
        if (chip.layout.shape == StageShape::RewriteMark)
            continue; // on the rail
        if (isOwn(chip.layout.shape)) {
            paintOwnChip(canvas, chip.layout, chip.picture, index);
            continue;
        }
        paintBox(canvas, chip);
        paintDropped(canvas, chip);
        if (chip.layout.shape == StageShape::TallChip)
            paintTallWords(canvas, chip);
        else
            paintWords(canvas, chip);
        canvas.focusRing(index, roundedBox(chip.picture.place.rect.adjusted(-3, -3, 3, 3), chipRadius + 3));
    }
}

// The card of bridges; its chips belong to no hook's card.
void paintPlate(Canvas& canvas, const PlateLayout& plate)
{
    const Theme& theme = canvas.theme;
    canvas.box(plate.rect.adjusted(0.5, 0.5, -0.5, -0.5), cardRadius, theme.card,
               theme.isPrint() ? theme.border : theme.divider, canvas.strokes.outline);
    TextStyle title{11.5, QFont::DemiBold, theme.text2};
    title.spacing = 0.5;
    canvas.text(plate.rect.topLeft() + QPointF(16, 17.5), plate.title, title);
    canvas.text(plate.rect.topLeft() + QPointF(16, 33.5), plate.subtitle, {11, QFont::Normal, theme.text3});
    const auto& stages = canvas.layout.stages();
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (stages[i].shape == StageShape::BridgeChip)
            paintOwnChip(canvas, stages[i], canvas.picture.stages[i], static_cast<int>(i));
    }
}

} // namespace

void paintCards(Canvas& canvas)
{
    for (const PlateLayout& plate : canvas.layout.plates())
        paintPlate(canvas, plate);
    for (std::size_t i = 0; i < canvas.layout.cards().size(); ++i)
        paintCard(canvas, canvas.layout.cards()[i], canvas.picture.cardsOnRoute[i]);
}

} // namespace hookwalk::ui
