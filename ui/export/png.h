// SPDX-License-Identifier: GPL-3.0-or-later
// PNG by libpng itself: Qt's writer tries each filter for each row, which takes four times as long, and makes pictures of flat
// colours larger than no filter does.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <QImage>

namespace hookwalk::ui
{

// Without transparency. `description` is told to those who do not see the picture; "": nothing is. The same bytes for the same
// pixels and words. An Error where there is no picture, or libpng takes none of that size (a million pixels a side at most).
Result<QByteArray> pngOf(const QImage& image, const QString& description);

} // namespace hookwalk::ui
