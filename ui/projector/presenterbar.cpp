// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/projector/presenterbar.h"

#include "ui/panels/paint.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <cmath>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>

namespace hookwalk::ui
{

namespace
{

constexpr double sliderMargin = 16; // so that the handle is whole at both ends

class BarButton : public QAbstractButton
{
public:
    BarButton(const Appearance& appearance, const QString& icon, QAction& action, Command command,
              QWidget* parent)
        : QAbstractButton(parent)
        , m_appearance(appearance)
        , m_icon(icon)
    {
        setFocusPolicy(Qt::TabFocus);
        setProperty(onOverlay, true);
        setProperty(ringRadius, 22);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(plainText(command));
        setToolTip(withKeys(plainText(command), command));
        connect(this, &QAbstractButton::clicked, &action, &QAction::trigger);
    }
    void setIconName(const QString& icon, const QString& name)
    {
        m_icon = icon;
        setAccessibleName(name);
        update();
    }
    void makePrimary() { m_primary = true; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = m_appearance.theme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        if (m_primary || underMouse()) {
            painter.setBrush(m_primary ? theme.overlayAction : faded(theme.overlayText, 0.12F));
            painter.drawEllipse(rect());
        }
        const double size = width() * (m_primary ? 24.0 / 44 : 20.0 / 44);
        const QRectF box(rect().center() + QPointF(0.5, 0.5) - QPointF(size, size) / 2, QSizeF(size, size));
        drawIcon(painter, m_icon, m_primary ? theme.overlay : theme.overlayText, box);
    }

private:
    static QColor faded(QColor colour, float opacity)
    {
        colour.setAlphaF(opacity);
        return colour;
    }

    const Appearance& m_appearance;
    QString m_icon;
    bool m_primary = false;
};

} // namespace

StepSlider::StepSlider(const Appearance& appearance, QWidget* parent)
    : QAbstractSlider(parent)
    , m_appearance(appearance)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::TabFocus);
    setProperty(onOverlay, true);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Step of the packet"));
}

void StepSlider::setWalk(const Walk* walk)
{
    m_stops = walk ? walk->stops : std::vector<Stop>();
    setRange(1, std::max<int>(1, static_cast<int>(m_stops.size())));
    update();
}

void StepSlider::setPlace(double place)
{
    m_place = place;
    setValue(static_cast<int>(place) + 1);
    update();
}

double StepSlider::xOf(double place) const
{
    const double margin = sliderMargin * height() / PresenterBar::drawn.height();
    const auto last = static_cast<double>(std::max<std::size_t>(m_stops.size(), 2) - 1);
    return margin + place / last * (width() - 2 * margin);
}

void StepSlider::choose(double x)
{
    if (m_stops.empty())
        return;
    const double step = (x - xOf(0)) / std::max(1.0, xOf(1) - xOf(0));
    Q_EMIT stepChosen(
        static_cast<int>(std::clamp(std::lround(step), 0L, static_cast<long>(m_stops.size()) - 1)));
}

void StepSlider::mousePressEvent(QMouseEvent* event)
{
    choose(event->position().x());
}

void StepSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        choose(event->position().x());
}

void StepSlider::keyPressEvent(QKeyEvent* event)
{
    event->ignore(); // the projector's keys are enough
}

void StepSlider::paintEvent(QPaintEvent*)
{
    if (m_stops.empty())
        return;
    const Theme& theme = m_appearance.theme();
    const double s = static_cast<double>(height()) / PresenterBar::drawn.height(), y = height() / 2.0;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto line = [&](double from, double to, const QColor& colour) {
        painter.setPen(QPen(colour, 4 * s, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(from, y), QPointF(to, y));
    };
    line(xOf(0), xOf(static_cast<double>(m_stops.size() - 1)), mix(theme.overlay, theme.overlayText2, 0.35));
    line(xOf(0), xOf(m_place), theme.overlayAction);
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_stops.size(); ++i) {
        const QPointF at(xOf(static_cast<double>(i)), y);
        const Stop& stop = m_stops[i];
        if (stop.kind == StopKind::Observed && stop.stage.kind == StageKind::Chain) {
            painter.setBrush(fillOf(stop.stage, theme));
            painter.drawRoundedRect(QRectF(at - QPointF(3, 10) * s, QSizeF(6, 20) * s), 2.5 * s, 2.5 * s);
        } else {
            painter.setBrush(theme.overlayText2);
            painter.drawEllipse(at, 4 * s, 4 * s);
        }
    }
    painter.setPen(QPen(theme.overlayAction, 4 * s));
    painter.setBrush(theme.packetCore);
    painter.drawEllipse(QPointF(xOf(m_place), y), 11 * s, 11 * s);
}

PresenterBar::PresenterBar(const Appearance& appearance, Actions& actions, Playhead& playhead,
                           QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_playhead(playhead)
    , m_slider(new StepSlider(appearance, this))
    , m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("presenterBar"));
    using C = Command;
    const auto add = [&](const char* icon, C command, double centre) {
        auto* button = new BarButton(appearance, QLatin1String(icon), actions[command], command, this);
        m_parts.push_back({button, QRectF(centre - 22, 8, 44, 44)});
        return button;
    };
    add("first", C::FirstStep, 38);
    add("back", C::StepBack, 82);
    auto* play = add("play", C::Play, 140);
    play->makePrimary();
    add("forward", C::StepForward, 190);
    add("last", C::LastStep, 234);
    m_parts.push_back({m_slider, QRectF(272 - sliderMargin, 0, 384 + 2 * sliderMargin, 60)});
    m_parts.push_back({m_count, QRectF(676, 0, 100, 60)});
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const auto tint = [this] {
        m_count->setStyleSheet(QStringLiteral("color: %1").arg(m_appearance.theme().overlayText.name()));
    };
    tint();
    connect(&appearance, &Appearance::changed, this, tint);
    connect(&playhead, &Playhead::playingChanged, play, [play](bool playing) {
        play->setIconName(playing ? QStringLiteral("pause") : QStringLiteral("play"),
                          playing ? tr("Pause") : tr("Play"));
    });
    connect(&playhead, &Playhead::positionChanged, this, &PresenterBar::showPlace);
    connect(m_slider, &StepSlider::stepChosen, this, [this](int step) {
        Q_EMIT touched();
        m_playhead.pause();
        m_playhead.goTo(step);
    });
}

void PresenterBar::setWalk(const Walk* walk)
{
    m_steps = walk ? static_cast<qsizetype>(walk->stops.size()) : 0;
    m_slider->setWalk(walk);
    for (const Placed& part : m_parts)
        part.widget->setEnabled(walk != nullptr);
    showPlace();
}

void PresenterBar::showPlace()
{
    const int stop = std::max(0, m_playhead.stop());
    const auto& moments = m_playhead.pacing().moments();
    const auto at = static_cast<std::size_t>(stop);
    const double gap = at + 1 < moments.size() ? moments[at + 1] - moments[at] : 0;
    m_slider->setPlace(stop +
                       (gap > 0 ? std::clamp((m_playhead.positionMs() - moments[at]) / gap, 0.0, 1.0) : 0));
    m_count->setText(m_steps > 0 ? tr("%1 of %2").arg(stop + 1).arg(m_steps) : QString());
}

void PresenterBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(0.96);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_appearance.theme().overlay);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
}

void PresenterBar::resizeEvent(QResizeEvent*)
{
    const double s = static_cast<double>(height()) / drawn.height();
    for (const Placed& part : m_parts)
        part.widget->setGeometry(QRectF(part.drawn.topLeft() * s, part.drawn.size() * s).toRect());
    m_count->setFont(textFont(20 * s, QFont::DemiBold));
}

} // namespace hookwalk::ui
