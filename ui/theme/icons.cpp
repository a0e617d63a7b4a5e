// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <memory>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
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

// Paints when it is asked to, at the size that is asked for: most icons of a window are never seen.
class StrokeIcon : public QIconEngine
{
public:
    StrokeIcon(QString name, const QColor& colour, const QColor& on, const QColor& disabled)
        : m_name(std::move(name))
        , m_colour(colour)
        , m_on(on)
        , m_disabled(disabled)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        drawIcon(*painter, m_name, colour(mode, state), rect);
    }

    // Kept, as a window that is painted anew asks for all that it shows.
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        const auto key = QStringLiteral("hookwalk %1 %2 %3x%4")
                             .arg(m_name, colour(mode, state).name(QColor::HexArgb))
                             .arg(size.width())
                             .arg(size.height());
        QPixmap image;
        if (QPixmapCache::find(key, &image))
            return image;
        image = QPixmap(size);
        if (image.isNull()) // asked for without a size, before a widget is laid out
            return image;
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, image);
        return image;
    }

    QIconEngine* clone() const override { return new StrokeIcon(*this); }

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const
    {
        const bool isDisabled = mode == QIcon::Disabled && m_disabled.isValid();
        const bool isOn = state == QIcon::On && m_on.isValid();
        return isDisabled ? m_disabled : isOn ? m_on : m_colour;
    }

    QString m_name;
    QColor m_colour, m_on, m_disabled;
};

} // namespace

void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& rect)
{
    renderer(name, colour).render(&painter, rect);
}

QIcon icon(const QString& name, const QColor& colour, const QColor& on, const QColor& disabled)
{
    return QIcon(new StrokeIcon(name, colour, on, disabled));
}

} // namespace hookwalk::ui
