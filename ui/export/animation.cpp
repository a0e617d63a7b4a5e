// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/animation.h"

#include "model/part.h"
#include "ui/export/webp.h"

namespace hookwalk::ui
{

namespace
{
constexpr int stepMs = 600, restMs = 1800;
}

Result<QByteArray> animatedWebP(const std::vector<QImage>& pictures)
{
    static const auto& part = *static_cast<const WebPWriting*>(loadPart("webp"));
    const QByteArray bytes = pictures.empty() ? QByteArray() : part.animated(pictures, stepMs, restMs);
    if (bytes.isEmpty())
        return failure(ErrorCode::Unsupported, say("no-webp"));
    return bytes;
}

} // namespace hookwalk::ui
