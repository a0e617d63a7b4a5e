// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recording.h"

#include "traversal/recordedfacts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <nlohmann/json.hpp>
#include <sys/utsname.h>

namespace hookwalk::recording
{

namespace
{

using Json = nlohmann::ordered_json;

std::string line(std::string_view kind, const Json& content)
{
    std::string text;
    wire::appendFactLine(0, kind, content, text);
    return text;
}

std::string kernel()
{
    utsname names{};
    if (::uname(&names) != 0)
        return {};
    return std::string(names.sysname) + ' ' + names.release + ' ' + names.machine;
}

std::string now()
{
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    std::array<char, 32> text{};
    ::gmtime_r(&seconds, &parts);
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

// A record stays where it is in its line, whatever was forgotten before.
void addPlace(const Trace& trace, EventIndex record, Json& to)
{
    const auto& events = trace.events();
    const auto number = events[record].line;
    EventIndex first = record;
    while (first > events.first() && events[first - 1].line == number)
        --first;
    to["line"] = number;
    if (record != first)
        to["record"] = record - first;
}

template<typename Value> Value member(const Json& json, const char* name)
{
    const auto found = json.is_object() ? json.find(name) : json.end();
    if constexpr (std::is_same_v<Value, std::string>)
        return found != json.end() && found->is_string() ? found->template get<std::string>() : Value();
    else
        return found != json.end() && found->is_number_unsigned()
                   ? static_cast<Value>(
                         std::min<std::uint64_t>(found->template get<std::uint64_t>(), noIndex))
                   : Value();
}

// noIndex: there is no such record.
EventIndex recordAt(const Trace& trace, const Json& place)
{
    const auto& events = trace.events();
    const auto line = member<std::uint32_t>(place, "line");
    std::size_t low = events.first(), high = events.size();
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        events[middle].line < line ? low = middle + 1 : high = middle;
    }
    const auto record = low + member<std::uint32_t>(place, "record");
    return record < events.size() && events[record].line == line ? static_cast<EventIndex>(record) : noIndex;
}

Json recorded(const Trace& trace, std::string_view kind)
{
    return Json::parse(trace.recorded(kind), nullptr, false);
}

} // namespace

std::string headLine(const Head& head, std::uint32_t firstLine, std::size_t toldAgain)
{
    Json content{{"format", 1}, {"program", head.program}};
    if (head.isLive)
        content["kernel"] = kernel();
    content["place"] = head.place;
    content["made"] = now();
    content["line"] = firstLine;
    if (toldAgain != 0)
        content["again"] = toldAgain;
    return line("recording", content);
}

std::string headLines(const Trace& trace, const Head& head)
{
    if (!trace.recorded("recording").empty())
        return {};
    const auto again = trace.standingFacts();
    return headLine(head, trace.firstLine(), static_cast<std::size_t>(std::ranges::count(again, '\n'))) +
           again;
}

std::string flagsLine(const Trace& trace, const std::vector<Flag>& flags)
{
    auto list = Json::array();
    for (const Flag& flag : flags) {
        if (flag.record == 0 || !trace.events().has(flag.record - 1))
            continue;
        Json place;
        addPlace(trace, flag.record - 1, place);
        if (!flag.note.empty())
            place["note"] = flag.note;
        list.push_back(std::move(place));
    }
    return list.empty() ? std::string() : line("flags", {{"flags", std::move(list)}});
}

std::string noFlagsLine()
{
    return line("flags", {{"flags", Json::array()}});
}

std::string viewLine(const Trace& trace, const View& view)
{
    Json content = Json::object();
    if (view.packet != noIndex && trace.traversals().has(view.packet)) {
        addPlace(trace, trace.traversals()[view.packet].first, content);
        content["step"] = view.step;
    }
    if (!view.filter.empty())
        content["filter"] = view.filter;
    if (!view.time.empty())
        content["time"] = view.time;
    return line("view", content);
}

std::vector<Flag> flagsIn(const Trace& trace)
{
    std::vector<Flag> flags;
    const auto json = recorded(trace, "flags");
    const auto list = json.is_object() ? json.find("flags") : json.end();
    if (list == json.end() || !list->is_array())
        return flags;
    for (const Json& one : *list) {
        if (const auto record = recordAt(trace, one); record != noIndex)
            flags.push_back({record + 1, member<std::string>(one, "note")});
    }
    return flags;
}

std::optional<View> viewIn(const Trace& trace)
{
    const auto json = recorded(trace, "view");
    if (!json.is_object())
        return std::nullopt;
    View view;
    if (const auto record = recordAt(trace, json); record != noIndex) {
        view.packet = trace.events()[record].traversal;
        view.step = member<std::uint32_t>(json, "step");
    }
    view.filter = member<std::string>(json, "filter");
    view.time = member<std::string>(json, "time");
    return view;
}

void forEachFact(std::string_view text,
                 const std::function<void(const wire::FactLine& fact, std::string_view line)>& take)
{
    constexpr std::string_view mark = ";hookwalk ";
    for (std::size_t at = 0; at < text.size();) {
        const void* found = ::memmem(text.data() + at, text.size() - at, mark.data(), mark.size());
        if (found == nullptr)
            return;
        at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
        const auto start = text.rfind('\n', at) + 1; // npos + 1: 0
        at = std::min(text.find('\n', at), text.size() - 1) + 1;
        const auto line = text.substr(start, at - start);
        if (const auto fact = wire::readFactLine(line))
            take(*fact, line);
    }
}

void withoutMarks(std::string_view text, const std::function<void(std::string_view lines)>& take)
{
    const char* begin = text.data();
    const auto hand = [&](const char* end) {
        if (end != begin)
            take({begin, static_cast<std::size_t>(end - begin)});
    };
    forEachFact(text, [&](const wire::FactLine& fact, std::string_view line) {
        if (!RecordedFacts::isMark(fact.kind))
            return;
        hand(line.data());
        begin = line.data() + line.size();
    });
    hand(text.data() + text.size());
}

Snapshot::Snapshot(const Trace& trace, const Head& about, const std::vector<Flag>& flags, const View& view)
    : head(headLines(trace, about))
    , marks(flagsLine(trace, flags) + viewLine(trace, view))
    , texts(trace.texts())
{
}

Snapshot Snapshot::plain() const
{
    Snapshot log = *this;
    log.marks.clear();
    log.head.erase(0, log.head.find('\n') + 1); // what is told again stays
    return log;
}

void Snapshot::forEachPart(const std::function<bool(std::string_view lines)>& take) const
{
    bool goesOn = take(head), isWhole = true;
    for (auto text = texts.begin(); text != texts.end() && goesOn; ++text)
        withoutMarks(text->text(), [&](std::string_view lines) {
            goesOn = goesOn && take(lines);
            isWhole = lines.ends_with('\n');
        });
    if (goesOn)
        take(isWhole ? marks : '\n' + marks);
}

} // namespace hookwalk::recording
