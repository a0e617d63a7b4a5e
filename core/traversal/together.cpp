// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/together.h"

#include "traversal/event.h"
#include "wire/factline.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

namespace hookwalk
{

namespace
{

constexpr std::int64_t second = 1'000'000;

// When each packet that looks like no other came first.
std::unordered_map<std::uint64_t, std::int64_t> firstTimes(const Trace& trace)
{
    std::unordered_map<std::uint64_t, std::int64_t> times;
    for (std::size_t i = 0; i < trace.traversals().size(); ++i) {
        const auto& event = trace.events()[trace.traversals()[i].first];
        const auto [known, isNew] = times.try_emplace(exactKey(event), event.timeUs);
        if (!isNew)
            known->second = noTime;
    }
    std::erase_if(times, [](const auto& one) { return one.second == noTime; });
    return times;
}

struct Offset {
    std::int64_t us = 0; // the capture's clock minus the log's
    std::size_t packets = 0;
};

// Most packets that both show agree on it within two seconds: times of logs are often whole seconds.
Offset offsetBetween(const Trace& log, const Trace& capture)
{
    constexpr std::int64_t agreement = 2 * second;
    const auto inLog = firstTimes(log), inCapture = firstTimes(capture);
    std::vector<std::int64_t> differences;
    for (const auto& [key, time] : inCapture) {
        if (const auto same = inLog.find(key); same != inLog.end())
            differences.push_back(time - same->second);
    }
    std::ranges::sort(differences);
    Offset best;
    for (std::size_t from = 0, to = 0; from < differences.size(); ++from) {
        while (to < differences.size() && differences[to] - differences[from] <= agreement)
            ++to;
        if (to - from > best.packets)
            best = {differences[from + (to - from) / 2], to - from};
    }
    if (best.us > -agreement && best.us < agreement) // the same clock
        best.us = 0;
    return best;
}

// A line of a capture (wire/capture/capturelines.h) on the log's clock: "7,0,TIME,…".
std::string lineOn(std::string_view line, std::int64_t timeUs)
{
    constexpr std::size_t timeAt = 4;
    return std::string(line.substr(0, timeAt)) + std::to_string(timeUs) +
           std::string(line.substr(line.find(',', timeAt))) + '\n';
}

// Frames come behind the lines of their packet, as from the live source, or else nothing would be there to join.
class Merge
{
public:
    Merge(const Trace& capture, std::int64_t offsetUs, std::int64_t behindUs)
        : m_capture(capture)
        , m_offsetUs(offsetUs)
        , m_behindUs(behindUs)
    {
    }

    // The number of a line of the log in what with() made.
    std::uint32_t moved(std::uint32_t line) const
    {
        const auto behind = std::ranges::upper_bound(m_moves, line, {}, &Move::line);
        return behind == m_moves.begin() ? line : line + std::prev(behind)->by;
    }

    std::string with(const Trace& log, std::string_view text)
    {
        std::string all;
        all.reserve(text.size());
        std::size_t copied = 0;
        for (std::size_t i = 0; i < log.events().size(); ++i) {
            const auto& event = log.events()[i];
            if (event.timeUs == noTime || !isDue(event.timeUs))
                continue;
            const auto begin = text.substr(0, event.textOffset).rfind('\n') + 1; // npos + 1 is 0
            if (begin > copied)
                all += text.substr(copied, begin - copied);
            copied = std::max(copied, begin);
            addFrames(event.timeUs, all);
            m_moves.push_back({event.line, static_cast<std::uint32_t>(m_next)});
        }
        all += text.substr(copied);
        if (!all.ends_with('\n'))
            all += '\n';
        addFrames(std::nullopt, all);
        return all;
    }

private:
    std::int64_t time() const { return m_capture.events()[m_next].timeUs - m_offsetUs; }
    bool isDue(std::optional<std::int64_t> timeUs) const
    {
        return m_next < m_capture.events().size() && (!timeUs || time() + m_behindUs < *timeUs);
    }
    void addFrames(std::optional<std::int64_t> until, std::string& to)
    {
        for (; isDue(until); ++m_next)
            to += lineOn(m_capture.text(m_capture.events()[m_next]), std::max<std::int64_t>(time(), 0));
    }

    const Trace& m_capture;
    std::int64_t m_offsetUs, m_behindUs;
    std::size_t m_next = 0;
    struct Move {
        std::uint32_t line, by;
    };
    std::vector<Move> m_moves; // lines from this one on
};

// What the log's recording marks stays at its lines, whatever now stands before them.
std::string marksMoved(const Trace& log, const Merge& merge)
{
    using Marks = nlohmann::ordered_json;
    const auto move = [&](Marks& place) {
        const auto line = place.is_object() ? place.find("line") : place.end();
        if (line != place.end() && line->is_number_unsigned())
            *line = merge.moved(line->get<std::uint32_t>());
    };
    std::string lines;
    for (const std::string_view kind : {"flags", "view"}) {
        auto marks = Marks::parse(log.recorded(kind), nullptr, false);
        if (!marks.is_object())
            continue;
        move(marks);
        if (const auto list = marks.find("flags"); list != marks.end() && list->is_array())
            std::ranges::for_each(*list, move);
        wire::appendFactLine(0, kind, marks, lines);
    }
    return lines;
}

// The times of its first and last event; nothing where it has none, or they tell no time.
std::optional<std::pair<std::int64_t, std::int64_t>> spanOf(const Trace& trace)
{
    const auto& events = trace.events();
    if (events.empty())
        return std::nullopt;
    const auto from = events[events.first()].timeUs, to = events[events.size() - 1].timeUs;
    return from == noTime || to == noTime ? std::nullopt : std::optional(std::pair(from, to));
}

Said remarkOn(const Trace& log, const Trace& capture, const Offset& offset)
{
    if (offset.packets == 0) {
        const auto ofLog = spanOf(log), ofCapture = spanOf(capture);
        const bool isApart =
            ofLog && ofCapture &&
            (ofLog->second + second < ofCapture->first || ofCapture->second + second < ofLog->first);
        return isApart ? say("together-apart") : say("together-nothing-alike");
    }
    return offset.us == 0 ? Said() : say("together-clocks-set", offset.packets);
}

// Adds the capture to what was read before, and says how they meet.
Said join(std::string& text, bool areFrames, const Trace& capture)
{
    const auto log = Trace::fromText(text);
    const auto offset = offsetBetween(log, capture);
    constexpr std::int64_t soon = 50'000; // the lines of a packet come within that
    bool isWholeSeconds = true;
    for (std::size_t i = 0; isWholeSeconds && i < log.events().size(); ++i)
        isWholeSeconds = log.events()[i].timeUs == noTime || log.events()[i].timeUs % second == 0;
    Merge merge(capture, offset.us, areFrames ? 0 : isWholeSeconds ? second + soon : soon);
    text = merge.with(log, text);
    text += marksMoved(log, merge);
    auto remark = remarkOn(log, capture, offset);
    if (areFrames && remark.code == "together-nothing-alike") // two devices, and each its own packets
        return Said();
    return remark;
}

} // namespace

Result<Trace> openTogether(const std::vector<std::string>& paths)
{
    if (paths.size() == 1)
        return Trace::open(paths.front());
    struct File {
        std::string path;
        wire::TextFile text;
    };
    std::vector<File> files;
    std::size_t size = 0;
    Said remark;
    for (const auto& path : paths) {
        auto text = wire::TextFile::open(path);
        if (!text)
            return tl::unexpected(text.error());
        if (const auto most = wire::TextFile::mostTextBytes(); (size += text->text().size()) > most)
            return failure(ErrorCode::BadInput, say("file-too-large", path, most >> 20));
        remark = remark.isEmpty() ? text->remark() : remark;
        files.push_back({path, std::move(*text)});
    }
    const auto isLog = [](const File& file) { return !file.text.isCapture(); };
    const auto captures = std::stable_partition(files.begin(), files.end(), isLog);
    if (captures - files.begin() > 1)
        return failure(ErrorCode::BadInput, say("together-without-capture"));
    std::string all(files.front().text.text());
    if (Trace::fromText(all).events().empty())
        return failure(ErrorCode::BadInput, say("file-without-log-line", files.front().path));
    for (std::size_t i = 1; i < files.size(); ++i) {
        const auto met =
            join(all, captures == files.begin(), Trace::fromText(std::string(files[i].text.text())));
        remark = remark.isEmpty() ? met : remark;
    }
    return Trace::fromText(std::move(all), std::move(remark));
}

} // namespace hookwalk
