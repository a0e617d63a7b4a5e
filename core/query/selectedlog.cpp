// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/selectedlog.h"

#include "traversal/event.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace hookwalk::query
{

namespace
{

class LogCutter
{
public:
    explicit LogCutter(std::string whole)
        : m_whole(std::move(whole))
    {
    }

    // The line at `begin`; in the order of the text.
    void keep(std::size_t begin, const wire::Origin& origin)
    {
        const auto left = std::exchange(m_leftOut[channelOf(origin.source)], 0);
        const auto head = m_whole.find(';', begin);
        if (left == 0 || !origin.sequence || head == m_whole.npos)
            return;
        copyTo(head);
        m_kept += ",passed=" + std::to_string(left + origin.passedOver); // the last one counts
    }
    void leaveOut(std::size_t begin, std::size_t end, const wire::Origin& origin)
    {
        const auto line = m_whole.substr(0, begin).rfind('\n') + 1;
        const auto next = m_whole.find('\n', end);
        copyTo(std::max(line, m_copied));
        m_copied = next == m_whole.npos ? m_whole.size() : std::max(next + 1, m_copied);
        if (origin.sequence && *origin.sequence != 0)
            m_leftOut[channelOf(origin.source)] += 1 + origin.passedOver;
    }
    std::string finish()
    {
        copyTo(m_whole.size());
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
        if (place <= m_copied)
            return;
        m_kept.append(m_whole, m_copied, place - m_copied);
        m_copied = place;
    }

    std::string m_whole, m_kept;
    std::size_t m_copied = 0;
    std::array<std::uint64_t, 8> m_leftOut{};
};

} // namespace

std::string logOf(const Trace& trace, std::span<const TraversalIndex> packets)
{
    std::vector<bool> isKept(trace.traversals().size());
    for (const auto packet : packets)
        isKept[packet] = true;
    auto whole = trace.wholeText();
    const auto before = trace.textSize() - whole.size(); // what was forgotten; may wrap
    LogCutter cutter(std::move(whole));
    const auto& events = trace.events();
    for (auto i = events.first(); i < events.size(); ++i) {
        const auto& event = events[i];
        const auto begin = event.textOffset - before;
        const auto origin = wire::originOf(trace.text(event));
        if (isKept[event.traversal])
            cutter.keep(begin, origin);
        else
            cutter.leaveOut(begin, begin + event.textLength, origin);
    }
    return cutter.finish();
}

} // namespace hookwalk::query
