// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/ownplaces.h"

#include "ui/diagram/layoutgrower.h"
#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

QString priorityText(int priority)
{
    const QString digits = QString::number(std::abs(priority));
    return priority == 0 ? digits : (priority < 0 ? QChar(0x2212) : QLatin1Char('+')) + digits;
}

QString priorityText(const OwnChain& chain, PriorityWords words)
{
    if (!chain.base.priority)
        return {}; // it is not told
    QString priority = priorityText(*chain.base.priority);
    const QString neighbour = QString::fromStdString(chain.neighbour);
    if (chain.order == OwnChain::Order::Alone || words == PriorityWords::Bare)
        return priority;
    if (words == PriorityWords::Brief)
        return QStringLiteral("= ") + priority;
    switch (chain.order) {
    case OwnChain::Order::Behind:
        return tr("%1, after %2").arg(priority, neighbour);
    case OwnChain::Order::Before:
        return tr("%1, before %2").arg(priority, neighbour);
    default:
        return tr("%1, order not known").arg(priority);
    }
}

bool stands(const OwnChain& chain, Hook hook)
{
    const auto& family = chain.base.family;
    return (family == "ip" || family == "ip6" || family == "inet") &&
           QString::fromStdString(chain.base.hook).toUpper() == QLatin1String(name(hook).data());
}

Layout withOwnPlaces(const Layout& atRest, const Ruleset* ruleset, const OwnPlaces& own)
{
    return LayoutGrower(atRest, ruleset, own).grow();
}

LayoutGrower::LayoutGrower(const Layout& atRest, const Ruleset* ruleset, const OwnPlaces& own)
    : m_layout(atRest)
    , m_ruleset(ruleset)
    , m_own(own)
{
}

Layout LayoutGrower::grow()
{
    constexpr Room rooms[] = {{136, 456, Hook::Prerouting, false},
                              {96, 344, Hook::Input, true},
                              {96, 416, Hook::Output, false},
                              {456, 616, Hook::Postrouting, false}};
    growPorts();
    for (const Room& room : rooms)
        growCard(card(room.hook), room);
    growDeck(card(Hook::Forward));
    growBridge();
    const double aboveCard = card(Hook::Prerouting).rect.top() - 8;
    m_layout.m_captionBottom = std::min(m_layout.m_captionBottom, aboveCard);
    m_layout.connect();
    return std::move(m_layout);
}

std::vector<OwnChain> LayoutGrower::chainsAt(Hook hook) const
{
    std::vector<OwnChain> found;
    std::ranges::copy_if(m_own.chains, std::back_inserter(found),
                         [&](const OwnChain& own) { return stands(own, hook); });
    return found;
}

int LayoutGrower::priorityOf(const Stage& stage) const
{
    if (stage.kind == StageKind::Conntrack)
        return conntrackPriority;
    return m_ruleset ? m_ruleset->priorityAt(stage.chain) : defaultPriority(stage.chain);
}

void LayoutGrower::setCountWords(StageLayout& chip, const std::vector<OwnChain>& own)
{
    const auto [least, most] =
        std::ranges::minmax(own, {}, [](const OwnChain& one) { return one.base.priority; });
    const auto priority = [](const OwnChain& one) { return priorityText(one, PriorityWords::Bare); };
    const QString from = priority(least), to = priority(most);
    chip.title =
        own.size() == 1 ? QString::fromStdString(own.front().base.table) : ui::tr("%1 own").arg(own.size());
    chip.priority = from == to ? from : ui::tr("%1 to %2").arg(from, to);
    if (own.size() > 1)
        chip.subtitle = chip.priority;
}

CardLayout& LayoutGrower::card(Hook hook)
{
    return *std::ranges::find(m_layout.m_cards, hook, &CardLayout::hook);
}

EdgeLayout* LayoutGrower::edge(const char* from, const char* to)
{
    const auto found = std::ranges::find_if(m_layout.m_edges, [&](const EdgeLayout& edge) {
        return edge.from == QLatin1String(from) && edge.to == QLatin1String(to);
    });
    return found == m_layout.m_edges.end() ? nullptr : &*found;
}

void LayoutGrower::removeEdge(const char* from, const char* to)
{
    const auto found =
        std::find_if(m_layout.m_edges.rbegin(), m_layout.m_edges.rend(), [&](const EdgeLayout& edge) {
            return edge.from == QLatin1String(from) && edge.to == QLatin1String(to);
        });
    if (found != m_layout.m_edges.rend())
        m_layout.m_edges.erase(std::next(found).base());
}

void LayoutGrower::follow(EdgeLayout& edge)
{
    edge.path = pathAlong(edge.points);
}

} // namespace hookwalk::ui
