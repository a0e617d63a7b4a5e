// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"

#include <algorithm>
#include <QThreadPool>
#include <utility>

namespace hookwalk::ui
{

namespace
{

constexpr int walksKept = 2000; // a screenful of rows many times over
constexpr TraversalIndex leastKept = 1000;
// The oldest go in portions of this share of the limit, so that no call takes long.
constexpr TraversalIndex portions = 128;

// Giving back the memory of a large log takes milliseconds that the window does not have.
void discardInBackground(std::shared_ptr<Trace> trace)
{
    auto* old = new std::shared_ptr(std::move(trace));
    QThreadPool::globalInstance()->start([old] { delete old; });
}

} // namespace

Document::Document(QObject* parent)
    : QObject(parent)
    , m_walks(walksKept)
{
}

Document::~Document() = default;

void Document::showLive()
{
    if (!m_live)
        replace(std::exchange(m_liveAside, nullptr), true, {});
}

void Document::showFile(Trace trace, const QString& name)
{
    if (m_live)
        m_liveAside = m_trace;
    replace(std::make_shared<Trace>(std::move(trace)), false, name);
}

void Document::setLimit(TraversalIndex packets)
{
    m_limit = std::max(packets, leastKept);
}

void Document::clear()
{
    keepLatest(0);
    Q_EMIT cleared();
}

void Document::keepLatest(TraversalIndex packets)
{
    if (!m_live) {
        m_liveAside->keepLatest(packets);
        Q_EMIT forgotAside();
        return;
    }
    const auto before = first();
    m_trace->keepLatest(packets);
    if (first() != before)
        Q_EMIT forgot();
}

void Document::replace(std::shared_ptr<Trace> trace, bool live, const QString& name)
{
    discardInBackground(std::exchange(m_trace, std::move(trace)));
    m_walks.clear();
    m_trace->takeTold();
    m_live = live;
    m_name = name;
    Q_EMIT reset();
}

void Document::append(const std::string& lines)
{
    if (m_live) {
        grow(lines);
    } else {
        m_liveAside->append(lines);
        m_liveAside->takeTold(); // no walk of it is kept
    }
    const auto& live = liveTrace().traversals();
    if (live.size() - live.first() > m_limit + m_limit / portions)
        keepLatest(m_limit);
}

void Document::grow(const std::string& lines)
{
    const auto eventsBefore = m_trace->events().size();
    const TraversalIndex firstNew = count();
    m_trace->append(lines);
    const bool facts = lines.find(";hookwalk ") != std::string::npos; // wire/factline.h

    std::vector<TraversalIndex> seenAgain;
    const auto note = [&](TraversalIndex traversal) {
        if (traversal < firstNew && traversal >= first())
            seenAgain.push_back(traversal);
    };
    std::ranges::for_each(m_trace->takeTold(), note);
    for (auto at = eventsBefore; at < m_trace->events().size(); ++at) {
        const auto traversal = m_trace->events()[at].traversal;
        note(traversal);
        note(m_trace->traversals()[traversal].replyTo); // what it answers shows that now
    }
    std::sort(seenAgain.begin(), seenAgain.end());
    seenAgain.erase(std::unique(seenAgain.begin(), seenAgain.end()), seenAgain.end());
    for (const auto traversal : seenAgain)
        m_walks.remove(traversal);
    Q_EMIT grew(firstNew, seenAgain);
    if (facts)
        Q_EMIT learned();
}

TraversalIndex Document::first() const
{
    return static_cast<TraversalIndex>(m_trace->traversals().first());
}

TraversalIndex Document::count() const
{
    return static_cast<TraversalIndex>(m_trace->traversals().size());
}

Document::WalkPointer Document::walk(TraversalIndex traversal) const
{
    const auto* about = connectionOf(*m_trace, traversal).connection;
    const Basis basis{m_trace->knowledge().revision(), about ? about->revision : 0};
    if (const auto* known = m_walks.object(traversal); known && known->basis == basis)
        return known->walk;
    auto made = std::make_shared<const Walk>(walkOf(*m_trace, traversal));
    ++m_walksMade;
    m_walks.insert(traversal, new KeptWalk{made, basis});
    return made;
}

std::int64_t Document::firstTimeUs(TraversalIndex traversal) const
{
    return m_trace->events()[m_trace->traversals()[traversal].first].timeUs;
}

std::int64_t Document::lastTimeUs(TraversalIndex traversal) const
{
    const auto& events = m_trace->events();
    const TraceEvent& first = events[m_trace->traversals()[traversal].first];
    auto latest = first.timeUs;
    for (auto at = first.next; at != noIndex; at = events[at].next) {
        const auto source = sourceOf(events[at]), wanted = sourceOf(first);
        if (source == wanted || (wire::isFrame(source) && wire::isFrame(wanted)))
            latest = std::max(latest, events[at].timeUs);
    }
    return latest;
}

} // namespace hookwalk::ui
