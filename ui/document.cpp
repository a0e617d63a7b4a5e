#include "ui/document.h"

#include <algorithm>
#include <QThreadPool>
#include <utility>

namespace hookwalk::ui
{

namespace
{

constexpr int walksKept = 2000; // a screenful of rows many times over

// Giving back the memory of a large log takes milliseconds that the window does not have.
void discardInBackground(Trace trace)
{
    auto* old = new Trace(std::move(trace));
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
        replace(std::exchange(m_liveAside, Trace()), true, {});
}

void Document::showFile(Trace trace, const QString& name)
{
    if (m_live)
        m_liveAside = std::exchange(m_trace, Trace());
    replace(std::move(trace), false, name);
}

void Document::forgetLive()
{
    if (m_live)
        replace(Trace(), true, {});
    else
        m_liveAside = Trace();
}

void Document::replace(Trace trace, bool live, const QString& name)
{
    discardInBackground(std::exchange(m_trace, std::move(trace)));
    m_walks.clear();
    m_live = live;
    m_name = name;
    Q_EMIT reset();
}

void Document::append(const std::string& lines)
{
    if (!m_live)
        return m_liveAside.append(lines);
    const auto eventsBefore = m_trace.events().size();
    const TraversalIndex first = count();
    m_trace.append(lines);
    const bool facts = lines.find(";hookwalk ") != std::string::npos; // wire/factline.h
    if (facts)
        m_walks.clear();

    std::vector<TraversalIndex> seenAgain;
    const auto note = [&](TraversalIndex traversal) {
        if (traversal < first)
            seenAgain.push_back(traversal);
    };
    for (const TraceEvent& event : m_trace.events().subspan(eventsBefore)) {
        note(event.traversal);
        note(m_trace.traversals()[event.traversal].replyTo); // what it answers shows that now
    }
    std::sort(seenAgain.begin(), seenAgain.end());
    seenAgain.erase(std::unique(seenAgain.begin(), seenAgain.end()), seenAgain.end());
    for (const auto traversal : seenAgain)
        m_walks.remove(traversal);
    Q_EMIT grew(first, seenAgain);
    if (facts)
        Q_EMIT learned();
}

TraversalIndex Document::count() const
{
    return static_cast<TraversalIndex>(m_trace.traversals().size());
}

Document::WalkPointer Document::walk(TraversalIndex traversal) const
{
    if (const auto* known = m_walks.object(traversal))
        return *known;
    auto made = std::make_shared<const Walk>(walkOf(m_trace, traversal));
    m_walks.insert(traversal, new WalkPointer(made));
    return made;
}

std::int64_t Document::firstTimeUs(TraversalIndex traversal) const
{
    return m_trace.events()[m_trace.traversals()[traversal].first].timeUs;
}

std::int64_t Document::lastTimeUs(TraversalIndex traversal) const
{
    return m_trace.events()[m_trace.traversals()[traversal].last].timeUs;
}

} // namespace hookwalk::ui
