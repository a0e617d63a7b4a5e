// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/projector/projector.h"

#include "ui/diagram/painter.h"
#include "ui/projector/bigcaption.h"

#include <algorithm>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <utility>

namespace hookwalk::ui
{

namespace
{

constexpr double drawnStrokes = 1.8; // pixels of the drawing for a unit of the large layout
constexpr QPointF drawnOrigin(14, 22);
constexpr QRectF barPlace(560, 1000, 800, 60);
constexpr int hideAfterMs = 2500;
constexpr double zoomFactor = 2; // zoomed

} // namespace

Projector::Projector(const Appearance& appearance, Actions& actions, Playhead& playhead, QWidget* window)
    : QWidget(window, Qt::Window)
    , m_appearance(appearance)
    , m_actions(actions)
    , m_bar(new PresenterBar(appearance, actions, playhead, this))
{
    setObjectName(QStringLiteral("projector"));
    setWindowTitle(tr("Projector"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    m_bar->hide();
    m_hiding.setSingleShot(true);
    m_hiding.setInterval(hideAfterMs);
    connect(&m_hiding, &QTimer::timeout, this, &Projector::hideControls);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Projector::setScene(const Scene& scene, const QString& title, const QString& body)
{
    m_scene = scene;
    if (m_own.update(scene)) {
        m_layout = m_own.layout().forLargeType();
        m_backdrop = {};
    }
    m_title = title;
    m_body = body;
    m_stale = true;
    update();
}

const Picture& Projector::picture() const
{
    if (!std::exchange(m_stale, false))
        return m_picture;
    m_picture = pictureOf(m_layout, m_scene);
    if (!m_scene.selected) {
        m_picture.caption.title = m_title.toStdString();
        m_picture.caption.brief = m_body.toStdString();
    }
    return m_picture;
}

void Projector::tell(const QString& caption)
{
    setAccessibleName(tr("Projector: %1").arg(caption)); // which is an event of its own
}

void Projector::setBlack(bool black)
{
    m_black = black;
    black ? hideControls() : showControls();
    update();
}

void Projector::setZoomed(bool zoomed)
{
    m_zoomed = zoomed;
    update();
}

double Projector::unit() const
{
    return std::min(static_cast<double>(width()) / drawn.width(),
                    static_cast<double>(height()) / drawn.height());
}

QPointF Projector::corner() const
{
    return QPointF(width() - unit() * drawn.width(), height() - unit() * drawn.height()) / 2;
}

QTransform Projector::transform() const
{
    QTransform all = QTransform::fromTranslate(corner().x(), corner().y());
    all.scale(unit(), unit());
    if (m_zoomed && !picture().packets.empty()) {
        // The packet in the middle, as far as the scene reaches.
        const QPointF packet = drawnOrigin + picture().packets.back().at * drawnStrokes;
        const auto from = [](double at, double whole) {
            return std::clamp(at - whole / zoomFactor / 2, 0.0, whole - whole / zoomFactor);
        };
        all.scale(zoomFactor, zoomFactor);
        all.translate(-from(packet.x(), drawn.width()), -from(packet.y(), drawn.height()));
    }
    all.translate(drawnOrigin.x(), drawnOrigin.y());
    return all.scale(drawnStrokes, drawnStrokes);
}

void Projector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_black) {
        painter.fillRect(rect(), Qt::black);
        return;
    }
    const double ratio = devicePixelRatioF();
    PaintOptions options;
    options.legend = options.caption = false;
    options.type = Layout::largeType;
    const Backdrop::Source source{size() * ratio, picture(), options, transform(), m_appearance.look()};
    m_backdrop.paint(painter, m_layout, source, ratio);
    painter.save();
    painter.setTransform(source.transform, true);
    paintForeground(painter, m_layout, picture(), m_appearance.theme(), options);
    painter.restore();
    painter.translate(corner());
    painter.scale(unit(), unit());
    painter.setRenderHint(QPainter::Antialiasing);
    paintBigCaption(painter, picture(), m_appearance.theme(), m_zoomed);
    if (m_bar->isVisible())
        paintKeyHints(painter, m_appearance.theme());
}

void Projector::resizeEvent(QResizeEvent*)
{
    m_bar->setGeometry(QRectF(corner() + barPlace.topLeft() * unit(), barPlace.size() * unit()).toRect());
}

void Projector::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    setFocus();
}

void Projector::closeEvent(QCloseEvent* event)
{
    m_black = m_zoomed = false;
    hideControls();
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

void Projector::showControls()
{
    if (m_black)
        return;
    m_bar->show();
    unsetCursor();
    m_hiding.start();
    update();
}

// Never from under a pointer, nor from who goes through its buttons by Tab.
void Projector::hideControls()
{
    const bool isUsed = m_bar->underMouse() || m_bar->isAncestorOf(focusWidget());
    if (isUsed && !m_black)
        return m_hiding.start();
    m_bar->hide();
    setCursor(Qt::BlankCursor);
    update();
}

void Projector::keyPressEvent(QKeyEvent* event)
{
    if (m_black && event->key() == Qt::Key_Escape)
        return m_actions[Command::Black].trigger(); // light first
    if (!m_actions.press(*event, {Reach::Projector, Reach::Free, Reach::Window}))
        QWidget::keyPressEvent(event);
}

void Projector::contextMenuEvent(QContextMenuEvent* event)
{
    using C = Command;
    QMenu menu(this);
    m_actions.addTo(menu, {C::Play, C::StepForward, C::StepBack, C::NextPacket, C::PreviousPacket});
    menu.addSeparator();
    m_actions.addTo(menu, {C::Black, C::ZoomToPacket, C::Dark, C::Projector});
    menu.exec(event->globalPos());
}

bool Projector::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::HoverMove:
        showControls();
        break;
    case QEvent::KeyPress: // Tab goes to what it shows
        if (const int key = static_cast<QKeyEvent*>(event)->key();
            key == Qt::Key_Tab || key == Qt::Key_Backtab)
            showControls();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

} // namespace hookwalk::ui
