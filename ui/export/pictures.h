// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures to keep: the whole window as PNG, the diagram also as SVG and PDF, and the moment that tells most about a
// trace.
#pragma once

#include "model/result.h"
#include "ui/diagram/picture.h"
#include "ui/document.h"
#include "ui/theme/theme.h"

#include <QImage>

class QWidget;

namespace hookwalk::ui
{

QImage diagramImage(const Picture& picture, Look look, double scale,
                    const Layout& layout = Layout::netfilter());
QImage windowImage(QWidget& window); // as it is now
// Once its layouts have come to rest, which takes a round for each level of them: until two pictures are the same.
QImage settledImage(QWidget& window);
Result<void> savePng(const QImage& image, const QString& path);

// The diagram as a vector picture, by the file's ending: .svg (text as text, with title and description for screen
// readers) or .pdf (one page, fonts inside, a point for each unit). The same bytes for the same picture.
bool isVectorName(const QString& path);
Result<void> saveVector(const Picture& picture, const Layout& layout, Look look, const QString& path);

struct Moment {
    TraversalIndex traversal = noIndex; // noIndex: the trace is empty
    int stop = -1;
};
// Where a packet stopped, else the last answer on its way through FORWARD, else the middle of the last
// packet.
Moment tellingMoment(const Document& document);

} // namespace hookwalk::ui
