// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compareview.h"

#include "ui/compare/alignedsteps.h"
#include "ui/compare/comparehead.h"
#include "ui/compare/comparetransport.h"
#include "ui/compare/diffpanel.h"
#include "ui/compare/diffrows.h"
#include "ui/compare/twolanes.h"
#include "ui/compare/twowaysview.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <numeric>
#include <QClipboard>
#include <QFrame>
#include <QGridLayout>
#include <QGuiApplication>
#include <QListView>

namespace hookwalk::ui
{

namespace
{

struct Widths {
    int steps, diff;
};

Widths widthsFor(int width)
{
    constexpr int roomy = 1500, usual = 1200;
    return width >= roomy ? Widths{308, 384} : width >= usual ? Widths{308, 320} : Widths{240, 280};
}

QFrame* dividerOf(const char* kind)
{
    auto* made = new QFrame;
    made->setProperty("kind", QString::fromLatin1(kind));
    return made;
}

// Time along the steps: the same from each to the next.
std::vector<double> evenStops(int steps)
{
    std::vector<double> stops(static_cast<std::size_t>(steps));
    std::iota(stops.begin(), stops.end(), 0.0);
    return stops;
}

} // namespace

CompareView::CompareView(const Appearance& appearance, Pins& pins, const Playhead::Clock& clock,
                         QWidget* parent)
    : QWidget(parent)
    , m_pins(pins)
    , m_playhead(clock)
    , m_steps(new AlignedSteps(appearance))
    , m_head(new CompareHead(appearance))
    , m_diagram(new TwoWaysView(appearance))
    , m_lanes(new TwoLanes(appearance))
    , m_transport(new CompareTransport(appearance, m_playhead))
    , m_diff(new DiffPanel(appearance))
{
    setObjectName(QStringLiteral("compareView"));
    setAccessibleName(tr("Comparison of A and B"));
    m_playhead.setKind(TimeKind::Even);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_head);
    middle->addWidget(m_diagram, 1);
    auto* above = new QHBoxLayout;
    above->setSpacing(0);
    above->addWidget(m_steps);
    above->addWidget(dividerOf("vdivider"));
    above->addLayout(middle, 1);
    auto* leftSide = new QVBoxLayout;
    leftSide->setSpacing(0);
    leftSide->addLayout(above, 1);
    leftSide->addWidget(m_lanes);
    leftSide->addWidget(dividerOf("divider"));
    leftSide->addWidget(m_transport);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(leftSide, 1);
    row->addWidget(dividerOf("vdivider"));
    row->addWidget(m_diff);
    for (QWidget* panel : std::initializer_list<QWidget*>{m_steps, m_transport, m_diff})
        panel->setAutoFillBackground(true);
    m_head->setAutoFillBackground(true);
    const auto tint = [this, &appearance] {
        QPalette palette = m_head->palette();
        palette.setColor(QPalette::Window, appearance.theme().canvas);
        m_head->setPalette(palette);
    };
    tint();
    connect(&appearance, &Appearance::changed, this, tint);

    const auto goTo = [this](int step) {
        m_playhead.pause();
        m_playhead.goTo(step);
    };
    connect(m_steps, &AlignedSteps::chosen, this, goTo);
    connect(m_diagram, &TwoWaysView::stepChosen, this, goTo);
    connect(m_lanes, &TwoLanes::scrubbed, this, [this](double position) {
        m_playhead.pause();
        m_playhead.setPosition(m_playhead.pacing().msAt(position));
    });
    connect(m_transport, &CompareTransport::differenceAsked, this, &CompareView::goToDifference);
    connect(m_steps, &AlignedSteps::nextAsked, this, [this] { goToDifference(1); });
    connect(m_steps, &AlignedSteps::swapAsked, &pins, &Pins::swap);
    connect(m_diff, &DiffPanel::closeAsked, this, &CompareView::left);
    connect(m_diff, &DiffPanel::sendAsked, this, &CompareView::sendAsked);
    connect(m_diff, &DiffPanel::copyAsked, this, &CompareView::copy);
    connect(&m_playhead, &Playhead::positionChanged, this, &CompareView::showPosition);
}

std::vector<QWidget*> CompareView::lists() const
{
    std::vector<QWidget*> all;
    for (auto* view : findChildren<QListView*>())
        all.push_back(view);
    return all;
}

void CompareView::showPins()
{
    if (!m_pins.areBoth())
        return;
    const Pin &a = *m_pins[Side::A], &b = *m_pins[Side::B];
    const auto isSame = [](const Pin& pin, const Pin& other) {
        return pin.isOf(*other.trace, other.packet());
    };
    const bool isSamePair =
        m_compared && isSame(a, m_compared->pin(Side::A)) && isSame(b, m_compared->pin(Side::B));
    const bool isSwapped =
        m_compared && isSame(b, m_compared->pin(Side::A)) && isSame(a, m_compared->pin(Side::B));
    const int before = step();
    m_compared = std::make_shared<const Compared>(a, b);
    m_shownStep = -1;
    m_steps->setCompared(m_compared);
    m_head->setCompared(m_compared);
    m_diagram->setCompared(m_compared);
    m_lanes->setCompared(m_compared);
    m_diff->setCompared(m_compared);
    m_playhead.setStops(evenStops(m_compared->steps()));
    m_transport->setCompared(m_compared);
    if (isSamePair || isSwapped)
        m_playhead.goTo(std::min(before, m_compared->steps() - 1));
    else
        m_playhead.goTo(std::max(0, m_compared->comparison().first));
    showPosition();
}

void CompareView::showPosition()
{
    if (!m_compared || m_compared->steps() == 0)
        return;
    m_diagram->setPosition(m_playhead.positionUs());
    m_lanes->setPosition(m_playhead.positionUs());
    if (std::exchange(m_shownStep, step()) == step())
        return;
    m_steps->setCurrent(step());
    m_diff->showStep(step());
}

QWidget& CompareView::diagram() const
{
    return *m_diagram;
}

bool CompareView::goToDifference(int direction)
{
    const int next = m_compared ? m_compared->differenceFrom(step(), direction) : -1;
    if (next < 0)
        return false;
    m_playhead.pause();
    m_playhead.goTo(next);
    return true;
}

void CompareView::copy()
{
    if (!m_compared)
        return;
    QGuiApplication::clipboard()->setText(comparisonText(*m_compared));
    Q_EMIT copied(tr("Copied: both ways, the verdict and the rules that differ."));
}

void CompareView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const auto [steps, diff] = widthsFor(width());
    m_steps->setFixedWidth(steps);
    m_diff->setFixedWidth(diff);
    m_lanes->setNamesWidth(steps);
}

} // namespace hookwalk::ui
