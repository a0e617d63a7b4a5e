// SPDX-License-Identifier: GPL-3.0-or-later
// Chains of the bridge family: a card in the legend's room, a chip for each hook over one rail. Its ways in
// and out are drawn only for a packet that takes them.
#include "ui/diagram/layoutgrower.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <array>
#include <QLineF>

namespace hookwalk::ui
{

namespace
{

constexpr double bridgeRail = 680, bridgeChipTop = 650, bridgeChipHeight = 24, bridgeChipGap = 8;
constexpr double bridgeLeft = 176, bridgeTagTop = 610;
constexpr QRectF bridgeCard{16, 644, 400, 42};
// Lines to and from it keep between cards and ports.
constexpr double corridor = 132, lane = 600, beside = 312;

struct BridgeHook {
    Hook hook;
    double width;
};
constexpr BridgeHook bridgeHooks[] = {{Hook::Prerouting, 142},
                                      {Hook::Input, 96},
                                      {Hook::Forward, 118},
                                      {Hook::Output, 108},
                                      {Hook::Postrouting, 150}};

} // namespace

void LayoutGrower::growBridge()
{
    std::array<int, std::size(bridgeHooks)> chips{};
    chips.fill(-1);
    double x = bridgeLeft;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const auto& [hook, width] = bridgeHooks[i];
        std::vector<OwnChain> own;
        const QString title = QString::fromUtf8(name(hook).data());
        std::ranges::copy_if(m_own.chains, std::back_inserter(own), [&](const OwnChain& chain) {
            return chain.base.family == "bridge" && m_own.isShown(chain) &&
                   QString::fromStdString(chain.base.hook).toUpper() == title;
        });
        if (own.empty())
            continue;
        StageLayout chip;
        chip.stage = Stage::baseChain(hook);
        chip.shape = StageShape::BridgeChip;
        chip.rect = QRectF(x, bridgeChipTop, width, bridgeChipHeight);
        chip.station = {x + 12, bridgeRail};
        chip.bypass = {0, -1};
        chip.tag = {QRectF(x, bridgeTagTop, 160, 28), false, false, {}};
        for (const OwnChain& one : own)
            chip.chains.push_back(one.base);
        setCountWords(chip, own);
        chip.title = title;
        m_layout.m_stages.push_back(std::move(chip));
        chips[i] = static_cast<int>(m_layout.m_stages.size()) - 1;
        x += width + bridgeChipGap;
    }
    if (std::ranges::all_of(chips, [](int chip) { return chip < 0; }))
        return;
    QRectF plate = bridgeCard;
    plate.setRight(std::max(plate.right(), x + bridgeChipGap));
    m_layout.m_plates.push_back({plate,
                                 ui::tr("BRIDGE"),
                                 ui::tr("layer 2"),
                                 {{bridgeLeft - 8, bridgeRail}, {x - bridgeChipGap, bridgeRail}}});
    StageLayout& mark = stage(Stage::rewrite(Hook::Postrouting));
    if (mark.noteLine.empty()) { // its note would be where the card is
        mark.note = {916, 424};
        mark.noteLine = {mark.station - QPointF(0, 5), {mark.station.x(), 582}, {924, 582}, {924, 480}};
    }
    connectBridge(chips[0], chips[1], chips[2], chips[3], chips[4]);
}

// Where a bridge hands IP packets to iptables' chains (br_netfilter), its own chains come before and behind those.
void LayoutGrower::connectBridge(int pre, int in, int forward, int out, int post)
{
    const int port = m_layout.indexOf(Stage::of(StageKind::NetworkIn));
    const int routing = m_layout.indexOf(Stage::of(StageKind::RoutingIn));
    const auto end = [&](const char* hook, bool first) {
        return m_layout.endNamed(QString::fromLatin1(hook), first);
    };
    const auto at = [&](int index) { return index < 0 ? QPointF() : stage(index).station; };
    const auto along = [&](int from, int to) { addWay(from, to, {at(from), at(to)}); };

    for (const int to : {pre, in, forward}) {
        addWay(port, to, {at(port), {corridor, at(port).y()}, {corridor, bridgeRail}, at(to)});
        const int last = end("PREROUTING", false), mark = m_layout.indexOf(Stage::rewrite(Hook::Prerouting));
        if (to == pre)
            continue;
        along(pre, to);
        for (const int from : {last, mark})
            addWay(from, to, {at(from), {at(from).x(), bridgeRail}, at(to)});
    }
    const int first = end("PREROUTING", true);
    for (const int from : {pre, in}) {
        addWay(from, first,
               {at(from), {at(from).x(), lane}, {corridor, lane}, {corridor, at(first).y()}, at(first)});
        const double up = std::min(at(from).x(), beside);
        addWay(from, routing, {at(from), {up, bridgeRail}, {up, at(routing).y()}, at(routing)});
    }
    const int lastForward = end("FORWARD", false), leaving = end("POSTROUTING", true);
    const double aside = stage(leaving).station.x() - 36;
    addWay(
        lastForward, forward,
        {at(lastForward), {aside, at(lastForward).y()}, {aside, lane}, {at(forward).x(), lane}, at(forward)});
    addWay(forward, leaving,
           {at(forward), {at(forward).x(), lane}, {aside, lane}, {aside, at(leaving).y()}, at(leaving)});
    along(forward, post);
    along(out, post);
    const int left = end("POSTROUTING", false), mark = m_layout.indexOf(Stage::rewrite(Hook::Postrouting));
    const double foot = std::max(lane, card(Hook::Postrouting).rect.bottom() + 24);
    for (const int to : {out, post}) {
        for (const int from : {left, mark})
            addWay(from, to, {at(from), {at(from).x(), foot}, {at(to).x(), foot}, at(to)});
    }
    const int network = m_layout.indexOf(Stage::of(StageKind::NetworkOut));
    addWay(post, network, {at(post), {884, bridgeRail}, {884, at(network).y()}, at(network)});
}

// Not where one of them is not in the diagram.
void LayoutGrower::addWay(int from, int to, const std::vector<QPointF>& points)
{
    constexpr double bend = 12;
    if (from < 0 || to < 0)
        return;
    EdgeLayout way;
    way.fromStage = from;
    way.toStage = to;
    way.onlyWhenUsed = true;
    for (const QPointF& point : points) {
        if (way.points.empty() || QLineF(way.points.back().at, point).length() > bend)
            way.points.push_back({point, {}, bend, {}});
    }
    way.points.back().at = points.back();
    follow(way);
    m_layout.m_edges.push_back(std::move(way));
}

} // namespace hookwalk::ui
