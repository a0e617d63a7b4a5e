// SPDX-License-Identifier: GPL-3.0-or-later
// What libwebp does for an animation: a part of its own (model/part.h). Internal to export.
#pragma once

#include <QByteArray>
#include <QImage>
#include <vector>

namespace hookwalk::ui
{

struct WebPWriting {
    // Of pictures of one size, each shown for so many milliseconds and the last one for its own time. Empty where WebP takes
    // no picture of that size.
    QByteArray (*animated)(const std::vector<QImage>& pictures, int eachMs, int lastMs);
};

} // namespace hookwalk::ui
