// SPDX-License-Identifier: GPL-3.0-or-later
// The boxes that tell which address was rewritten, each with a line from its mark on the route.
#include "ui/diagram/clearance.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

struct Note {
    struct Line {
        QString text;
        TextStyle style;
    };
    const StageLayout* mark = nullptr; // null: it is not in the diagram, or not reached
    QRectF box;
    bool hasMoved = false;
    std::vector<Line> lines;
};

constexpr double notePadding = 10, noteLineHeight = 15;

std::vector<Note::Line> linesOf(const Canvas& canvas, const NotePicture& picture)
{
    const Theme& theme = canvas.theme;
    const TextStyle head{11, QFont::Medium, faded(theme.text, picture.opacity)};
    const TextStyle before{11, QFont::Normal, faded(theme.text2, picture.opacity), Qt::AlignLeft, true};
    const TextStyle after{11, QFont::DemiBold, faded(theme.text, picture.opacity), Qt::AlignLeft, true};
    std::vector<Note::Line> lines;
    for (qsizetype i = canvas.isLarge() ? 1 : 0; i < picture.lines.size();
         ++i) // its caption says who rewrites
        lines.push_back({picture.lines[i], i == 0 ? head : i % 2 == 0 ? after : before});
    return lines;
}

std::vector<Note> notesOf(const Canvas& canvas)
{
    std::vector<Note> notes;
    Clearance clearance(canvas);
    for (const NotePicture& picture : canvas.picture.notes) {
        Note note;
        const int index = canvas.layout.indexOf(picture.stage);
        if (index >= 0 && picture.opacity > 0) {
            note.mark = &canvas.layout.stages()[static_cast<std::size_t>(index)];
            note.lines = linesOf(canvas, picture);
            const double least = std::min(136.0, note.mark->noteWidth - 12);
            double width = least;
            for (const Note::Line& line : note.lines)
                width = std::max(width, canvas.textWidth(line.text, line.style) + 2 * notePadding);
            const double height = canvas.typeSize(11) +
                                  canvas.typeSize(noteLineHeight) * static_cast<double>(note.lines.size());
            QRectF wanted(note.mark->note, QSizeF(std::min(width, note.mark->noteWidth), height));
            if (wanted.left() < note.mark->station.x())
                wanted.moveRight(wanted.left() + least);
            note.box = clearance.placeOffRoute(wanted);
            note.hasMoved = note.box != wanted;
            clearance.add(note.box);
        }
        notes.push_back(std::move(note));
    }
    return notes;
}

void paintLine(Canvas& canvas, const Note& note)
{
    const StageLayout& mark = *note.mark;
    const QRectF& box = note.box;
    const bool before = mark.note.x()<mark.station.x(), below = box.top()> mark.station.y();
    if (note.hasMoved)
        canvas.painter.drawLine(mark.station, nearestIn(box, mark.station));
    else if (!mark.noteLine.empty())
        canvas.painter.drawPolyline(mark.noteLine.data(), static_cast<int>(mark.noteLine.size()));
    else if (before && below)
        canvas.painter.drawLine(mark.station - QPointF(5, 0), {box.right(), box.top() + 10});
    else if (below)
        canvas.painter.drawLine(mark.station + QPointF(0, 5), QPointF(mark.station.x(), box.top()));
    else
        canvas.painter.drawLine(mark.station + QPointF(before ? -5 : 5, 0),
                                QPointF(before ? box.right() : box.left(), mark.station.y()));
}

void paintNote(Canvas& canvas, const Note& note, double opacity)
{
    const Theme& theme = canvas.theme;
    canvas.painter.setPen(dashedPen(faded(theme.text3, opacity), theme.isPrint() ? 1 : 1.5, 3, 3));
    paintLine(canvas, note);
    canvas.box(note.box.adjusted(0.5, 0.5, -0.5, -0.5), 8, faded(theme.canvas, opacity),
               faded(theme.text3, opacity), 1, {3, 3});
    double y = note.box.top() + canvas.typeSize(17);
    for (const auto& [text, style] : note.lines) {
        canvas.text({note.box.left() + notePadding, y},
                    canvas.elided(text, note.box.width() - 2 * notePadding, style, Qt::ElideMiddle), style);
        y += canvas.typeSize(noteLineHeight);
    }
}

} // namespace

std::vector<QRectF> noteBoxes(const Canvas& canvas)
{
    std::vector<QRectF> boxes;
    for (const Note& note : notesOf(canvas)) {
        if (note.mark)
            boxes.push_back(note.box);
    }
    return boxes;
}

void paintNotes(Canvas& canvas)
{
    const auto notes = notesOf(canvas);
    for (std::size_t i = 0; i < notes.size(); ++i) {
        if (notes[i].mark)
            paintNote(canvas, notes[i], canvas.picture.notes[i].opacity);
    }
}

} // namespace hookwalk::ui
