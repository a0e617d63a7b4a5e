// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/comparetransport.h"

#include "ui/keys/commands.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

namespace hookwalk::ui
{

CompareTransport::CompareTransport(const Appearance& appearance, Playhead& playhead, QWidget* parent)
    : QWidget(parent)
    , m_playhead(playhead)
    , m_speed(new QComboBox)
    , m_place(new TintedLabel(&Theme::text, textFont(12.5, QFont::Medium)))
{
    setFixedHeight(52);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(4);
    const auto add = [&](const char* icon, Command command, const QString& tip, const char* name) {
        auto* button = new IconButton(appearance, QString::fromLatin1(icon), withKeys(tip, command), this);
        button->setObjectName(QString::fromLatin1(name));
        button->setColour(&Theme::text);
        row->addWidget(button);
        return button;
    };
    const auto drive = [this](IconButton* button, void (Playhead::*slot)()) {
        connect(button, &QToolButton::clicked, &m_playhead, slot);
        return button;
    };
    drive(add("first", Command::FirstStep, tr("To the first step"), "compareFirst"), &Playhead::toFirst);
    drive(add("back", Command::StepBack, tr("One step back"), "compareBack"), &Playhead::stepBack);
    m_play = drive(add("play", Command::Play, tr("Play"), "comparePlay"), &Playhead::toggle);
    drive(add("forward", Command::StepForward, tr("One step forward"), "compareForward"),
          &Playhead::stepForward);
    drive(add("last", Command::LastStep, tr("To the last step"), "compareLast"), &Playhead::toLast);
    row->addSpacing(16);
    m_before =
        add("chevron-left", Command::PreviousDifference, tr("To the difference before"), "differenceBefore");
    auto* word = new TintedLabel(&Theme::text2, textFont(12.5), tr("Difference"));
    row->addWidget(word);
    m_next = add("chevron-right", Command::NextDifference, tr("To the next difference"), "differenceNext");
    connect(m_before, &QToolButton::clicked, this, [this] { Q_EMIT differenceAsked(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT differenceAsked(1); });
    row->addSpacing(16);
    m_speed->setObjectName(QStringLiteral("compareSpeed"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("How fast the steps follow each other"));
    m_speed->setFixedWidth(96);
    for (const double speed : speeds())
        m_speed->addItem(QStringLiteral("%1×").arg(speed));
    row->addWidget(m_speed);
    row->addStretch(1);
    m_place->setObjectName(QStringLiteral("comparePlace"));
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_place->setToolTip(tr("A and B move together, step by step"));
    row->addWidget(m_place);

    connect(m_speed, &QComboBox::activated, this,
            [this](int index) { m_playhead.setSpeed(speeds()[static_cast<std::size_t>(index)]); });
    connect(&playhead, &Playhead::playingChanged, this, &CompareTransport::showPlaying);
    connect(&playhead, &Playhead::positionChanged, this, &CompareTransport::showPosition);
    connect(&playhead, &Playhead::pacingChanged, this, &CompareTransport::showSpeed);
    showSpeed();
}

void CompareTransport::setCompared(ComparedPointer compared)
{
    m_compared = std::move(compared);
    const bool hasDifference = m_compared && m_compared->comparison().first >= 0;
    m_before->setEnabled(hasDifference);
    m_next->setEnabled(hasDifference);
    showPosition();
}

void CompareTransport::showPlaying()
{
    const bool playing = m_playhead.isPlaying();
    m_play->setTip(withKeys(playing ? tr("Pause") : tr("Play"), Command::Play));
    m_play->setIconName(playing ? QStringLiteral("pause") : QStringLiteral("play"));
}

void CompareTransport::showPosition()
{
    if (!m_compared)
        return m_place->clear();
    m_place->setText(tr("step %1 of %2 · A has %3, B has %4")
                         .arg(m_playhead.stop() + 1)
                         .arg(m_compared->steps())
                         .arg(m_compared->ownSteps(Side::A))
                         .arg(m_compared->ownSteps(Side::B)));
}

void CompareTransport::showSpeed()
{
    m_speed->setCurrentIndex(
        static_cast<int>(std::ranges::find(speeds(), m_playhead.chosenSpeed()) - speeds().begin()));
}

} // namespace hookwalk::ui
