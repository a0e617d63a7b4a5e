// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/transportbar.h"

#include "ui/keys/commands.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/segments.h"
#include "ui/panels/traversalmodel.h"
#include "ui/playback/scrubber.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "words/times.h"

#include <algorithm>
#include <cmath>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hookwalk::ui
{

namespace
{

QString ratio(qint64 slowdown) // "1 : 100 000", with thin blanks
{
    QString digits = QString::number(slowdown);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, QChar(0x2009));
    return QStringLiteral("1 : %1").arg(digits);
}

QString withSpeedKeys(const QString& tip)
{
    return tr("%1 (%2 and %3)").arg(tip, keysText(Command::Slower), keysText(Command::Faster));
}

} // namespace

TransportBar::TransportBar(const Appearance& appearance, Playhead& playhead, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_playhead(playhead)
    , m_play(new QPushButton(this))
    , m_kinds(new Segments(appearance, 36))
    , m_speed(new QComboBox)
    , m_scrubber(new Scrubber(appearance))
    , m_time(new QLabel)
    , m_lists(new IconButton(appearance, QStringLiteral("lists"), tr("Hide the lists")))
{
    setFixedHeight(48);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(4);
    const auto add = [&](const char* icon, Command command, const QString& tip, const char* name, auto slot) {
        auto* button = new IconButton(appearance, QString::fromLatin1(icon), withKeys(tip, command), this);
        button->setObjectName(QString::fromLatin1(name));
        button->setColour(&Theme::text);
        connect(button, &QToolButton::clicked, this, [this, slot] {
            Q_EMIT touched();
            (m_playhead.*slot)();
        });
        row->addWidget(button);
        m_controls.push_back(button);
    };
    add("first", Command::FirstStep, tr("To the first step"), "first", &Playhead::toFirst);
    add("back", Command::StepBack, tr("One step back"), "back", &Playhead::stepBack);
    m_play->setObjectName(QStringLiteral("play"));
    m_play->setFocusPolicy(Qt::TabFocus);
    m_play->setFixedSize(36, 36);
    m_play->setProperty(ringRadius, 18);
    m_play->setIconSize(QSize(16, 16));
    row->addSpacing(4);
    row->addWidget(m_play);
    row->addSpacing(4);
    m_controls.push_back(m_play);
    add("forward", Command::StepForward, tr("One step forward"), "forward", &Playhead::stepForward);
    add("last", Command::LastStep, tr("To the last step"), "last", &Playhead::toLast);
    row->addSpacing(8);
    buildKinds();
    row->addWidget(m_kinds);
    row->addSpacing(4);
    buildSpeed();
    row->addWidget(m_speed);
    row->addSpacing(12);
    row->addWidget(m_scrubber, 1);
    row->addSpacing(16);
    m_time->setFont(monoFont(12.5, QFont::Medium));
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_time->setMinimumWidth(96);
    m_time->setObjectName(QStringLiteral("time"));
    row->addWidget(m_time);
    row->addSpacing(4);
    m_lists->setObjectName(QStringLiteral("lists"));
    row->addWidget(m_lists);
    m_controls.push_back(m_speed);

    connect(m_play, &QPushButton::clicked, this, [this] {
        Q_EMIT touched();
        m_playhead.toggle();
    });
    connect(m_lists, &QToolButton::clicked, this, &TransportBar::listsToggled);
    connect(m_scrubber, &Scrubber::scrubbed, this, [this](double moment) {
        Q_EMIT touched();
        m_playhead.pause();
        m_playhead.setPosition(moment);
    });
    connect(m_scrubber, &Scrubber::stepRequested, this, [this](int direction) {
        Q_EMIT touched();
        direction > 0 ? m_playhead.stepForward() : m_playhead.stepBack();
    });
    connect(&playhead, &Playhead::playingChanged, this, &TransportBar::showPlaying);
    connect(&playhead, &Playhead::positionChanged, this, &TransportBar::showPosition);
    connect(&playhead, &Playhead::pacingChanged, this, &TransportBar::showPacing);
    connect(&appearance, &Appearance::changed, this, &TransportBar::tint);
    tint();
    setWalk(nullptr);
}

void TransportBar::buildKinds()
{
    const auto add = [&](TimeKind kind, Command command, const QString& name, const QString& tip) {
        const int id = static_cast<int>(kind);
        m_kinds->add(id, name, withKeys(tip, command), QStringLiteral("kind%1").arg(id + 1));
    };
    add(TimeKind::True, Command::TrueTime, tr("True"), tr("As long as it took, slower by one factor"));
    add(TimeKind::Even, Command::EvenTime, tr("Even"), tr("Every step the same 0.6 s"));
    add(TimeKind::Stretched, Command::StretchedTime, tr("Stretched"),
        tr("Short times stretched, long ones shortened: what took longer takes longer"));
    connect(m_kinds, &Segments::clicked, this,
            [this](int kind) { m_playhead.setKind(static_cast<TimeKind>(kind)); });
}

void TransportBar::buildSpeed()
{
    m_speed->setObjectName(QStringLiteral("speed"));
    m_speed->setAccessibleName(tr("Speed"));
    connect(m_speed, &QComboBox::activated, this, [this](int index) {
        const auto at = static_cast<std::size_t>(index);
        m_playhead.kind() == TimeKind::True ? m_playhead.setSlowdown(slowdowns()[at])
                                            : m_playhead.setSpeed(speeds()[at]);
    });
    showPacing();
}

void TransportBar::fitInto(int width)
{
    constexpr int others = 598, wideSpeed = 144, smallSpeed = 112,
                  spacing = 4; // others: buttons, time, and a scrubber whose steps lie apart
    const int rest = width - others - m_kinds->sizeHint().width();
    m_kinds->setVisible(rest >= 0); // else it is in the menu, with slower and faster
    m_speed->setVisible(rest >= smallSpeed + spacing);
    const bool narrow = rest < wideSpeed + spacing;
    m_speed->setFixedWidth(narrow ? smallSpeed : wideSpeed);
    if (std::exchange(m_narrow, narrow) != narrow)
        showPacing();
}

void TransportBar::setWalk(const Walk* walk)
{
    const auto seen = walk ? seenForUs(*walk) : std::nullopt;
    m_timed = seen.has_value();
    m_lastLineUs = seen.value_or(0);
    m_scrubber->setWalk(walk);
    m_scrubber->setMoments(m_playhead.pacing().moments());
    for (QWidget* control : m_controls)
        control->setEnabled(walk != nullptr);
    showPosition();
    tint();
}

void TransportBar::setListsShown(bool shown)
{
    m_lists->setTip(withKeys(shown ? tr("Fold the lists away") : tr("Show the lists"), Command::Lists));
}

void TransportBar::showPosition()
{
    m_scrubber->setPosition(m_playhead.positionMs());
    // Stops before the first and behind the last line have a place on the line of time, but no time of the
    // kernel's.
    const double shown = std::clamp(m_playhead.positionUs(), 0.0, m_lastLineUs);
    const QString last = qt(words::duration(m_lastLineUs));
    const bool sameUnit = last.endsWith(QStringLiteral("µs"));
    m_time->setText(!m_timed   ? QStringLiteral("– / –")
                    : sameUnit ? QStringLiteral("%1 / %2").arg(std::lround(shown)).arg(last)
                               : QStringLiteral("%1 / %2").arg(qt(words::duration(shown)), last));
}

void TransportBar::showPlaying(bool playing)
{
    m_play->setToolTip(withKeys(playing ? tr("Pause") : tr("Play"), Command::Play));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    tint();
}

void TransportBar::showPacing()
{
    m_kinds->choose(static_cast<int>(m_playhead.kind()));
    m_speed->clear();
    if (m_playhead.kind() == TimeKind::True) {
        for (const qint64 slowdown : slowdowns())
            m_speed->addItem(slowdown > 0 ? ratio(slowdown)
                             : m_playhead.pacing().moments().empty() || m_narrow
                                 ? tr("Auto")
                                 : tr("Auto  %1").arg(ratio(m_playhead.effectiveSlowdown())));
        m_speed->setToolTip(
            withSpeedKeys(tr("How much slower than the kernel: at 1 : 100 000 a second shows 10 µs.\n"
                             "Auto lets every packet walk for about six seconds.")));
        m_speed->setCurrentIndex(
            static_cast<int>(std::ranges::find(slowdowns(), m_playhead.slowdown()) - slowdowns().begin()));
    } else {
        for (const double speed : speeds())
            m_speed->addItem(speed == 0.25  ? QStringLiteral("¼×")
                             : speed == 0.5 ? QStringLiteral("½×")
                                            : QStringLiteral("%1×").arg(speed));
        m_speed->setToolTip(withSpeedKeys(tr("How fast the steps follow each other")));
        m_speed->setCurrentIndex(
            static_cast<int>(std::ranges::find(speeds(), m_playhead.speed()) - speeds().begin()));
    }
    m_scrubber->setMoments(m_playhead.pacing().moments());
}

void TransportBar::tint()
{
    const Theme& theme = m_appearance.theme();
    const bool enabled = m_play->isEnabled();
    m_play->setStyleSheet(
        QStringLiteral("QPushButton { background: %1; border: 2px solid %1; border-radius: 18px;"
                       " padding: 0; min-height: 32px }"
                       "QPushButton:hover { background: %2; border-color: %2 }")
            .arg((enabled ? theme.buttonFill : theme.divider).name(),
                 mix(theme.buttonFill, theme.onButton, 0.1).name()));
    m_play->setIcon(icon(m_playhead.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"),
                         enabled ? theme.onButton : theme.text3));
}

} // namespace hookwalk::ui
