// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as it will look, fitted into the room there is.
#pragma once

#include "ui/appearance.h"
#include "ui/export/pictures.h"

#include <functional>
#include <QWidget>

namespace hookwalk::ui
{

class PicturePreview : public QWidget
{
    Q_OBJECT

public:
    explicit PicturePreview(const Appearance& appearance, QWidget* parent = nullptr);
    // Draws it so many pixels to the unit; `size` in units. `words` are for those who do not see it.
    void show(const QSizeF& size, std::function<QImage(double scale)> draw, const QString& words);
    QSize sizeHint() const override { return {640, 420}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance& m_appearance;
    QSizeF m_size;
    std::function<QImage(double)> m_draw;
    QImage m_image;
    double m_scale = 0; // of the image
};

} // namespace hookwalk::ui
