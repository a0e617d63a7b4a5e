// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/overview.h"

#include "query/filter.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/focus.h"
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"

#include <algorithm>
#include <cmath>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace hookwalk::ui
{

namespace
{

constexpr double overviewHeight = 24, sideRoom = 8,
                 gripWidth = 6; // sideRoom: room for handles outside of the window
constexpr double columnWidth = 3;
constexpr qint64 readingMs = 4;
constexpr TraversalIndex readAtOnce = 2048;
constexpr int laterMs = 1000;

} // namespace

Overview::Overview(const Appearance& appearance, const TimelineModel& model, LaneScale& scale,
                   QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_model(model)
    , m_document(model.document())
    , m_scale(scale)
{
    setObjectName(QStringLiteral("overview"));
    setFixedHeight(44);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("All of time"));
    m_next.setSingleShot(true);
    m_later.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Overview::read);
    connect(&m_later, &QTimer::timeout, this, &Overview::showAnew);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    connect(&scale, &LaneScale::changed, this, [this] {
        setAccessibleDescription(inWords());
        update();
    });
    connect(&m_document, &Document::reset, this, &Overview::startOver);
    connect(&m_document, &Document::grew, this, [this] { m_next.start(0); });
    const auto again = [this] { // endings may be others, as more is known
        if (!m_later.isActive())
            m_later.start(laterMs);
    };
    connect(&m_document, &Document::learned, this, again);
    if (PacketFilter* filter = model.filter()) {
        connect(filter, &PacketFilter::changed, this, &Overview::showAnew);
        connect(filter, &PacketFilter::judged, this, [this] { m_next.start(0); });
        connect(filter, &PacketFilter::judgedAgain, this, again);
    }
    startOver();
}

void Overview::startOver()
{
    m_density = {};
    m_readTo = m_document.first();
    showAnew();
}

void Overview::showAnew()
{
    m_density.showNone();
    m_shownTo = m_document.first();
    m_next.start(0);
    update();
}

// As much as the window has time for; the rest when events have been seen to.
void Overview::read()
{
    QElapsedTimer time;
    time.start();
    const PacketFilter* filter = m_model.filter();
    const bool isFiltered = filter && filter->isActive();
    m_readTo = std::max(m_readTo, m_document.first());
    m_shownTo = std::max(m_shownTo, m_document.first());
    const auto when = [this](TraversalIndex packet) {
        return static_cast<std::int64_t>(m_scale.beginOf(packet));
    };
    const auto end = isFiltered ? std::min(filter->judgedTo(), m_document.count()) : m_document.count();
    bool isMore = true;
    while (isMore && time.elapsed() < readingMs) {
        for (auto to = std::min(m_document.count(), m_readTo + readAtOnce); m_readTo < to; ++m_readTo)
            m_density.add(when(m_readTo));
        const auto to = std::min({end, m_readTo, m_shownTo + readAtOnce / 8});
        for (; m_shownTo < to; ++m_shownTo) {
            if (!isFiltered || filter->shows(m_shownTo))
                m_density.show(when(m_shownTo), isDropped(endingKindOf(m_document.trace(), m_shownTo)));
        }
        isMore = m_readTo < m_document.count() || m_shownTo < std::min(end, m_readTo);
    }
    if (isMore)
        m_next.start(0);
    update();
}

QString Overview::inWords() const
{
    const auto &all = m_scale.all(), &window = m_scale.window();
    if (m_model.rowCount() == 0)
        return {};
    if (!m_scale.isTimed())
        return tr("This log has no times");
    return m_scale.isAll()
               ? tr("%1, all in view").arg(lengthText(all.length()))
               : tr("%1 in view, of %2").arg(lengthText(window.length()), lengthText(all.length()));
}

double Overview::xOf(double us) const
{
    const auto& all = m_scale.all();
    return sideRoom + (us - all.begin) / std::max(all.length(), 1e-9) * (width() - 2 * sideRoom);
}

double Overview::usAt(double x) const
{
    const auto& all = m_scale.all();
    return all.begin + (x - sideRoom) / (width() - 2 * sideRoom) * all.length();
}

QRectF Overview::windowRect() const
{
    const double from = xOf(m_scale.window().begin), to = xOf(m_scale.window().end);
    return {from, 0, std::max(1.0, to - from), overviewHeight};
}

Overview::Grip Overview::gripAt(double x) const
{
    const QRectF window = windowRect();
    if (x >= window.left() - gripWidth - 2 && x < window.left())
        return Grip::Begin;
    if (x > window.right() && x <= window.right() + gripWidth + 2)
        return Grip::End;
    return !m_scale.isAll() && x >= window.left() && x <= window.right() ? Grip::Whole : Grip::New;
}

void Overview::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_model.rowCount() == 0)
        return;
    m_pressedAt = event->position().x();
    m_grip = event->modifiers() & Qt::AltModifier && m_scale.isTimed() ? Grip::Term : gripAt(m_pressedAt);
    m_term = {usAt(m_pressedAt), usAt(m_pressedAt)};
    m_before = m_scale.window();
}

void Overview::mouseMoveEvent(QMouseEvent* event)
{
    const double x = std::clamp(event->position().x(), sideRoom, width() - sideRoom);
    if (m_grip == Grip::None) {
        const Grip grip = gripAt(event->position().x());
        setCursor(grip == Grip::Whole ? Qt::OpenHandCursor
                  : grip == Grip::New ? Qt::CrossCursor
                                      : Qt::SizeHorCursor);
        return;
    }
    const double moved = usAt(x) - usAt(m_pressedAt);
    switch (m_grip) {
    case Grip::Begin:
        return m_scale.setWindow({std::min(m_before.begin + moved, m_before.end), m_before.end});
    case Grip::End:
        return m_scale.setWindow({m_before.begin, std::max(m_before.end + moved, m_before.begin)});
    case Grip::Whole:
        return m_scale.setWindow({m_before.begin + moved, m_before.end + moved});
    case Grip::Term:
        m_term = {usAt(std::min(x, m_pressedAt)), usAt(std::max(x, m_pressedAt))};
        return update();
    default:
        if (std::abs(x - m_pressedAt) >= 3)
            m_scale.setWindow({usAt(std::min(x, m_pressedAt)), usAt(std::max(x, m_pressedAt))});
    }
}

void Overview::mouseReleaseEvent(QMouseEvent* event)
{
    // A click beside the window brings it there.
    if (m_grip == Grip::New && std::abs(event->position().x() - m_pressedAt) < 3 && !m_scale.isAll())
        m_scale.setWindow(m_before.movedTo(usAt(m_pressedAt), 0.5));
    if (m_grip == Grip::Term && m_term.length() > 0)
        Q_EMIT timeOffered(termInWords());
    m_grip = Grip::None;
    update();
}

QString Overview::termInWords() const
{
    constexpr double wholeDay = 86'400e6;
    const auto dayOf = [](double us) { return std::floor(us / wholeDay); };
    // The time of day says enough where all of the log is of one day.
    const bool isOfDay = hasWallClock(m_document.trace(), m_document.first()) &&
                         dayOf(m_scale.all().begin) == dayOf(m_scale.all().end);
    const auto whole = [](double us) { return static_cast<std::int64_t>(std::llround(std::max(0.0, us))); };
    return qt(query::timeCondition(whole(m_term.begin), whole(m_term.end), isOfDay).text);
}

void Overview::keyPressEvent(QKeyEvent* event)
{
    constexpr double part = 0.1;
    switch (event->key()) {
    case Qt::Key_Left:
        return m_scale.pan(-part * m_scale.width());
    case Qt::Key_Right:
        return m_scale.pan(part * m_scale.width());
    default:
        QWidget::keyPressEvent(event);
    }
}

void Overview::wheelEvent(QWheelEvent* event)
{
    const double turns = event->angleDelta().y() / 120.0;
    m_scale.zoom(std::pow(1.5, turns), m_scale.xAt(usAt(event->position().x())));
    event->accept();
}

bool Overview::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(),
                       tr("Drag: the part of time that the lanes show. The filter stays.\n"
                          "Drag with Alt: a term for the filter, with the time written out."),
                       this);
    return true;
}

void Overview::paintColumns(QPainter& painter) const
{
    const Theme& theme = m_appearance.theme();
    const auto columns = static_cast<std::size_t>(std::max(1.0, (width() - 2 * sideRoom) / columnWidth));
    const auto& all = m_scale.all();
    const auto parts = m_density.parts(static_cast<std::int64_t>(all.begin),
                                       static_cast<std::int64_t>(std::ceil(all.end)), columns);
    const auto most = std::ranges::max_element(parts, {}, &query::Density::Bin::all)->all;
    if (most == 0)
        return;
    const bool isFiltered = m_model.filter() && m_model.filter()->isActive();
    const double step = (width() - 2 * sideRoom) / static_cast<double>(columns);
    for (std::size_t at = 0; at < columns; ++at) {
        const double x = sideRoom + (static_cast<double>(at) + 0.5) * step;
        if (parts[at].all > 0) {
            const double high = 2 + 14 * std::log1p(parts[at].all) / std::log1p(most);
            painter.setPen(QPen(theme.border, 2));
            painter.drawLine(QPointF(x, overviewHeight - 1), QPointF(x, overviewHeight - 1 - high));
        }
        if (isFiltered && parts[at].shown > 0) {
            painter.setPen(QPen(theme.accent, 1.5));
            painter.drawLine(QPointF(x, overviewHeight - 1), QPointF(x, 7));
        }
    }
    for (std::size_t at = 0; at < columns; ++at) {
        if (parts[at].drops == 0)
            continue;
        auto last = at;
        for (auto next = at + 1; next < columns && static_cast<double>(next - at) * step < dropsMerge; ++next)
            last = parts[next].drops > 0 ? next : last;
        const double x = sideRoom + (static_cast<double>(at + last) / 2 + 0.5) * step;
        paintEndingMark(painter, EndingMark::DroppedByRule, {x, 6}, 4, theme, theme.field);
        at = last;
    }
}

void Overview::paintWindow(QPainter& painter) const
{
    const Theme& theme = m_appearance.theme();
    const QRectF window = windowRect().adjusted(0, 0.5, 0, -0.5);
    QColor tint = theme.accent;
    tint.setAlphaF(0.14F);
    if (!m_scale.isAll()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(tint);
        painter.drawRect(window);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_scale.isAll() ? theme.controlBorder : theme.buttonFill);
    for (const double x : {window.left() - gripWidth, window.right()})
        painter.drawRoundedRect(QRectF(x, 2, gripWidth, overviewHeight - 4), 2, 2);
}

void Overview::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(QRectF(sideRoom, 0, width() - 2 * sideRoom, overviewHeight), 4, 4);
    if (m_model.document().count() == m_model.document().first())
        return;
    paintColumns(painter);
    paintWindow(painter);
    if (m_grip == Grip::Term) {
        QColor tint = theme.hint;
        tint.setAlphaF(0.2F);
        const double from = xOf(m_term.begin), to = xOf(m_term.end);
        painter.setPen(QPen(theme.hint, 1));
        painter.setBrush(tint);
        painter.drawRect(QRectF(from, 0.5, std::max(1.0, to - from), overviewHeight - 1));
        return paintWords(painter, monoFont(11), theme.hint, termInWords());
    }
    paintWords(painter, textFont(11, QFont::Medium), m_scale.isAll() ? theme.text3 : theme.accent, inWords());
}

// What is in view; at its sides when all begins and ends, where there is room for that.
void Overview::paintWords(QPainter& painter, const QFont& font, const QColor& colour,
                          const QString& inView) const
{
    constexpr double apart = 8;
    const QRectF line(sideRoom, overviewHeight + 3, width() - 2 * sideRoom, 16);
    painter.setFont(font);
    painter.setPen(colour);
    const QString middle =
        painter.fontMetrics().elidedText(inView, Qt::ElideRight, static_cast<int>(line.width()));
    painter.drawText(line, Qt::AlignCenter, middle);
    if (!m_scale.isTimed())
        return;
    const double beside = (line.width() - painter.fontMetrics().horizontalAdvance(middle)) / 2 - apart;
    const bool isWallClock = hasWallClock(m_document.trace(), m_document.first());
    const double step = std::min(1e6, m_scale.all().length() / 10);
    painter.setFont(monoFont(10.5));
    painter.setPen(m_appearance.theme().text3);
    for (const auto& [us, side] :
         {std::pair(m_scale.all().begin, Qt::AlignLeft), {m_scale.all().end, Qt::AlignRight}}) {
        const QString when = clockText(us, step, isWallClock, false);
        if (painter.fontMetrics().horizontalAdvance(when) <= beside)
            painter.drawText(line, side | Qt::AlignVCenter, when);
    }
}

} // namespace hookwalk::ui
