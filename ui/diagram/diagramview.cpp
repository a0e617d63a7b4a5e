// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagramview.h"

#include "traversal/skipped.h"
#include "ui/diagram/backdrop.h"
#include "ui/diagram/ownlayout.h"
#include "ui/diagram/stagefinder.h"
#include "ui/diagram/tooltip.h"
#include "ui/diagram/viewport.h"
#include "ui/diagram/viewtools.h"
#include "ui/keys/commands.h"
#include "words/words.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QVariantAnimation>
#include <QWheelEvent>

namespace hookwalk::ui
{

namespace
{

constexpr double zoomStep = 1.25;
constexpr int margin = 16;
constexpr int hoverMs = 80;

} // namespace

struct DiagramView::Private {
    OwnLayout own;
    const Layout& layout = own.layout();
    Scene scene;
    mutable Picture picture;
    mutable bool stale = true; // the picture
    Look look = Look::Dark;
    QString invitationTitle, invitationBody;

    Viewport viewport{layout.size()};

    int hovered = -1, focused = -1;
    QVariantAnimation hovering;
    std::optional<QPointF> pressedAt, draggedFrom;
    ViewTools* tools = nullptr;

    Backdrop backdrop;

    PaintOptions options(const QSizeF& view) const
    {
        PaintOptions result;
        result.legend = viewport.showsLegend(view);
        result.captionScale = std::clamp(1 / viewport.scale(view), 1.0, 1.25);
        result.hoveredStage = hovered;
        result.hoverStrength =
            hovering.state() == QAbstractAnimation::Running ? hovering.currentValue().toDouble() : 1;
        result.focusedStage = focused;
        return result;
    }
};

DiagramView::DiagramView(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Diagram of netfilter"));
    d->hovering.setDuration(hoverMs);
    d->hovering.setStartValue(0.0);
    d->hovering.setEndValue(1.0);
    connect(&d->hovering, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    d->tools = new ViewTools(this);
    connect(d->tools, &ViewTools::fitWanted, this, &DiagramView::fit);
    connect(d->tools, &ViewTools::zoomInWanted, this, &DiagramView::zoomIn);
    connect(d->tools, &ViewTools::zoomOutWanted, this, &DiagramView::zoomOut);
    connect(d->tools, &ViewTools::legendToggled, this, &DiagramView::setLegendShown);
}

DiagramView::~DiagramView() = default;

void DiagramView::setScene(Scene scene)
{
    d->scene = std::move(scene);
    if (d->own.update(d->scene)) {
        d->backdrop = {};
        d->hovered = d->focused = -1;
    }
    d->stale = true;
    update();
}

const Layout& DiagramView::diagramLayout() const
{
    return d->layout;
}

const Scene& DiagramView::scene() const
{
    return d->scene;
}

const Picture& DiagramView::picture() const
{
    if (d->stale) {
        d->picture = pictureOf(d->layout, d->scene);
        if (!d->scene.selected) {
            d->picture.caption.title = d->invitationTitle.toStdString();
            d->picture.caption.body = d->invitationBody.toStdString();
        }
        d->stale = false;
    }
    return d->picture;
}

void DiagramView::setLook(Look look)
{
    d->look = look;
    d->tools->setLook(look);
    update();
}

void DiagramView::setInvitation(const QString& title, const QString& body)
{
    d->invitationTitle = title;
    d->invitationBody = body;
    d->stale = true;
    update();
}

double DiagramView::scale() const
{
    return d->viewport.scale(size());
}

bool DiagramView::isLegendShown() const
{
    return d->viewport.showsLegend(size());
}

QPointF DiagramView::toScene(const QPointF& position) const
{
    return d->viewport.transform(size()).inverted().map(position);
}

QPointF DiagramView::fromScene(const QPointF& position) const
{
    return d->viewport.transform(size()).map(position);
}

int DiagramView::stageAt(const QPointF& position) const
{
    return stageUnder(toScene(position), d->layout, picture());
}

QString DiagramView::toolTipOf(int stage) const
{
    return richToolTip(d->layout.stages()[static_cast<std::size_t>(stage)], explained(stage),
                       d->scene.selected != nullptr);
}

std::vector<QRect> DiagramView::marks() const
{
    return marksOf(picture(), d->viewport.transform(size()));
}

// Why a packet did not come to a chain is worked out when somebody asks.
StagePicture DiagramView::explained(int stage) const
{
    const auto i = static_cast<std::size_t>(stage);
    StagePicture shown = picture().stages[i];
    const Stage& place = d->layout.stages()[i].stage;
    if (shown.state == StageState::NotVisited && place.kind == StageKind::Chain && d->scene.trace &&
        d->scene.selected)
        shown.reason = QString::fromStdString(
            words::text(whyNotAt(*d->scene.trace, *d->scene.selected, place.chain).reason));
    return shown;
}

QSize DiagramView::sizeHint() const
{
    return d->layout.size().toSize();
}

QSize DiagramView::minimumSizeHint() const
{
    return (d->layout.size() * 0.3).toSize();
}

void DiagramView::fit()
{
    d->viewport.fit();
    update();
}

void DiagramView::showActualSize()
{
    zoomAround(rect().center(), 1 / scale());
}

void DiagramView::zoomIn()
{
    zoomAround(rect().center(), zoomStep);
}

void DiagramView::zoomOut()
{
    zoomAround(rect().center(), 1 / zoomStep);
}

void DiagramView::setLegendShown(bool shown)
{
    d->viewport.setLegend(shown);
    update();
}

void DiagramView::zoomAround(const QPointF& position, double factor)
{
    d->viewport.zoomAround(position, factor, size());
    update();
}

void DiagramView::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(d->look);
    const double ratio = devicePixelRatioF();
    const Backdrop::Source source{size() * ratio, picture(), d->options(size()),
                                  d->viewport.transform(size()), d->look};
    QPainter painter(this);
    painter.drawPixmap(0, 0, d->backdrop.image(d->layout, source, ratio));
    painter.setTransform(source.transform, true);
    paintForeground(painter, d->layout, source.picture, theme, source.options);
}

void DiagramView::resizeEvent(QResizeEvent*)
{
    d->tools->move(width() - d->tools->width() - margin, margin);
    d->tools->setLegendShown(isLegendShown());
}

bool DiagramView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int stage = stageAt(help->pos());
    if (stage >= 0)
        QToolTip::showText(help->globalPos(), toolTipOf(stage), this);
    else
        QToolTip::hideText();
    return true;
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    d->pressedAt = d->draggedFrom = event->position();
    focusStage(-1);
}

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    if (!d->draggedFrom) {
        hover(stageAt(event->position()));
        return;
    }
    const bool dragging = !d->pressedAt || (event->position() - *d->pressedAt).manhattanLength() >=
                                               QApplication::startDragDistance();
    if (!dragging)
        return;
    d->pressedAt.reset(); // no click any more
    d->viewport.move(event->position() - *d->draggedFrom);
    d->draggedFrom = event->position();
    setCursor(Qt::ClosedHandCursor);
    update();
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const bool clicked = d->pressedAt.has_value();
    d->pressedAt.reset();
    d->draggedFrom.reset();
    unsetCursor();
    const int stage = stageAt(event->position());
    hover(stage);
    if (clicked && stage >= 0)
        click(stage);
}

void DiagramView::click(int stage)
{
    const StageLayout& clicked = d->layout.stages()[static_cast<std::size_t>(stage)];
    if (clicked.chains.empty())
        Q_EMIT stageClicked(clicked.stage);
    else
        Q_EMIT chainsClicked(clicked.chains);
}

void DiagramView::leaveEvent(QEvent*)
{
    hover(-1);
}

void DiagramView::hover(int stage)
{
    if (stage == d->hovered)
        return;
    d->hovered = stage;
    setCursor(stage >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    d->hovering.stop();
    if (stage >= 0 && !d->scene.reducedMotion)
        d->hovering.start();
    update();
}

void DiagramView::wheelEvent(QWheelEvent* event)
{
    constexpr double perStep = 120; // of a mouse wheel, in eighths of a degree
    zoomAround(event->position(), std::pow(zoomStep, event->angleDelta().y() / perStep));
    event->accept();
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    if (const auto command = commandOf(*event, Reach::Diagram))
        return *command == Command::Fit ? fit() : *command == Command::ZoomIn ? zoomIn() : zoomOut();
    switch (event->key()) {
    case Qt::Key_Left:
        return moveFocus({-1, 0});
    case Qt::Key_Right:
        return moveFocus({1, 0});
    case Qt::Key_Up:
        return moveFocus({0, -1});
    case Qt::Key_Down:
        return moveFocus({0, 1});
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (d->focused >= 0) {
            return click(d->focused);
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void DiagramView::focusInEvent(QFocusEvent* event)
{
    if (event->reason() == Qt::TabFocusReason)
        focusStage(0);
    else if (event->reason() == Qt::BacktabFocusReason)
        focusStage(static_cast<int>(d->layout.stages().size()) - 1);
    QWidget::focusInEvent(event);
}

void DiagramView::focusOutEvent(QFocusEvent* event)
{
    focusStage(-1);
    QWidget::focusOutEvent(event);
}

// Tab goes from stage to stage, and from the last one on to the next widget.
bool DiagramView::focusNextPrevChild(bool next)
{
    const int stage = stageBeside(d->focused, next, d->layout, picture());
    if (!hasFocus() || d->focused < 0 || stage < 0)
        return QWidget::focusNextPrevChild(next);
    focusStage(stage);
    return true;
}

void DiagramView::focusStage(int stage)
{
    if (stage == d->focused)
        return;
    d->focused = stage;
    setAccessibleDescription(stage >= 0 ? plainToolTip(d->layout.stages()[static_cast<std::size_t>(stage)],
                                                       explained(stage), d->scene.selected != nullptr)
                                        : QString());
    update();
}

void DiagramView::moveFocus(const QPointF& direction)
{
    focusStage(d->focused < 0 ? 0 : stageTowards(direction, d->focused, d->layout, picture()));
}

} // namespace hookwalk::ui
