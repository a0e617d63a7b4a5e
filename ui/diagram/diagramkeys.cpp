// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram by keyboard and by screen reader: which stage has the focus, and what is said.
#include "ui/diagram/diagramviewstate.h"
#include "ui/diagram/stagefinder.h"
#include "ui/diagram/tooltip.h"
#include "ui/keys/commands.h"

#include <QAccessible>
#include <QKeyEvent>

namespace hookwalk::ui
{

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    if (const auto command = commandOf(*event, Reach::Diagram))
        return *command == Command::Fit ? fit() : *command == Command::ZoomIn ? zoomIn() : zoomOut();
    const int key = event->key();
    if (const auto direction = directionOf(key))
        moveFocus(*direction);
    else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && d->focused >= 0)
        click(d->focused);
    else
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
    setAccessibleDescription(stage >= 0 ? nameOf(stage) + QStringLiteral(". ") + stateOf(stage) : QString());
    if (stage >= 0) {
        QAccessibleEvent focused(this, QAccessible::Focus);
        focused.setChild(stage);
        QAccessible::updateAccessibility(&focused);
    }
    update();
}

int DiagramView::focusedStage() const
{
    return d->focused;
}

QString DiagramView::nameOf(int stage) const
{
    QString name = stageName(d->stage(stage), picture().stages[static_cast<std::size_t>(stage)]);
    const Stage& place = d->stage(stage).stage;
    switch (place.kind) { // what is there twice
    case StageKind::Conntrack:
    case StageKind::AddressRewrite:
        return name + u' ' + QString::fromStdString(std::string(hookwalk::name(place.chain.hook)));
    case StageKind::TunWritten:
    case StageKind::NetworkIn:
    case StageKind::RoutingIn:
        return tr("%1, way in").arg(name);
    case StageKind::TunRead:
    case StageKind::NetworkOut:
    case StageKind::RoutingOut:
        return tr("%1, way out").arg(name);
    default:
        return name;
    }
}

QString DiagramView::stateOf(int stage) const
{
    return stageState(d->stage(stage), explained(stage), d->scene.selected != nullptr);
}

void DiagramView::tell(const QString& caption)
{
    if (caption == d->spoken)
        return;
    d->spoken = caption;
    QAccessibleEvent changed(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&changed);
}

QString DiagramView::spokenCaption() const
{
    return d->spoken;
}

void DiagramView::moveFocus(const QPointF& direction)
{
    focusStage(d->focused < 0 ? 0 : stageTowards(direction, d->focused, d->layout, picture()));
}

} // namespace hookwalk::ui
