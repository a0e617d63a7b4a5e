// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/traversaljson.h"

#include "model/lettercase.h"
#include "traversal/event.h"
#include "traversal/rules.h"
#include "traversal/skipped.h"
#include "traversal/tunnels.h"
#include "wire/linejson.h"
#include "words/words.h"

#include <algorithm>

namespace hookwalk
{

using OrderedJson = nlohmann::ordered_json;

namespace
{

OrderedJson numberOrNull(std::uint32_t index)
{
    return index == noIndex ? OrderedJson(nullptr) : OrderedJson(index + 1);
}

OrderedJson rulesJson(const std::vector<RuleHit>& rules)
{
    OrderedJson list = OrderedJson::array();
    for (const auto& hit : rules) {
        OrderedJson rule{{"type", hit.type == RuleHitType::Rule     ? "rule"
                                  : hit.type == RuleHitType::Policy ? "policy"
                                                                    : "return"},
                         {"family", hit.family},
                         {"table", hit.table},
                         {"chain", hit.chain}};
        if (hit.type == RuleHitType::Rule) {
            rule["handle"] = hit.handle;
            rule["text"] = hit.text.empty() ? OrderedJson(nullptr) : OrderedJson(hit.text);
        }
        rule["verdict"] = hit.verdict;
        if (!hit.target.empty())
            rule["target"] = hit.target;
        list.push_back(std::move(rule));
    }
    return list;
}

OrderedJson orNull(std::string_view text)
{
    return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

// A base chain as the ruleset has it.
OrderedJson placeJson(const BaseChain& base)
{
    return {{"family", base.family},
            {"table", base.table},
            {"chain", base.name},
            {"hook", orNull(base.hook)},
            {"priority", base.priority ? OrderedJson(*base.priority) : OrderedJson()},
            {"type", orNull(base.type)}};
}

OrderedJson hintJson(const wire::PlaceHint& hint)
{
    return {{"by", hint.by},
            {"table", hint.table ? orNull(name(*hint.table)) : OrderedJson(nullptr)},
            {"chain", hint.hook ? orNull(name(*hint.hook)) : OrderedJson(nullptr)},
            {"verdict", orNull(hint.verdict)}};
}

OrderedJson stepJson(const Trace& trace, const Stop& stop)
{
    OrderedJson step;
    const bool observed = stop.kind == StopKind::Observed;
    if (stop.inChain) {
        step["table"] = stop.inChain->table;
        step["chain"] = stop.inChain->chain;
        step["called_from"] = // null: not certain
            stop.stage.kind == StageKind::Chain ? orNull(name(stop.stage.chain.hook)) : OrderedJson(nullptr);
    } else if (stop.stage.kind == StageKind::Chain) {
        step["table"] = name(stop.stage.chain.table);
        step["chain"] = name(stop.stage.chain.hook);
    } else if (stop.base) { // none of the 17: what it is says "place"
        step["table"] = stop.base->type == "nat" ? OrderedJson("nat") : OrderedJson(nullptr);
        step["chain"] = stop.stage.kind == StageKind::Unplaced
                            ? stop.base->name
                            : upperCase(stop.base->hook.empty() ? std::string(name(stop.stage.chain.hook))
                                                                : stop.base->hook);
    } else { // a prefix that names no base chain
        const auto line = trace.line(trace.events()[stop.event]);
        step["table"] = wire::has(line.table) ? OrderedJson(line.table) : OrderedJson(nullptr);
        step["chain"] = wire::has(line.chain) ? OrderedJson(line.chain) : OrderedJson(nullptr);
    }
    if (stop.base)
        step["place"] = placeJson(*stop.base);
    if (!stop.hint.isEmpty())
        step["hint"] = hintJson(stop.hint);
    step["observed"] = observed;
    step["line"] = observed             ? OrderedJson(trace.events()[stop.event].line)
                   : stop.rules.empty() ? OrderedJson(nullptr)
                                        : OrderedJson(stop.rules.front().line);
    step["changed"] = wire::toJson(stop.changed);
    if (!observed)
        step["evidence"] = words::english(stop.note);
    if (!stop.verdict.empty())
        step["verdict"] = stop.verdict;
    if (!stop.rules.empty())
        step["rules"] = rulesJson(stop.rules);
    return step;
}

// Every stop, also those that are no chain.
OrderedJson stageJson(const Trace& trace, const Stop& stop)
{
    OrderedJson stage{{"stage", stageId(stop.stage)},
                      {"kind", stop.kind == StopKind::Observed   ? "observed"
                               : stop.kind == StopKind::Inferred ? "inferred"
                                                                 : "skipped"}};
    if (stop.base)
        stage["place"] = placeJson(*stop.base);
    stage["line"] =
        stop.event == noIndex ? OrderedJson(nullptr) : OrderedJson(trace.events()[stop.event].line);
    stage["changed"] = wire::toJson(stop.changed);
    if (!stop.note.empty())
        stage["evidence"] = words::english(stop.note);
    if (const auto& copy = stop.copy)
        stage["copy"] = {
            {"to", orNull(copy->to)},
            {"packet", copy->packet == noIndex ? OrderedJson(nullptr) : OrderedJson(copy->packet + 1)}};
    return stage;
}

OrderedJson addressJson(const TraceEvent& event, const IpAddress& address)
{
    return tellsAddress(event, address) ? OrderedJson(address.toString()) : OrderedJson(nullptr);
}

OrderedJson frameJson(const Trace& trace, const TraceEvent& frame)
{
    const auto source = sourceOf(frame);
    const auto device = trace.device(frame.out != 0 ? frame.out : frame.in);
    OrderedJson json{{"line", frame.line},
                     {"device", orNull(std::string(device))}, // a capture does not always say
                     {"direction", source == wire::Source::WireIn    ? OrderedJson("in")
                                   : source == wire::Source::WireOut ? OrderedJson("out")
                                   : source == wire::Source::TunRead ? OrderedJson("read")
                                                                     : OrderedJson(nullptr)},
                     {"src", addressJson(frame, frame.source)},
                     {"dst", addressJson(frame, frame.destination)},
                     {"len", frame.length},
                     {"ttl", frame.ttl}};
    if (const auto comment = wire::commentOf(trace.text(frame)); !comment.empty())
        json["comment"] = comment;
    return json;
}

OrderedJson tupleJson(const Connection& connection, const Tuple& tuple)
{
    OrderedJson json{{"src", tuple.source.toString()}, {"dst", tuple.destination.toString()}};
    if (connection.protocol == 6 || connection.protocol == 17) {
        json["spt"] = tuple.sourcePort;
        json["dpt"] = tuple.destinationPort;
    } else {
        json["id"] = tuple.sourcePort;
    }
    return json;
}

void addConnection(OrderedJson& json, const Connection& connection)
{
    json["id"] = connection.id;
    json["original"] = tupleJson(connection, connection.original);
    json["reply"] = tupleJson(connection, connection.reply);
    json["status"] = connection.status;
}

OrderedJson connectionJson(const Trace& trace, const PacketConnection& known)
{
    if (!known.isKnown())
        return nullptr;
    OrderedJson json{{"state", known.state.empty() ? OrderedJson(nullptr) : OrderedJson(known.state)},
                     {"observed", known.stateObserved},
                     {"direction", known.isReply ? "reply" : "original"}};
    if (const auto* connection = known.connection) {
        addConnection(json, *connection);
        auto& packets = json["packets"] = OrderedJson::array();
        for (const auto packet : trace.packetsOf(*connection))
            packets.push_back(packet + 1);
    }
    return json;
}

// Another base chain of the ruleset was run at the place of this one: a nat chain of the hook, or the one that
// the packet ended in.
bool stoodInFor(const Trace& trace, const Walk& walk, Chain chain)
{
    const auto* ruleset = trace.ruleset();
    return std::ranges::any_of(walk.stops, [&](const Stop& stop) {
        if (stop.stage != Stage::baseChain(chain.hook) || !stop.base)
            return false;
        if (chain.table == Table::Nat)
            return stop.base->type == "nat";
        const auto& base = *stop.base;
        const auto* there = ruleset ? ruleset->find(base.family, base.table, base.name) : nullptr;
        return walk.ending.base == base && there && there->stage == chain;
    });
}

OrderedJson skippedJson(const Trace& trace, const Walk& walk)
{
    OrderedJson list = OrderedJson::array();
    for (const Chain chain : allChains) {
        const auto isHere = [&](const Stop& stop) {
            return stop.kind == StopKind::Observed && stop.stage == Stage::of(chain);
        };
        if (std::ranges::any_of(walk.stops, isHere) || trace.traversals()[walk.traversal].saw(chain) ||
            stoodInFor(trace, walk, chain))
            continue;
        const auto why = whyNotAt(trace, walk, chain);
        list.push_back({{"table", name(chain.table)},
                        {"chain", name(chain.hook)},
                        {"code", why.code},
                        {"reason", words::english(why.reason)}});
    }
    return list;
}

} // namespace

OrderedJson toJson(const Trace& trace, const Walk& walk)
{
    OrderedJson object;
    object["packet"] = walk.traversal + 1;
    if (const auto line = trace.line(trace.events()[trace.traversals()[walk.traversal].first]);
        wire::has(line.host))
        object["host"] = line.host;
    object["path"] = name(walk.path);
    auto& lines = object["lines"] = OrderedJson::array();
    for (const auto index : trace.eventsOf(walk.traversal))
        lines.push_back(trace.events()[index].line);
    auto& steps = object["steps"] = OrderedJson::array();
    for (const auto& stop : walk.stops) {
        const bool chain = stop.stage.kind == StageKind::Chain || stop.stage.kind == StageKind::BaseChain ||
                           stop.stage.kind == StageKind::Unplaced;
        const bool frame = stop.event != noIndex && wire::isFrame(sourceOf(trace.events()[stop.event]));
        if (chain && !frame && stop.kind != StopKind::Skipped)
            steps.push_back(stepJson(trace, stop));
    }
    auto& stages = object["stages"] = OrderedJson::array();
    for (const auto& stop : walk.stops)
        stages.push_back(stageJson(trace, stop));
    object["skipped"] = skippedJson(trace, walk);
    auto& frames = object["wire"] = OrderedJson::array();
    for (const auto index : walk.frames)
        frames.push_back(frameJson(trace, trace.events()[index]));
    object["conntrack"] = connectionJson(trace, walk.connection);
    auto evidence = OrderedJson::array();
    for (const Said& said : walk.ending.evidence)
        evidence.push_back(words::english(said));
    object["ending"] = {
        // REJECT is a drop with an answer, for the kernel and for scripts; "exactly" tells it apart.
        {"kind", name(isDropped(walk.ending.kind) ? EndingKind::Dropped : walk.ending.kind)},
        {"exactly", name(walk.ending.kind)},
        {"at", walk.ending.place().empty() ? OrderedJson(nullptr) : OrderedJson(walk.ending.place())},
        {"reason", words::english(walk.ending.reason)},
        {"code", walk.ending.code.empty() ? OrderedJson(nullptr) : OrderedJson(walk.ending.code)},
        {"evidence", std::move(evidence)}};
    for (const char* reservation : {"log-ends-here", "others-may-have-counted"}) {
        if (std::ranges::find(walk.ending.evidence, reservation, &Said::code) != walk.ending.evidence.end())
            object["ending"]["reservation"] = reservation;
    }
    if (walk.ending.base)
        object["ending"]["place"] = placeJson(*walk.ending.base);
    if (const auto original = copyOf(trace, walk.traversal); original != noIndex)
        object["copy_of"] = original + 1;
    if (const auto link = carrierOf(trace, walk.traversal))
        object["inside"] = {{"packet", link->packet + 1}, {"tunnel", link->kind}};
    if (const auto link = carriedBy(trace, walk.traversal))
        object["carries"] = {{"packet", link->packet + 1}, {"tunnel", link->kind}};
    object["reply_to"] = numberOrNull(trace.traversals()[walk.traversal].replyTo);
    if (trace.traversals()[walk.traversal].doubtful)
        object["doubtful"] = true;
    return object;
}

OrderedJson toJson(const Connection& connection)
{
    OrderedJson json{{"protocol", connection.protocol}};
    addConnection(json, connection);
    json["tcp_state"] = connection.tcpState.empty() ? OrderedJson(nullptr) : OrderedJson(connection.tcpState);
    json["source_nat"] = connection.isSourceNat();
    json["destination_nat"] = connection.isDestinationNat();
    json["gone"] = connection.gone;
    return {{"connection", std::move(json)}};
}

} // namespace hookwalk
