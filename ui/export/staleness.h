// SPDX-License-Identifier: GPL-3.0-or-later
// Is a picture that somebody keeps still what would be drawn now?
#pragma once

#include <QByteArray>
#include <QString>

namespace hookwalk::ui
{

// "NAME is stale: ", and what differs, most telling first: size, step and words, region of pixels. "": the bytes are the same.
QString whatChangedIn(const QString& name, const QByteArray& kept, const QByteArray& now);

} // namespace hookwalk::ui
