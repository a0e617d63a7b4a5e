// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bottompanel.h"

#include "ui/keys/commands.h"
#include "ui/panels/filterfield.h"
#include "ui/panels/footpanel.h"
#include "ui/playback/scrubber.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int leastPackets = 320, leastOther = 220; // widths
constexpr int stripHeight = 48;
constexpr int heightOver = 320; // of the lists over the diagram

QFrame* divider()
{
    auto* line = new QFrame;
    line->setProperty("kind", QStringLiteral("divider"));
    return line;
}

} // namespace

BottomPanel::BottomPanel(const Appearance& appearance, TimelineModel& model, Playhead& playhead, Flags& flags,
                         QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_flags(flags)
    , m_lists(new QSplitter(Qt::Horizontal, this))
    , m_timeline(new TimelinePanel(appearance, model, playhead, flags, m_lists))
    , m_steps(new StepPanel(appearance, m_lists))
    , m_charts(new ChartPanel(appearance, m_lists))
    , m_strip(new QWidget(this))
    , m_count(new QPushButton(m_strip))
    , m_scrubber(new Scrubber(appearance, m_strip))
    , m_transport(new TransportBar(appearance, playhead, this))
{
    for (QWidget* later : {static_cast<QWidget*>(m_steps), static_cast<QWidget*>(m_charts), m_strip})
        later->hide(); // and not measured
    m_lists->setHandleWidth(1);
    m_lists->setChildrenCollapsible(false);
    m_lists->addWidget(m_timeline);
    m_lists->addWidget(m_steps);
    m_lists->addWidget(m_charts);
    m_timeline->setMinimumWidth(leastPackets);
    m_steps->setMinimumWidth(leastOther);
    m_charts->setMinimumWidth(chartsWidth());
    m_lists->setSizes({624, 312, 352});
    m_lists->setStretchFactor(0, 2);
    m_lists->setStretchFactor(1, 1);
    m_lists->setStretchFactor(2, 1);
    m_lists->setMinimumHeight(128);
    buildStrip(appearance, playhead);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_lists, 1);
    column->addWidget(m_strip);
    column->addWidget(divider());
    column->addWidget(m_transport);
}

void BottomPanel::buildStrip(const Appearance& appearance, Playhead& playhead)
{
    m_strip->setFixedHeight(stripHeight);
    auto* row = new QHBoxLayout(m_strip);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    row->addWidget(m_count);
    row->addWidget(m_scrubber, 1);
    m_count->setObjectName(QStringLiteral("filterButton"));
    m_count->setFocusPolicy(Qt::TabFocus);
    m_count->setToolTip(withKeys(tr("Filter packets"), Command::Filter));
    const auto tint = [this, &appearance] {
        m_count->setIcon(icon(QStringLiteral("search"), appearance.theme().text2));
    };
    connect(&appearance, &Appearance::changed, this, tint);
    tint();
    connect(m_count, &QPushButton::clicked, this, &BottomPanel::filterAsked);
    const auto count = [this] {
        const QString words = m_timeline->countInWords();
        m_count->setText(words.isEmpty() ? tr("Filter") : words);
    };
    connect(m_timeline, &TimelinePanel::countChanged, this, count);
    count();
    connect(&m_flags, &Flags::changed, this, &BottomPanel::showFlags);
    connect(m_scrubber, &Scrubber::scrubbed, this, [this, &playhead](double moment) {
        Q_EMIT touched();
        playhead.pause();
        playhead.setPosition(moment);
    });
    connect(m_scrubber, &Scrubber::stepRequested, this, [this, &playhead](int direction) {
        Q_EMIT touched();
        direction > 0 ? playhead.stepForward() : playhead.stepBack();
    });
    connect(&playhead, &Playhead::positionChanged, m_scrubber,
            [this, &playhead] { m_scrubber->setPosition(playhead.positionMs()); });
    connect(&playhead, &Playhead::pacingChanged, m_scrubber,
            [this, &playhead] { m_scrubber->setMoments(playhead.pacing().moments()); });
}

void BottomPanel::setWalk(const Document::WalkPointer& walk)
{
    m_timeline->view()->setWalk(walk);
    m_steps->setWalk(walk);
    m_walk = walk;
    m_scrubber->setWalk(walk.get());
    showFlags();
    m_transport->setWalk(walk.get());
    m_charts->setWalk(walk.get());
}

void BottomPanel::showFlags()
{
    using Flagged = Scrubber::Flagged;
    if (!m_walk)
        return;
    std::vector<Flagged> flags;
    for (const Stop& stop : m_walk->stops) {
        const Flag* flag = stop.event == noIndex ? nullptr : m_flags.at(stop.event + 1);
        flags.push_back(!flag ? Flagged::No : flag->note.empty() ? Flagged::Bare : Flagged::WithNote);
    }
    m_scrubber->setFlags(flags);
}

// Its head is whole, whatever the language.
int BottomPanel::chartsWidth() const
{
    return std::max(leastOther, m_charts->minimumSizeHint().width());
}

BottomPanel::~BottomPanel()
{
    delete m_foot; // the lists go with the panel
}

void BottomPanel::moveLists(QWidget* over)
{
    if (over) {
        m_foot = new FootPanel(over, m_lists, heightOver);
        return;
    }
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, m_lists, 1);
    delete m_foot;
}

QRect BottomPanel::covered() const
{
    return m_foot ? m_foot->geometry() : QRect();
}

void BottomPanel::showLists(bool shown, QWidget* over, bool withWay)
{
    const bool isOver = shown && over;
    if (isOver != !m_foot.isNull())
        moveLists(isOver ? over : nullptr);
    m_shown = shown;
    if (auto* filter = m_timeline->filterField(); filter && !shown)
        filter->settle();
    m_lists->setVisible(shown);
    const bool isLow = !shown || m_foot;
    m_strip->setVisible(isLow && withWay);
    m_transport->setListsShown(shown);
    const int folded = m_transport->height() + (withWay ? stripHeight : 0) + 1; // with the divider
    setMinimumHeight(isLow ? folded : 0);
    setMaximumHeight(isLow ? folded : QWIDGETSIZE_MAX);
}

void BottomPanel::showDetails(bool shown)
{
    m_details = shown;
    fitInto(m_width);
}

void BottomPanel::fitInto(int width)
{
    m_width = width;
    m_transport->fitInto(width);
    m_charts->setVisible(m_details && width >= leastPackets + leastOther + chartsWidth());
    m_steps->setVisible(m_details && width >= leastPackets + leastOther);
}

} // namespace hookwalk::ui
