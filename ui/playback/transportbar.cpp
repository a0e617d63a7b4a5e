// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/transportbar.h"

#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"
#include "ui/panels/traversalmodel.h"
#include "ui/playback/scrubber.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "words/times.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace hookwalk::ui
{

namespace
{

constexpr std::array<qint64, 8> slowdowns{10'000'000, 1'000'000, 500'000, 200'000,
                                          100'000,    50'000,    10'000,  1'000};

QString ratio(qint64 slowdown) // "1 : 100 000", with thin blanks
{
    QString digits = QString::number(slowdown);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, QChar(0x2009));
    return QStringLiteral("1 : %1").arg(digits);
}

} // namespace

TransportBar::TransportBar(const Appearance& appearance, Playhead& playhead, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_playhead(playhead)
    , m_play(new QPushButton(this))
    , m_speed(new QComboBox)
    , m_scrubber(new Scrubber(appearance))
    , m_time(new QLabel)
    , m_speedLabel(new TintedLabel(appearance, &Theme::text3, textFont(12), tr("Speed")))
    , m_lists(new IconButton(appearance, QStringLiteral("lists"), tr("Hide the lists")))
{
    setFixedHeight(48);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(4);
    const auto add = [&](const char* icon, const QString& tip, const char* name, auto slot) {
        auto* button = new IconButton(appearance, QString::fromLatin1(icon), tip, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setColour(&Theme::text);
        connect(button, &QToolButton::clicked, this, [this, slot] {
            Q_EMIT touched();
            (m_playhead.*slot)();
        });
        row->addWidget(button);
        m_controls.push_back(button);
    };
    add("first", tr("To the first step (Home)"), "first", &Playhead::toFirst);
    add("back", tr("One step back (←)"), "back", &Playhead::stepBack);
    m_play->setObjectName(QStringLiteral("play"));
    m_play->setFocusPolicy(Qt::TabFocus);
    m_play->setFixedSize(36, 36);
    m_play->setIconSize(QSize(16, 16));
    row->addSpacing(4);
    row->addWidget(m_play);
    row->addSpacing(4);
    m_controls.push_back(m_play);
    add("forward", tr("One step forward (→)"), "forward", &Playhead::stepForward);
    add("last", tr("To the last step (End)"), "last", &Playhead::toLast);
    row->addSpacing(8);
    row->addWidget(buildSpeed());
    row->addSpacing(16);
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
    connect(m_scrubber, &Scrubber::scrubbed, this, [this](double us) {
        Q_EMIT touched();
        m_playhead.pause();
        m_playhead.setPosition(us);
    });
    connect(m_scrubber, &Scrubber::stepRequested, this, [this](int direction) {
        Q_EMIT touched();
        direction > 0 ? m_playhead.stepForward() : m_playhead.stepBack();
    });
    connect(&playhead, &Playhead::playingChanged, this, &TransportBar::showPlaying);
    connect(&playhead, &Playhead::positionChanged, this, &TransportBar::showPosition);
    connect(&playhead, &Playhead::speedChanged, this, &TransportBar::showSpeed);
    connect(&appearance, &Appearance::changed, this, &TransportBar::tint);
    tint();
    setWalk(nullptr);
}

QWidget* TransportBar::buildSpeed()
{
    m_speed->setObjectName(QStringLiteral("speed"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("How much slower than the kernel: at 1 : 100 000 a second shows 10 µs.\n"
                           "Auto lets every packet walk for about five seconds."));
    m_speed->setFixedWidth(180);
    m_speed->addItem(QString(), 0);
    for (const qint64 slowdown : slowdowns)
        m_speed->addItem(ratio(slowdown), slowdown);
    connect(m_speed, &QComboBox::activated, this,
            [this](int index) { m_playhead.setSlowdown(m_speed->itemData(index).toLongLong()); });
    showSpeed();

    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_speedLabel->setBuddy(m_speed);
    row->addWidget(m_speedLabel);
    row->addWidget(m_speed);
    return box;
}

void TransportBar::setWalk(const Walk* walk)
{
    const auto seen = walk ? seenForUs(*walk) : std::nullopt;
    m_timed = seen.has_value();
    m_lastLineUs = seen.value_or(0);
    m_scrubber->setWalk(walk);
    for (QWidget* control : m_controls)
        control->setEnabled(walk != nullptr);
    showPosition(m_playhead.positionUs());
    tint();
}

void TransportBar::setListsShown(bool shown)
{
    m_lists->setTip(shown ? tr("Fold the lists away") : tr("Show the lists"));
}

void TransportBar::showPosition(double us)
{
    m_scrubber->setPositionUs(us);
    // Stops before the first and behind the last line have a place on the line of time, but no time of the
    // kernel's.
    const double shown = std::clamp(us, 0.0, m_lastLineUs);
    const QString last = qt(words::duration(m_lastLineUs));
    const bool sameUnit = last.endsWith(QStringLiteral("µs"));
    m_time->setText(!m_timed   ? QStringLiteral("– / –")
                    : sameUnit ? QStringLiteral("%1 / %2").arg(std::lround(shown)).arg(last)
                               : QStringLiteral("%1 / %2").arg(qt(words::duration(shown)), last));
}

void TransportBar::showPlaying(bool playing)
{
    m_play->setToolTip(playing ? tr("Pause (blank)") : tr("Play (blank)"));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    tint();
}

void TransportBar::showSpeed()
{
    m_speed->setItemText(0, m_playhead.stops().empty()
                                ? tr("Auto")
                                : tr("Auto  %1").arg(ratio(m_playhead.effectiveSlowdown())));
    m_speed->setCurrentIndex(std::max(0, m_speed->findData(m_playhead.slowdown())));
}

void TransportBar::tint()
{
    const Theme& theme = m_appearance.theme();
    const bool enabled = m_play->isEnabled();
    m_play->setStyleSheet(
        QStringLiteral("QPushButton { background: %1; border: 2px solid %1; border-radius: 18px;"
                       " padding: 0; min-height: 32px }"
                       "QPushButton:hover { background: %2; border-color: %2 }"
                       "QPushButton:focus { border-color: %3 }")
            .arg((enabled ? theme.buttonFill : theme.divider).name(),
                 mix(theme.buttonFill, theme.onButton, 0.1).name(), theme.text.name()));
    m_play->setIcon(icon(m_playhead.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"),
                         enabled ? theme.onButton : theme.text3));
}

} // namespace hookwalk::ui
