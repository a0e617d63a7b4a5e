#include "traversal/json.h"

#include "wire/json.h"

namespace hookwalk
{

using Json = nlohmann::ordered_json;

namespace
{

Json numberOrNull(std::uint32_t index)
{
    return index == noIndex ? Json(nullptr) : Json(index + 1);
}

Json stepJson(const Trace& trace, const Stop& stop)
{
    Json step;
    const bool observed = stop.kind == StopKind::Observed;
    if (stop.stage.kind == StageKind::Chain) {
        step["table"] = name(stop.stage.chain.table);
        step["chain"] = name(stop.stage.chain.hook);
    } else { // a chain of the user's, or a prefix that names none
        const auto line = trace.line(trace.events()[stop.event]);
        step["table"] = wire::has(line.table) ? Json(line.table) : Json(nullptr);
        step["chain"] = wire::has(line.chain) ? Json(line.chain) : Json(nullptr);
    }
    step["observed"] = observed;
    step["line"] = observed ? Json(trace.events()[stop.event].line) : Json(nullptr);
    step["changed"] = wire::toJson(stop.changed);
    if (!observed)
        step["evidence"] = stop.note;
    return step;
}

} // namespace

Json toJson(const Trace& trace, const Walk& walk)
{
    Json object;
    object["packet"] = walk.traversal + 1;
    object["path"] = name(walk.path);
    auto& lines = object["lines"] = Json::array();
    for (const auto index : trace.eventsOf(walk.traversal))
        lines.push_back(trace.events()[index].line);
    auto& steps = object["steps"] = Json::array();
    for (const auto& stop : walk.stops) {
        const bool chain = stop.stage.kind == StageKind::Chain || stop.stage.kind == StageKind::Unplaced;
        if (chain && stop.kind != StopKind::Skipped)
            steps.push_back(stepJson(trace, stop));
    }
    object["ending"] = {{"kind", name(walk.ending.kind)},
                        {"at", walk.ending.at.empty() ? Json(nullptr) : Json(walk.ending.at)},
                        {"reason", walk.ending.reason}};
    object["reply_to"] = numberOrNull(trace.traversals()[walk.traversal].replyTo);
    if (trace.traversals()[walk.traversal].doubtful)
        object["doubtful"] = true;
    return object;
}

} // namespace hookwalk
