// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/webp.h"

#include "model/part.h"

#include <webp/encode.h>
#include <webp/mux.h>

namespace hookwalk::ui
{

namespace
{

constexpr int quickest = 1; // of 0 to 9: flat colours gain little from more

struct Bytes {
    WebPData data;
    Bytes() { WebPDataInit(&data); }
    ~Bytes() { WebPDataClear(&data); }
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
};

struct Encoder {
    WebPAnimEncoder* const encoder;
    Encoder(const QSize& size, const WebPAnimEncoderOptions& options)
        : encoder(WebPAnimEncoderNew(size.width(), size.height(), &options))
    {
    }
    ~Encoder() { WebPAnimEncoderDelete(encoder); }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;

    bool add(const QImage& image, int at, const WebPConfig& config) const
    {
        const QImage pixels = image.convertToFormat(QImage::Format_RGBA8888);
        WebPPicture picture;
        if (!WebPPictureInit(&picture))
            return false;
        picture.use_argb = 1;
        picture.width = pixels.width();
        picture.height = pixels.height();
        const bool isAdded =
            WebPPictureImportRGBA(&picture, pixels.constBits(), static_cast<int>(pixels.bytesPerLine())) &&
            WebPAnimEncoderAdd(encoder, &picture, at, &config);
        WebPPictureFree(&picture);
        return isAdded;
    }
};

QByteArray animated(const std::vector<QImage>& pictures, int eachMs, int lastMs)
{
    WebPAnimEncoderOptions options;
    WebPConfig config;
    if (!WebPAnimEncoderOptionsInit(&options) || !WebPConfigInit(&config) ||
        !WebPConfigLosslessPreset(&config, quickest))
        return {};
    const Encoder encoder(pictures.front().size(), options);
    int at = 0;
    for (const QImage& picture : pictures) {
        if (!encoder.encoder || !encoder.add(picture, at, config))
            return {};
        at += &picture == &pictures.back() ? lastMs : eachMs;
    }
    Bytes bytes;
    if (!WebPAnimEncoderAdd(encoder.encoder, nullptr, at, nullptr) ||
        !WebPAnimEncoderAssemble(encoder.encoder, &bytes.data))
        return {};
    return QByteArray(reinterpret_cast<const char*>(bytes.data.bytes),
                      static_cast<qsizetype>(bytes.data.size));
}

} // namespace

} // namespace hookwalk::ui

HOOKWALK_PART hookwalk::ui::WebPWriting part{hookwalk::ui::animated};
