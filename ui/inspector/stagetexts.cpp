// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/stagetexts.h"

#include <nlohmann/json.hpp>
#include <QFile>
#include <unordered_map>

namespace hookwalk::ui
{

namespace
{

using StageTexts = std::unordered_map<std::string, StageText>;

StageTexts readStageTexts()
{
    QFile file(QStringLiteral(":/explanations.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto json = nlohmann::json::parse(file.readAll().toStdString());
    StageTexts all;
    for (const auto& [id, entry] : json.items()) {
        all[id] = {QString::fromStdString(entry.at("title").get<std::string>()),
                   QString::fromStdString(entry.at("what").get<std::string>())};
    }
    return all;
}

} // namespace

const StageText& stageText(const Stage& stage)
{
    static const StageTexts all = readStageTexts();
    static const StageText none;
    const auto found = all.find(stageId(stage));
    return found == all.end() ? none : found->second;
}

QString priorityText(const Stage& stage)
{
    int priority = 0;
    switch (stage.kind) {
    case StageKind::Chain:
        priority = defaultPriority(stage.chain);
        break;
    case StageKind::Conntrack:
        priority = conntrackPriority;
        break;
    case StageKind::AddressRewrite:
        priority = defaultPriority({Table::Nat, stage.chain.hook});
        break;
    default:
        return {};
    }
    return (priority < 0 ? QStringLiteral("−%1") : QStringLiteral("%1")).arg(std::abs(priority));
}

} // namespace hookwalk::ui
