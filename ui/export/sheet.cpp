// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/sheet.h"

#include "ui/diagram/tooltip.h"
#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

Sheet sheetOf(const Layout& layout, const Picture& picture)
{
    return {.size = layout.size(),
            .title = qt(picture.caption.title),
            .description = captionInWords(picture.caption),
            .paint =
                [layout, picture](QPainter& painter, const Theme& theme, const PaintOptions& options) {
                    paintDiagram(painter, layout, picture, theme, options);
                },
            .isSkipped = picture.captionStop != picture.currentStop};
}

Sheet stacked(const Sheet& above, const Sheet& below)
{
    return {
        .size = {std::max(above.size.width(), below.size.width()), above.size.height() + below.size.height()},
        .title = above.title,
        .description = above.description + u'\n' + below.description,
        .paint = [above, below](QPainter& painter, const Theme& theme, const PaintOptions& options) {
            above.paint(painter, theme, options);
            painter.save();
            painter.translate(0, above.size.height());
            below.paint(painter, theme, options);
            painter.restore();
        }};
}

} // namespace hookwalk::ui
