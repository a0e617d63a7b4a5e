// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures to keep: the whole window as PNG, the diagram also as SVG, PDF and, step by step, as animated WebP; and the
// moment that tells most about a trace.
#pragma once

#include "model/result.h"
#include "ui/diagram/picture.h"
#include "ui/document.h"
#include "ui/theme/theme.h"

#include <optional>
#include <QImage>

class QWidget;

namespace hookwalk::ui
{

enum class PictureForm : std::uint8_t { Png, Svg, Pdf, WebP };
std::optional<PictureForm> pictureForm(const QString& path); // by its ending; nothing: none of these

QImage diagramImage(const Picture& picture, Look look, double scale,
                    const Layout& layout = Layout::netfilter());
QImage windowImage(QWidget& window); // as it is now
// Once its layouts have come to rest, which takes a round for each level of them: until two pictures are the same.
QImage settledImage(QWidget& window);

// The same bytes for the same picture, each of them. `description` is told to those who do not see it.
Result<QByteArray> pngOf(QImage image, const QString& description);
// Svg (letters as outlines, the text over them unseen, with title and description for screen readers) or Pdf (one page,
// fonts inside, a point for each unit).
QByteArray vectorOf(const Picture& picture, const Layout& layout, Look look, PictureForm form);
QByteArray svgForBothLooks(const Picture& picture,
                           const Layout& layout); // light or dark, as its reader's system is
// Each place where the packet of the scene stood, one after another; an Error where there is none.
Result<QByteArray> webpOf(Scene scene, const Layout& layout, Look look, double scale);

// By the file's ending.
Result<void> savePng(const QImage& image, const QString& path);
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
