// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bottompanel.h"

#include <algorithm>
#include <QFrame>
#include <QSplitter>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{
constexpr int leastPackets = 320, leastOther = 220; // widths
}

BottomPanel::BottomPanel(const Appearance& appearance, TraversalModel& model, Playhead& playhead,
                         QWidget* parent)
    : QWidget(parent)
    , m_lists(new QSplitter(Qt::Horizontal, this))
    , m_traversals(new TraversalPanel(appearance, model, m_lists))
    , m_steps(new StepPanel(appearance, m_lists))
    , m_charts(new ChartPanel(appearance, m_lists))
    , m_transport(new TransportBar(appearance, playhead, this))
{
    m_lists->setHandleWidth(1);
    m_lists->setChildrenCollapsible(false);
    m_lists->addWidget(m_traversals);
    m_lists->addWidget(m_steps);
    m_lists->addWidget(m_charts);
    m_traversals->setMinimumWidth(leastPackets);
    m_steps->setMinimumWidth(leastOther);
    m_charts->setMinimumWidth(chartsWidth());
    m_lists->setSizes({624, 312, 352});
    m_lists->setStretchFactor(0, 2);
    m_lists->setStretchFactor(1, 1);
    m_lists->setStretchFactor(2, 1);
    m_lists->setMinimumHeight(128);

    auto* divider = new QFrame;
    divider->setProperty("kind", QStringLiteral("divider"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_lists, 1);
    column->addWidget(divider);
    column->addWidget(m_transport);
}

// Its head is whole, whatever the language.
int BottomPanel::chartsWidth() const
{
    return std::max(leastOther, m_charts->minimumSizeHint().width());
}

void BottomPanel::showLists(bool shown)
{
    m_shown = shown;
    m_lists->setVisible(shown);
    m_transport->setListsShown(shown);
    const int folded = m_transport->height() + 1; // with the divider
    setMinimumHeight(shown ? 0 : folded);
    setMaximumHeight(shown ? QWIDGETSIZE_MAX : folded);
}

void BottomPanel::fitInto(int width)
{
    m_transport->fitInto(width);
    m_charts->setVisible(width >= leastPackets + leastOther + chartsWidth());
    m_steps->setVisible(width >= leastPackets + leastOther);
}

} // namespace hookwalk::ui
