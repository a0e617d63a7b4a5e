// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/scrubber.h"

#include "traversal/ownchains.h"
#include "ui/panels/paint.h"
#include "ui/theme/focus.h"
#include "ui/theme/text.h"
#include "words/stages.h"

#include <algorithm>
#include <cmath>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QToolTip>

namespace hookwalk::ui
{

namespace
{
constexpr qreal sideMargin = 12, railY = 30, labelY = 12, handleRadius = 9;
constexpr double dropRadius = 7, flagAbove = 9; // above: the rail
constexpr qreal snap = 6;                       // pixels around a station that count as the station
} // namespace

Scrubber::Scrubber(const Appearance& appearance, QWidget* parent)
    : QAbstractSlider(parent)
    , m_appearance(appearance)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setProperty(ownRing, true); // around its handle
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(48);
    setAccessibleName(tr("Time on the packet's way"));
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    // The slider's integers are the steps, for screen readers; the exact position is kept beside them.
    connect(this, &QAbstractSlider::valueChanged, this, [this](int step) {
        describe();
        if (step != stepNow())
            Q_EMIT scrubbed(m_marks[static_cast<std::size_t>(step - 1)].moment);
    });
}

void Scrubber::describe()
{
    const auto at = static_cast<std::size_t>(value()) - 1;
    setAccessibleDescription(
        at < m_marks.size() ? tr("Step %1 of %2: %3").arg(value()).arg(m_marks.size()).arg(m_marks[at].title)
                            : QString());
}

int Scrubber::stepNow() const
{
    const auto behind =
        std::ranges::find_if(m_marks, [this](const Mark& mark) { return mark.moment > m_position; });
    return std::max<int>(1, static_cast<int>(behind - m_marks.begin()));
}

void Scrubber::setWalk(const Walk* walk)
{
    m_marks.clear();
    m_drop.reset();
    if (walk) {
        if (const auto mark = markOf(walk->ending); isDrop(mark) && lastStop(*walk) >= 0)
            m_drop.emplace(static_cast<std::size_t>(lastStop(*walk)), mark);
        for (const Stop& stop : walk->stops)
            m_marks.push_back({0, stop.stage, wasReported(stop) ? StopKind::Observed : stop.kind,
                               qt(words::stopTitle(stop))});
    }
    setEnabled(!m_marks.empty());
    const QSignalBlocker quiet(this); // until the moments are known
    setRange(1, std::max<int>(1, static_cast<int>(m_marks.size())));
}

void Scrubber::setMoments(const std::vector<double>& moments)
{
    if (moments.size() != m_marks.size())
        return; // another walk is on its way here
    for (std::size_t i = 0; i < moments.size(); ++i)
        m_marks[i].moment = moments[i];
    setPosition(m_position);
    describe();
    update();
}

void Scrubber::setFlags(const std::vector<Flagged>& flags)
{
    for (std::size_t i = 0; i < std::min(flags.size(), m_marks.size()); ++i)
        m_marks[i].flag = flags[i];
    update();
}

void Scrubber::setPosition(double moment)
{
    if (m_marks.empty()) {
        m_position = 0;
        return;
    }
    const double start = m_marks.front().moment, end = m_marks.back().moment;
    m_position = std::clamp(moment, start, end);
    setValue(stepNow());
    update();
}

double Scrubber::xOf(double moment) const
{
    const double start = m_marks.front().moment, end = m_marks.back().moment;
    const double share = end > start ? (moment - start) / (end - start) : 0;
    return sideMargin + share * (width() - 2 * sideMargin);
}

double Scrubber::momentAt(double x) const
{
    const double share = std::clamp((x - sideMargin) / (width() - 2 * sideMargin), 0.0, 1.0);
    return m_marks.front().moment + share * (m_marks.back().moment - m_marks.front().moment);
}

void Scrubber::moveTo(double x)
{
    if (m_marks.empty())
        return;
    const auto nearest = std::ranges::min_element(
        m_marks, {}, [&](const Mark& mark) { return std::abs(xOf(mark.moment) - x); });
    const double moment = std::abs(xOf(nearest->moment) - x) <= snap ? nearest->moment : momentAt(x);
    setPosition(moment);
    Q_EMIT scrubbed(moment);
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    moveTo(event->position().x());
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        moveTo(event->position().x());
}

void Scrubber::mouseReleaseEvent(QMouseEvent*)
{
    setSliderDown(false);
}

void Scrubber::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        Q_EMIT stepRequested(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        Q_EMIT stepRequested(1);
        break;
    default:
        event->ignore(); // Home, End and the blank are the window's
    }
}

bool Scrubber::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !m_marks.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (const Mark& mark : m_marks) {
            if (std::abs(xOf(mark.moment) - help->pos().x()) <= snap) {
                QToolTip::showText(help->globalPos(), mark.title, this);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    return QAbstractSlider::event(event);
}

void Scrubber::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF left(sideMargin, railY), right(width() - sideMargin, railY);
    painter.setPen(QPen(theme.border, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(left, right);
    if (m_marks.empty())
        return;
    const QPointF handle(xOf(m_position), railY);
    painter.setPen(QPen(theme.accent, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(left, handle);
    paintLabels(painter);
    paintMarks(painter);

    if (hasFocus()) {
        QPainterPath ring;
        ring.addEllipse(handle, handleRadius + 4, handleRadius + 4);
        paintFocusRing(painter, ring, theme.accent);
    }
    painter.setPen(QPen(theme.buttonFill, 3));
    painter.setBrush(theme.onButton);
    const bool isAtDrop = m_drop && m_position >= m_marks[m_drop->first].moment;
    painter.drawEllipse(handle, handleRadius - 1 + (isAtDrop ? 2 : 0), handleRadius - 1 + (isAtDrop ? 2 : 0));
    if (isAtDrop)
        paintEndingMark(painter, m_drop->second, handle, dropRadius, theme, theme.onButton);
}

void Scrubber::paintMarks(QPainter& painter) const
{
    const Theme& theme = m_appearance.theme();
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const Mark& mark = m_marks[i];
        const QPointF at(xOf(mark.moment), railY);
        if (m_drop && m_drop->first == i)
            paintEndingMark(painter, m_drop->second, at, dropRadius, theme, theme.panel);
        else
            paintLaneMark(painter, mark.stage, mark.kind, at, theme);
        if (mark.flag != Flagged::No)
            paintFlag(painter, at - QPointF(0, flagAbove), mark.flag == Flagged::WithNote, theme);
    }
}

// The hook's name where the packet enters it, as long as it does not run into the name before.
void Scrubber::paintLabels(QPainter& painter) const
{
    const Theme& theme = m_appearance.theme();
    QFont font = textFont(10.5, QFont::Medium);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme.text3);
    std::optional<Hook> hook;
    double free = 0;
    for (const Mark& mark : m_marks) {
        if (mark.stage.kind != StageKind::Chain || hook == mark.stage.chain.hook)
            continue;
        hook = mark.stage.chain.hook;
        const QString label =
            QString::fromUtf8(name(*hook).data(), static_cast<qsizetype>(name(*hook).size()));
        const double textWidth = metrics.horizontalAdvance(label);
        const double x = std::min(xOf(mark.moment) - 2.5, width() - textWidth);
        if (x < free)
            continue;
        painter.drawText(QPointF(x, labelY + 2), label);
        free = x + textWidth + 10;
    }
}

} // namespace hookwalk::ui
