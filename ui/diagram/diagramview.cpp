// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagramview.h"

#include "ui/diagram/chainmenu.h"
#include "ui/diagram/diagramaccess.h"
#include "ui/diagram/diagramviewstate.h"
#include "ui/diagram/stagefinder.h"
#include "ui/diagram/tooltip.h"
#include "ui/diagram/viewtools.h"
#include "ui/theme/focus.h"

#include <algorithm>
#include <cmath>
#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

namespace hookwalk::ui
{

namespace
{

constexpr double zoomStep = 1.25;
constexpr int margin = 16;
constexpr int hoverMs = 80;

} // namespace

DiagramView::DiagramView(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    makeDiagramAccessible();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Diagram of netfilter"));
    setProperty(ownRing, true); // around a stage
    d->hovering.setDuration(hoverMs);
    d->hovering.setStartValue(0.0);
    d->hovering.setEndValue(1.0);
    connect(&d->hovering, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    d->tools = new ViewTools(this);
    connect(d->tools, &ViewTools::fitWanted, this, &DiagramView::fit);
    connect(d->tools, &ViewTools::zoomInWanted, this, &DiagramView::zoomIn);
    connect(d->tools, &ViewTools::zoomOutWanted, this, &DiagramView::zoomOut);
    connect(d->tools, &ViewTools::legendToggled, this, &DiagramView::setLegendShown);
    connect(d->tools, &ViewTools::allChainsToggled, this, [this](bool all) {
        d->own.showAll(all);
        setScene(d->scene);
    });
}

DiagramView::~DiagramView() = default;

void DiagramView::setScene(Scene scene)
{
    if (scene.selected != d->scene.selected || scene.playhead != d->scene.playhead)
        d->chosen = -1;
    d->scene = std::move(scene);
    if (d->own.update(d->scene)) {
        d->backdrop = {};
        d->hovered = d->focused = d->chosen = -1;
        d->viewport.keepFoot(!d->layout.hasLegend());
        d->tools->setOwnChains(static_cast<int>(d->own.places().chains.size()));
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
        if (!d->scene.selected)
            d->picture.caption = d->invitation;
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
    d->invitation.title = title.toStdString();
    d->invitation.body = body.toStdString();
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
    return richToolTip(d->stage(stage), explained(stage), d->scene.selected != nullptr);
}

std::vector<QRect> DiagramView::marks() const
{
    auto all =
        marksOf(d->layout, picture(), Theme::of(d->look), d->options(size()), d->viewport.transform(size()));
    all.push_back(d->tools->geometry());
    return all;
}

std::vector<QRect> DiagramView::titles() const
{
    return titlesOf(d->layout, d->viewport.transform(size()));
}

StagePicture DiagramView::explained(int stage) const
{
    return ui::explained(d->stage(stage), picture().stages[static_cast<std::size_t>(stage)], d->scene);
}

void DiagramView::showChains(Hook hook, const QPoint& at)
{
    const ChainChoice choice{[this](const Stage& stage) { Q_EMIT stageClicked(stage); },
                             [this](const BaseChain& chain) { Q_EMIT chainsClicked({chain}); }};
    const Ruleset* ruleset = d->scene.trace ? d->scene.trace->ruleset() : nullptr;
    showChainMenu(hook, d->own.places(), ruleset, Theme::of(d->look), choice, this, at);
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
    d->backdrop.paint(painter, d->layout, source, ratio);
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
    d->chosen = -1;
    update();
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
    const CardLayout* head = clicked && stage < 0 ? d->layout.headAt(toScene(event->position())) : nullptr;
    if (head)
        showChains(head->hook, event->position().toPoint());
    else if (clicked && stage >= 0)
        click(stage);
}

void DiagramView::click(int stage)
{
    const StageLayout& clicked = d->stage(stage);
    if (clicked.chains.empty())
        Q_EMIT stageClicked(clicked.stage);
    else if (clicked.chains.size() > 1 && clicked.shape != StageShape::PortChip)
        showChains(clicked.stage.chain.hook, fromScene(clicked.rect.bottomLeft()).toPoint());
    else
        Q_EMIT chainsClicked(clicked.chains);
    // Where the packet stands, the diagram shows by itself.
    d->chosen = picture().stages[static_cast<std::size_t>(stage)].stop < 0 ? stage : -1;
    update();
}

int DiagramView::chosenStage() const
{
    return d->chosen;
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

} // namespace hookwalk::ui
