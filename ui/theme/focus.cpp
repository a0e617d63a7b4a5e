// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus.h"

#include <algorithm>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFocusEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <utility>

namespace hookwalk::ui
{

namespace
{

constexpr int ringWidth = 2, ringOffset = 2; // the latter: between it and the control
constexpr double usualRingRadius = 6;

QPointer<FocusRing> theRing;

bool takesText(const QWidget& widget)
{
    return qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget);
}

// Lists and texts fill their panel: inside, not around.
// And so what has no room around it in its window.
int reachOf(const QWidget& widget)
{
    constexpr int around = ringWidth + ringOffset;
    const QRect place(widget.mapTo(widget.window(), QPoint()), widget.size());
    const bool fills = qobject_cast<const QAbstractScrollArea*>(&widget) ||
                       !widget.window()->rect().contains(place.adjusted(-around, -around, around, around));
    return fills ? 0 : around;
}

bool isListOfBox(const QWidget& widget) // that drops down
{
    return qobject_cast<const QAbstractScrollArea*>(&widget) && widget.window()->windowType() == Qt::Popup;
}

// The part of the window in which the widget can be seen, as it scrolls.
QRect shownPartOf(const QWidget& widget, const QWidget& window)
{
    QRect part = window.rect();
    for (const QWidget* up = widget.parentWidget(); up && up != &window; up = up->parentWidget()) {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(up->parentWidget());
        if (area && area->viewport() == up)
            part &= QRect(up->mapTo(&window, QPoint()), up->size());
    }
    return part;
}

bool isTabStop(const QWidget& widget)
{
    return widget.isVisibleTo(widget.window()) && widget.isEnabled() && !widget.focusProxy() &&
           (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

void addInOrder(const QWidget& parent, std::vector<QWidget*>& order)
{
    std::vector<QWidget*> children;
    for (QObject* child : parent.children()) {
        auto* widget = qobject_cast<QWidget*>(child);
        if (widget && !widget->isWindow() && widget->isVisibleTo(&parent))
            children.push_back(widget);
    }
    std::ranges::stable_sort(children, {}, [](const QWidget* one) { return one->y(); });
    // Those beside each other are a row, which is read from the left.
    for (auto row = children.begin(); row != children.end();) {
        const int bottom = (*row)->y() + (*row)->height() / 2;
        const auto end = std::find_if(row, children.end(), [bottom](const QWidget* one) {
            return one->y() + std::min(one->height() / 2, 16) > bottom;
        });
        const auto next = std::max(end, row + 1);
        std::stable_sort(row, next, [](const QWidget* a, const QWidget* b) { return a->x() < b->x(); });
        for (; row != next; ++row) {
            if (isTabStop(**row))
                order.push_back(*row);
            if (!takesText(**row) && !qobject_cast<QComboBox*>(*row))
                addInOrder(**row, order);
        }
    }
}

} // namespace

void paintFocusRing(QPainter& painter, const QPainterPath& around, const QColor& colour)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, ringWidth));
    painter.drawPath(around);
}

class FocusRing::Ring : public QWidget
{
public:
    Ring(const FocusRing& focus, QWidget* window)
        : QWidget(window)
        , m_focus(focus)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_focus.paint(painter);
    }

private:
    const FocusRing& m_focus;
};

void FocusRing::follow(QApplication& application)
{
    if (!theRing)
        theRing = new FocusRing(application);
}

QWidget* FocusRing::shown()
{
    return theRing && theRing->m_ring && theRing->m_ring->isVisible() ? theRing->m_around.data() : nullptr;
}

FocusRing::FocusRing(QApplication& application)
    : QObject(&application)
{
    connect(&application, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { moveTo(now); });
    application.installEventFilter(this);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            m_byKeyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                           reason == Qt::ShortcutFocusReason;
        break;
    }
    case QEvent::Polish: // a click presses a button and leaves the keys where they are
        if (qobject_cast<QPushButton*>(watched) || qobject_cast<QCheckBox*>(watched)) {
            if (auto* button = static_cast<QWidget*>(watched); button->focusPolicy() == Qt::StrongFocus)
                button->setFocusPolicy(Qt::TabFocus);
        }
        break;
    case QEvent::MouseButtonPress:
        if (std::exchange(m_byKeyboard, false))
            place();
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::EnabledChange:
        if (const auto* widget = qobject_cast<QWidget*>(watched);
            m_around && widget && widget != m_ring && (widget == m_around || widget->isAncestorOf(m_around)))
            place();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::moveTo(QWidget* focus)
{
    m_focus = m_around = focus;
    if (focus) {
        if (auto* other = focus->property(ringAround).value<QWidget*>())
            m_around = other;
    }
    place();
}

void FocusRing::place()
{
    const bool seen = m_focus && m_around && m_around->isVisible() && !m_around->isWindow() &&
                      !m_focus->property(ownRing).toBool() && !isListOfBox(*m_focus) &&
                      (m_byKeyboard || takesText(*m_focus));
    QWidget* window = seen ? m_around->window() : nullptr;
    if (m_ring && m_ring->parentWidget() != window)
        delete m_ring;
    if (!seen)
        return;
    if (!m_ring)
        m_ring = new Ring(*this, window);
    const int reach = reachOf(*m_around);
    m_ring->setGeometry(
        QRect(m_around->mapTo(window, QPoint()), m_around->size()).adjusted(-reach, -reach, reach, reach));
    m_ring->show();
    m_ring->raise();
    m_ring->update();
}

void FocusRing::paint(QPainter& painter) const
{
    if (!m_around || !m_focus)
        return;
    const int reach = reachOf(*m_around);
    const QRect part = shownPartOf(*m_around, *m_around->window()).adjusted(-reach, -reach, reach, reach);
    painter.setClipRect(part.translated(-m_ring->pos()));
    painter.setRenderHint(QPainter::Antialiasing);
    const QVariant asked = m_around->property(ringRadius);
    const double radius =
        reach == 0 ? 4 : (asked.isValid() ? asked.toDouble() : usualRingRadius) + reach - ringWidth / 2.0;
    QPainterPath ring;
    ring.addRoundedRect(QRectF(m_ring->rect()).adjusted(1, 1, -1, -1), radius, radius);
    const Theme& theme = Theme::now();
    paintFocusRing(painter, ring, m_focus->property(onOverlay).toBool() ? theme.overlayAction : theme.accent);
}

std::vector<QWidget*> focusOrder(const QWidget& window)
{
    std::vector<QWidget*> order;
    addInOrder(window, order);
    return order;
}

bool moveFocus(const QWidget& window, bool next)
{
    const auto order = focusOrder(window);
    if (order.empty())
        return false;
    const auto here = std::ranges::find(order, window.focusWidget());
    const auto count = std::ssize(order);
    const auto at = here == order.end() ? (next ? -1 : count) : here - order.begin();
    order[static_cast<std::size_t>((at + (next ? 1 : -1) + count) % count)]->setFocus(
        next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace hookwalk::ui
