// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <memory>
#include <QFile>
#include <QHash>
#include <QPainter>
#include <QSvgRenderer>

namespace hookwalk::ui
{

namespace
{

// Parsing costs more than drawing, so each icon is read once for each colour; a handful of both exist.
QSvgRenderer& renderer(const QString& name, const QColor& colour)
{
    thread_local QHash<QString, std::shared_ptr<QSvgRenderer>> known;
    auto& found = known[name + colour.name()];
    if (!found) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        QByteArray svg = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        svg.replace("currentColor", colour.name().toLatin1());
        found = std::make_shared<QSvgRenderer>(svg);
    }
    return *found;
}

QPixmap pixmap(const QString& name, const QColor& colour, int size)
{
    QPixmap image(size, size);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawIcon(painter, name, colour, QRectF(0, 0, size, size));
    return image;
}

} // namespace

void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& rect)
{
    renderer(name, colour).render(&painter, rect);
}

QIcon icon(const QString& name, const QColor& colour, const QColor& on, const QColor& disabled)
{
    QIcon result;
    for (const int size : {16, 24, 32, 48, 64}) {
        result.addPixmap(pixmap(name, colour, size));
        if (on.isValid())
            result.addPixmap(pixmap(name, on, size), QIcon::Normal, QIcon::On);
        if (disabled.isValid())
            result.addPixmap(pixmap(name, disabled, size), QIcon::Disabled);
    }
    return result;
}

} // namespace hookwalk::ui
