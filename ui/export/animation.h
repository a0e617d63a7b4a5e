// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures one after another in one file: animated WebP, without loss. (Qt's own plugin writes stills only.)
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <QImage>
#include <vector>

namespace hookwalk::ui
{

// All of one size; each is shown for 0.6 s, the last one for 1.8 s, and again from the first. The same bytes for the same
// pictures. An Error where there is none, or WebP takes no picture of that size (16383 pixels at most).
Result<QByteArray> animatedWebP(const std::vector<QImage>& pictures);

} // namespace hookwalk::ui
