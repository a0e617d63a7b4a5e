// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/selectedlog.h"

#include "traversal/event.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace hookwalk::query
{

namespace
{

// Copies a log line by line, but for those that are left out.
class LogCutter
{
public:
    explicit LogCutter(std::string_view whole)
        : m_whole(whole)
    {
    }

    // The lines from `begin` to `end`, in the order of the text.
    void keep(std::size_t begin, const wire::Origin& origin)
    {
        const auto left = std::exchange(m_leftOut[channelOf(origin.source)], 0);
        const auto head = m_whole.find(';', begin);
        if (left == 0 || !origin.sequence || head == m_whole.npos)
            return;
        copyTo(head);
        m_kept += ",passed=" + std::to_string(left + origin.passedOver); // the last one counts
    }
    void leaveOut(std::size_t begin, std::size_t end)
    {
        copyTo(begin);
        m_copied = end;
    }
    void leaveOut(std::size_t begin, std::size_t end, const wire::Origin& origin)
    {
        leaveOut(begin, end);
        if (origin.sequence && *origin.sequence != 0)
            m_leftOut[channelOf(origin.source)] += 1 + origin.passedOver;
    }
    std::string finish()
    {
        copyTo(m_whole.size());
        if (!m_kept.empty() && !m_kept.ends_with('\n'))
            m_kept += '\n';
        return std::move(m_kept);
    }

private:
    // Frames in and out count as one.
    static std::size_t channelOf(wire::Source source)
    {
        return static_cast<std::size_t>(wire::isFrame(source) ? wire::Source::WireIn : source);
    }
    void copyTo(std::size_t place)
    {
        m_kept += m_whole.substr(m_copied, place - m_copied);
        m_copied = place;
    }

    std::string_view m_whole;
    std::string m_kept;
    std::size_t m_copied = 0;
    std::array<std::uint64_t, 8> m_leftOut{};
};

} // namespace

std::string logOf(const Trace& trace, std::span<const TraversalIndex> packets)
{
    std::vector<bool> isKept(trace.traversals().size());
    for (const auto packet : packets)
        isKept[packet] = true;
    const auto whole = trace.wholeText();
    const std::string_view text = whole;
    const auto before = trace.textSize() - whole.size(); // what was forgotten; may wrap
    LogCutter cutter(text);
    const auto& events = trace.events();
    for (auto i = events.first(); i < events.size();) {
        const auto origin = wire::originOf(trace.text(events[i]));
        const auto begin = text.substr(0, events[i].textOffset - before).rfind('\n') + 1; // npos + 1: 0
        if (i != 0 && i == events.first()) // what stands before it is of packets that were forgotten
            cutter.leaveOut(trace.standingFacts().size(), begin);
        // A line may tell of several packets, and goes or stays as a whole.
        bool isWanted = false;
        auto end = begin;
        for (; i < events.size() && (end == begin || events[i].textOffset - before < end); ++i) {
            isWanted = isWanted || isKept[events[i].traversal];
            const auto last = text.find('\n', events[i].textOffset - before + events[i].textLength);
            end = last == text.npos ? text.size() : last + 1;
        }
        isWanted ? cutter.keep(begin, origin) : cutter.leaveOut(begin, end, origin);
    }
    return cutter.finish();
}

} // namespace hookwalk::query
