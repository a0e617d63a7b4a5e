// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/sheet.h"

#include "ui/diagram/tooltip.h"
#include "ui/theme/text.h"

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

} // namespace hookwalk::ui
