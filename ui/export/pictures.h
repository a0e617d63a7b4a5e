// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures to keep: the whole window as PNG; the diagram, or that of a comparison, also as SVG, PDF and, step by step, as
// animated WebP; and the moment that tells most about a trace.
#pragma once

#include "model/result.h"
#include "ui/export/sheet.h"
#include "ui/selection.h"

#include <optional>
#include <QImage>

class QWidget;

namespace hookwalk::ui
{

enum class PictureForm : std::uint8_t { Png, Svg, Pdf, WebP };
std::optional<PictureForm> pictureForm(const QString& path); // by its ending; nothing: none of these

struct Drawing {
    Sheet sheet;
    std::vector<Sheet> steps = {}; // for WebP, which leaves out what was skipped, and a series
    Look look = Look::Light;
    bool isForBothLooks = false; // of an SVG
    double scale = 1;            // for each unit pixels, of Svg those of CSS, of Pdf points
};

// The same bytes for the same drawing. Svg has its letters as outlines, the text over them unseen, and title and description
// for screen readers; Pdf one page, fonts inside, a point for each unit; WebP each of the steps.
Result<QByteArray> fileOf(const Drawing& drawing, PictureForm form);

// The scene at each stop of its packet.
std::vector<Sheet> stepsOf(Scene scene, const Layout& layout);
// A request, and under it what answered it; one after the other where there are steps.
Drawing exchangeOf(Drawing request, Drawing reply);

// Null where there is no memory for it.
QImage imageOf(const Sheet& sheet, Look look, double scale);
QImage windowImage(QWidget& window); // as it is now
// Until its layouts have come to rest, which takes a round for each level of them: until two pictures are the same.
void settle(QWidget& window);

struct Moment {
    TraversalIndex traversal = noIndex; // noIndex: the trace is empty
    int stop = -1;
};
// Where a packet stopped, else the last answer on its way through FORWARD, else the middle of the last
// packet.
Moment tellingMoment(const Document& document);
Moment lastMoment(const Document& document, TraversalIndex packet);
// By itself, whatever the window shows; of the steps the sheets, too. `shown`: whose packets may be under way beside it.
Drawing drawingAt(const Document& document, const TimelineModel& shown, const Moment& moment, bool withSteps);

} // namespace hookwalk::ui
