// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/ruler.h"

#include "ui/panels/paint.h"
#include "ui/theme/focus.h"
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"
#include "ui/timeline/pathmarks.h"
#include "words/stages.h"
#include "words/times.h"

#include <algorithm>
#include <cmath>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QToolTip>

namespace hookwalk::ui
{

namespace
{

constexpr double labelGap = 12, handleHeight = 18;
constexpr double quietUs = 100'000; // from packet to packet: marked where it is shortened
constexpr double zoomStep = 1.5;

} // namespace

Ruler::Ruler(const Appearance& appearance, const TimelineModel& model, LaneScale& scale, Playhead& playhead,
             Flags& flags, QWidget* parent)
    : QAbstractSlider(parent)
    , m_appearance(appearance)
    , m_model(model)
    , m_scale(scale)
    , m_playhead(playhead)
    , m_flags(flags)
{
    setObjectName(QStringLiteral("ruler"));
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Time on the packet's way"));
    setCursor(Qt::PointingHandCursor);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&appearance, &Appearance::changed, this, repaint);
    connect(&scale, &LaneScale::changed, this, repaint);
    connect(&flags, &Flags::changed, this, &Ruler::placeFlags);
    connect(&model.document(), &Document::reset, this, &Ruler::placeFlags);
    connect(&model.document(), &Document::learned, this, &Ruler::placeFlags);
    connect(&model.document(), &Document::grew, this,
            [this](TraversalIndex, const std::vector<TraversalIndex>& seenAgain) {
                if (!seenAgain.empty())
                    placeFlags();
            });
    connect(&playhead, &Playhead::positionChanged, this, [this] {
        const QSignalBlocker quiet(this);
        setValue(stepNow());
        describe();
        update();
    });
    connect(this, &QAbstractSlider::valueChanged, this, [this](int step) { // by a screen reader
        m_playhead.pause();
        m_playhead.goTo(step - 1);
    });
    placeFlags();
    setWalk(nullptr);
}

void Ruler::placeFlags()
{
    m_flagPlaces.clear();
    for (const Flag& flag : m_flags.all())
        m_flagPlaces.push_back(m_scale.placeOf(flag.record - 1));
    update();
}

std::optional<double> Ruler::xOfFlag(std::size_t index) const
{
    const auto& place = m_flagPlaces[index];
    return place ? m_scale.xOf(*place) : std::nullopt;
}

void Ruler::setWalk(Document::WalkPointer walk)
{
    m_walk = std::move(walk);
    const QSignalBlocker quiet(this);
    setRange(1, m_walk ? std::max<int>(1, static_cast<int>(m_walk->stops.size())) : 1);
    setValue(stepNow());
    describe();
    update();
}

int Ruler::stepNow() const
{
    return std::max(1, m_playhead.stop() + 1);
}

void Ruler::describe()
{
    const auto at = static_cast<std::size_t>(stepNow()) - 1;
    setAccessibleDescription(m_walk && at < m_walk->stops.size()
                                 ? tr("Step %1 of %2: %3")
                                       .arg(at + 1)
                                       .arg(m_walk->stops.size())
                                       .arg(qt(words::stopTitle(m_walk->stops[at])))
                                 : QString());
}

QString Ruler::handleText() const
{
    if (!m_walk)
        return {};
    const auto us = toldUs(seenForUs(*m_walk), m_playhead.positionUs());
    return us ? qt(words::offset(*us)) : QString::number(stepNow());
}

const Flag* Ruler::flagAt(QPointF at) const
{
    for (std::size_t i = 0; i < m_flagPlaces.size(); ++i) {
        const auto x = xOfFlag(i);
        if (x && at.x() >= *x - 3 && at.x() <= *x + flagWidth + 2 && at.y() >= height() - flagHeight - 3)
            return &m_flags.all()[i];
    }
    return nullptr;
}

void Ruler::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const Flag* flag = flagAt(event->position()))
        return Q_EMIT flagChosen(flag->record);
    m_isScrubbing = true;
    Q_EMIT scrubbed(event->position().x());
}

void Ruler::mouseMoveEvent(QMouseEvent* event)
{
    if (m_isScrubbing)
        Q_EMIT scrubbed(std::clamp(event->position().x(), 0.0, static_cast<double>(width())));
}

void Ruler::mouseReleaseEvent(QMouseEvent*)
{
    m_isScrubbing = false;
}

void Ruler::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return Q_EMIT stepRequested(1);
    default:
        event->ignore(); // the window's
    }
}

void Ruler::wheelEvent(QWheelEvent* event)
{
    const auto turn = event->angleDelta();
    if (turn.y() != 0 && event->modifiers() & Qt::ControlModifier)
        m_scale.zoom(std::pow(zoomStep, turn.y() / 120.0), event->position().x());
    else
        m_scale.pan(-(turn.x() != 0 ? turn.x() : turn.y()) / 2.0);
    event->accept();
}

bool Ruler::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractSlider::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const Flag* flag = flagAt(help->pos()))
        QToolTip::showText(help->globalPos(),
                           flag->note.empty() ? tr("Flag at record %1").arg(flag->record)
                                              : QString::fromStdString(flag->note),
                           this);
    else
        QToolTip::showText(help->globalPos(), tr("Drag: back and forth in time"), this);
    return true;
}

std::vector<Ruler::Label> Ruler::labels() const
{
    if (m_model.rowCount() == 0)
        return {};
    const bool isExact = m_walk && !m_scale.stopsOf(m_walk->traversal).empty();
    if (m_scale.axis().kind() == TimeKind::Even)
        return isExact ? stepNumbers() : std::vector<Label>();
    if (!m_scale.isTimed())
        return {};
    if (m_scale.axis().kind() == TimeKind::True)
        return roundTimes();
    const auto [from, to] = m_scale.rowsInView();
    return to > from && !m_scale.stopsOf(m_model.traversalAt(from)).empty() ? timesOfPackets() : timesAlong();
}

// An ordinary axis, in steps of 1, 2 and 5.
std::vector<Ruler::Label> Ruler::roundTimes() const
{
    std::vector<Label> all;
    const auto& window = m_scale.window();
    const double step = roundStep(std::max(1.0, window.length() * 90 / std::max(1, width())));
    const bool isWallClock = hasWallClock(m_model.document().trace(), m_model.traversalAt(0));
    const double first = std::ceil(window.begin / step) * step;
    for (int i = 0; first + i * step <= window.end; ++i)
        all.push_back(
            {m_scale.xAt(first + i * step), clockText(first + i * step, step, isWallClock, step < 1e6)});
    return all;
}

// Too many packets to name each: the time that it is at even distances.
std::vector<Ruler::Label> Ruler::timesAlong() const
{
    std::vector<Label> all;
    const bool isWallClock = hasWallClock(m_model.document().trace(), m_model.traversalAt(0));
    const double step = m_scale.window().length() / std::max(1, width()) * 90;
    for (int x = 16; x < width(); x += 110)
        all.push_back({static_cast<double>(x), clockText(m_scale.usAt(x), step / 100, isWallClock, false)});
    return all;
}

// The true time of each packet's first step.
std::vector<Ruler::Label> Ruler::timesOfPackets() const
{
    std::vector<Label> all;
    const auto [from, to] = m_scale.rowsInView();
    for (int row = from; row < to; ++row) {
        const auto packet = m_model.traversalAt(row);
        if (const auto& stops = m_scale.stopsOf(packet); !stops.empty())
            all.push_back({stops.front(), clockText(m_scale.beginOf(packet), 1,
                                                    hasWallClock(m_model.document().trace(), packet), true)});
    }
    return all;
}

std::vector<Ruler::Label> Ruler::stepNumbers() const
{
    std::vector<Label> all;
    for (const double x : m_scale.stopsOf(m_walk->traversal))
        all.push_back({x, QString::number(all.size() + 1)});
    return all;
}

void Ruler::paintTicks(QPainter& painter, const std::vector<Label>& labels) const
{
    const Theme& theme = m_appearance.theme();
    const double foot = height() - 1;
    const auto tick = [&](double x, double length, const QColor& colour) {
        painter.setPen(QPen(colour, 1));
        painter.drawLine(QPointF(x, foot - length), QPointF(x, foot));
    };
    if (m_scale.axis().kind() == TimeKind::True || !m_walk) {
        for (const Label& label : labels)
            tick(label.x, 6, theme.edge);
        return;
    }
    const auto [from, to] = m_scale.rowsInView();
    double before = -labelGap;
    for (int row = from; row < std::min(to, from + 256); ++row) {
        const auto packet = m_model.traversalAt(row);
        const auto& stops = m_scale.stopsOf(packet);
        if (stops.empty())
            return;
        for (const double x : stops)
            tick(x, 3, theme.border);
        tick(stops.front(), 8, theme.edge);
        tick(stops.back(), 5, theme.edge);
        const bool isQuiet = row > from && m_scale.axis().kind() == TimeKind::Stretched &&
                             m_scale.beginOf(packet) - m_scale.endOf(m_model.traversalAt(row - 1)) > quietUs;
        const double middle = (before + stops.front()) / 2;
        if (isQuiet && stops.front() - before > labelGap) {
            painter.setPen(QPen(theme.text3, 1.25));
            for (const double x : {middle - 2.5, middle + 1.5})
                painter.drawLine(QPointF(x, foot - 1), QPointF(x + 3, foot - 8));
        }
        before = stops.back();
    }
}

// Labels give way to the playhead and to each other.
void Ruler::paintLabels(QPainter& painter, const std::vector<Label>& labels, double handle,
                        double handleWidth) const
{
    const QFont font = monoFont(10.5);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(m_appearance.theme().text3);
    double free = 0;
    for (const Label& label : labels) {
        const double wide = metrics.horizontalAdvance(label.text);
        const bool isHidden = std::abs(label.x + wide / 2 - handle) < (wide + handleWidth) / 2 + 4;
        if (label.x < free || label.x + wide > width() || isHidden)
            continue;
        painter.drawText(QPointF(label.x, height() - 13), label.text);
        free = label.x + wide + labelGap;
    }
}

void Ruler::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.panel);
    painter.setPen(QPen(theme.divider, 1));
    painter.drawLine(QPointF(0.5, 0), QPointF(0.5, height()));
    const auto x = m_scale.playheadX();
    const QString offset = handleText();
    const QFont font = textFont(10.5, QFont::DemiBold);
    const double wide = QFontMetricsF(font).horizontalAdvance(offset) + 16;
    const auto all = labels();
    paintTicks(painter, all);
    paintLabels(painter, all, x.value_or(-1000), wide);
    for (std::size_t i = 0; i < m_flagPlaces.size(); ++i) {
        if (const auto place = xOfFlag(i))
            paintFlag(painter, {*place, height() - 1.0}, !m_flags.all()[i].note.empty(), theme);
    }
    if (!x)
        return;
    const QRectF handle(std::clamp(*x - wide / 2, 1.0, std::max(1.0, width() - wide - 1)), 0, wide,
                        handleHeight);
    if (hasFocus()) {
        QPainterPath ring;
        ring.addRoundedRect(handle.adjusted(-1, 1, 1, 1), 6, 6);
        paintFocusRing(painter, ring, theme.accent);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.buttonFill);
    painter.drawRoundedRect(handle, 5, 5);
    QPainterPath point(QPointF(*x - 4, handleHeight - 0.5));
    point.lineTo(*x + 4, handleHeight - 0.5);
    point.lineTo(*x, handleHeight + 4.5);
    point.closeSubpath();
    painter.drawPath(point);
    painter.drawRect(QRectF(*x - 0.75, handleHeight, 1.5, height() - handleHeight));
    paintText(painter, handle, offset, font, theme.onButton, Qt::AlignCenter);
}

} // namespace hookwalk::ui
