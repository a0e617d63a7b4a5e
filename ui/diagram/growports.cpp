// SPDX-License-Identifier: GPL-3.0-or-later
// Ports with chains of ingress or egress: they grow, and the rail goes along their inner edge.
#include "ui/diagram/layoutgrower.h"
#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr double portStep = 28, portChipHeight = 24, portHead = 48, portFoot = 4, portInset = 4;

// Where a port stays when it grows, and how many chips find room there.
struct Growth {
    StageKind kind;
    bool entry;       // else an exit
    bool headOnTop;   // its name, above the chips
    bool keepsBottom; // else its top
    double edge;      // of the side that it keeps
    std::size_t most;
};
constexpr Growth growths[] = {
    {StageKind::TunWritten, true, true, true, 256, 2},
    {StageKind::NetworkIn, true, false, false, 264, 3},
    {StageKind::NetworkOut, false, true, true, 588, 1},
    {StageKind::TunRead, false, false, false, 596, 1},
};

QString subtitleOf(StageKind kind)
{
    switch (kind) {
    case StageKind::TunWritten:
        return tr("fd, ingress");
    case StageKind::NetworkIn:
        return tr("wire, ingress");
    case StageKind::NetworkOut:
        return tr("egress, wire");
    default:
        return tr("egress, fd");
    }
}

} // namespace

void LayoutGrower::growPorts()
{
    growPort(StageKind::TunWritten, m_own.tunIn);
    growPort(StageKind::NetworkIn, m_own.networkIn);
    growPort(StageKind::NetworkOut, m_own.networkOut);
    growPort(StageKind::TunRead, m_own.tunOut);
}

void LayoutGrower::growPort(StageKind kind, const std::string& device)
{
    const Growth& growth = *std::ranges::find(growths, kind, &Growth::kind);
    std::vector<Entry> entries;
    for (const OwnChain& own : m_own.chains) {
        const bool here = own.base.hook == (growth.entry ? "ingress" : "egress") &&
                          std::ranges::find(own.devices, device) != own.devices.end();
        if (here)
            entries.push_back({Entry::Form::Chip, -1, {own}});
    }
    if (entries.empty())
        return;
    while (entries.size() > growth.most) { // over the room: the last ones share a chip
        auto& last = entries[entries.size() - 2];
        last.form = Entry::Form::Count;
        last.own.insert(last.own.end(), entries.back().own.begin(), entries.back().own.end());
        entries.pop_back();
    }
    const int index = m_layout.indexOf(Stage::of(kind));
    const double height = portHead + portStep * static_cast<double>(entries.size()) + portFoot;
    {
        StageLayout& port = stage(index);
        port.rect = QRectF(port.rect.left(), growth.keepsBottom ? growth.edge - height : growth.edge,
                           port.rect.width(), height);
        port.headTop = growth.headOnTop ? 0 : height - portHead;
        port.subtitle = subtitleOf(kind);
        port.station = {growth.entry ? port.rect.right() : port.rect.left(),
                        port.rect.top() + port.headTop + portHead / 2};
        port.tag.room.moveTop(kind == StageKind::NetworkIn ? port.rect.bottom() + 8 : port.rect.top() - 36);
        if (kind == StageKind::TunRead)
            port.tag = {QRectF(788, 656, 140, 28), true, false, {}};
        if (kind == StageKind::TunWritten)
            m_layout.m_captionBottom = std::min(m_layout.m_captionBottom, port.tag.room.top() - 8);
    }
    // Nearest the name of an entry is the first to run, of an exit the last.
    if (growth.entry != growth.headOnTop)
        std::ranges::reverse(entries);
    std::vector<int> along{index};
    const QRectF rect = stage(index).rect;
    const double top = rect.top() + (growth.headOnTop ? portHead : 2 * portInset);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        StageLayout chip;
        static_cast<StagePlace&>(chip) = stage(index);
        chip.stage = Stage::baseChain(growth.entry ? Hook::Prerouting : Hook::Postrouting);
        chip.shape = StageShape::PortChip;
        chip.rect = QRectF(rect.left() + portInset, top + portStep * static_cast<double>(i),
                           rect.width() - 2 * portInset, portChipHeight);
        chip.station = {stage(index).station.x(), chip.rect.center().y()};
        chip.bypass = {growth.entry ? -1.0 : 1.0, 0};
        chip.port = kind;
        for (const OwnChain& own : entries[i].own)
            chip.chains.push_back(own.base);
        const OwnChain& first = entries[i].own.front();
        chip.title = QString::fromStdString(first.base.family);
        chip.priority = priorityText(first, PriorityWords::Bare);
        if (entries[i].own.size() > 1)
            setCountWords(chip, entries[i].own);
        m_layout.m_stages.push_back(std::move(chip));
        along.push_back(static_cast<int>(m_layout.m_stages.size()) - 1);
    }
    // The name is at one end of the rail, the way in or out at the other.
    std::sort(along.begin() + 1, along.end(), [&](int a, int b) {
        const double from = stage(index).station.y();
        return std::abs(stage(a).station.y() - from) < std::abs(stage(b).station.y() - from);
    });
    connectPort(along, growth.entry);
}

void LayoutGrower::connectPort(const std::vector<int>& along, bool entry)
{
    const QString name = QString::fromStdString(stageId(stage(along.front()).stage));
    const QPointF end = stage(along.back()).station;
    for (EdgeLayout& edge : m_layout.m_edges) {
        auto& points = edge.points;
        if (entry && edge.from == name) {
            edge.fromStage = along.back();
            points.front().at = end;
            if (points[1].curve)
                points[1].curve->first.setY(end.y());
            follow(edge);
        } else if (!entry && edge.to == name) {
            edge.toStage = along.back();
            if (points.back().curve)
                points.back().curve->second.setY(end.y());
            points.back().at = end;
            if (edge.arrow)
                edge.arrow->tip = end - QPointF(6, 0);
            follow(edge);
        }
    }
    for (std::size_t i = 1; i < along.size(); ++i) {
        EdgeLayout rail;
        rail.fromStage = entry ? along[i - 1] : along[i];
        rail.toStage = entry ? along[i] : along[i - 1];
        for (const int one : {rail.fromStage, rail.toStage})
            rail.points.push_back({stage(one).station, {}, 0, {}});
        follow(rail);
        m_layout.m_edges.push_back(std::move(rail));
    }
}

} // namespace hookwalk::ui
