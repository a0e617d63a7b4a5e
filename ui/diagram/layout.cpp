// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout.h"
#include "words/language.h"
#include "words/words.h"

#include <algorithm>
#include <map>
#include <QFile>

namespace hookwalk::ui
{

const Layout& Layout::netfilter()
{
    static std::map<QString, Layout> layouts; // by language: its words are in it
    const QString language = words::spoken();
    if (const auto known = layouts.find(language); known != layouts.end())
        return known->second;
    QFile file(QStringLiteral(":/diagram/netfilter.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the diagram is missing from the program's resources");
    auto parsed = parse(file.readAll());
    if (!parsed)
        qFatal("the built-in diagram: %s", words::text(parsed.error()).c_str());
    return layouts.emplace(language, std::move(*parsed)).first->second;
}

int Layout::indexOf(const Stage& stage) const
{
    const auto found = std::find_if(m_stages.begin(), m_stages.end(),
                                    [&](const StageLayout& candidate) { return candidate.stage == stage; });
    return found == m_stages.end() ? -1 : static_cast<int>(found - m_stages.begin());
}

int Layout::indexOf(const Stop& stop, std::optional<StageKind> port) const
{
    if (stop.stage.kind != StageKind::BaseChain)
        return indexOf(stop.stage);
    const auto holds = [&](const StageLayout& candidate) {
        const bool elsewhere = port && candidate.shape == StageShape::PortChip && candidate.port != *port;
        return !elsewhere &&
               std::any_of(candidate.chains.begin(), candidate.chains.end(), [&](const BaseChain& chain) {
                   return chain.name == stop.base->name && chain.table == stop.base->table &&
                          chain.family == stop.base->family;
               });
    };
    const auto found = stop.base ? std::find_if(m_stages.begin(), m_stages.end(), holds) : m_stages.end();
    return found == m_stages.end() ? -1 : static_cast<int>(found - m_stages.begin());
}

const CardLayout* Layout::cardOf(int stage) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [stage](const CardLayout& card) {
        return std::find(card.chips.begin(), card.chips.end(), stage) != card.chips.end();
    });
    return found == m_cards.end() ? nullptr : &*found;
}

const CardLayout* Layout::headAt(const QPointF& point) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [&](const CardLayout& card) {
        const QRectF number(card.rect.right() - 48, card.rect.top(), 48, 32);
        return card.withoutChip > 0 && number.contains(point);
    });
    return found == m_cards.end() ? nullptr : &*found;
}

Layout Layout::reordered(Hook hook, std::span<const int> order) const
{
    Layout result = *this;
    const auto isMoved = [order](int chip) {
        return std::find(order.begin(), order.end(), chip) != order.end();
    };
    for (CardLayout& card : result.m_cards) {
        if (card.hook != hook)
            continue;
        std::vector<int> inPlace = card.chips;
        std::erase_if(inPlace, [&](int chip) { return !isMoved(chip); });
        if (inPlace.size() != order.size())
            return *this;
        auto next = order.begin();
        for (int& chip : card.chips) {
            if (!isMoved(chip))
                continue;
            auto& moved = result.m_stages[static_cast<std::size_t>(*next)];
            static_cast<StagePlace&>(moved) = m_stages[static_cast<std::size_t>(chip)];
            chip = *next++;
        }
    }
    result.connect();
    return result;
}

} // namespace hookwalk::ui
