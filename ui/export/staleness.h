// SPDX-License-Identifier: GPL-3.0-or-later
// Is a picture that somebody keeps still what would be drawn now?
#pragma once

#include <QByteArray>
#include <QStringList>

namespace hookwalk::ui
{

// What differs, most telling first, in sentences: size, step and words, region of pixels. Empty: the bytes are the same.
QStringList changesBetween(const QByteArray& kept, const QByteArray& now);

} // namespace hookwalk::ui
