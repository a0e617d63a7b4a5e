// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selection.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{
constexpr std::size_t mostOthers = 100;
constexpr TraversalIndex neighbourhood = 400; // packets looked at before and behind the selected one
} // namespace

Selection::Selection(const Document& document, const TimelineModel& model, Playhead& playhead,
                     QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_model(model)
    , m_playhead(playhead)
{
    connect(&document, &Document::reset, this, &Selection::clear);
    connect(&document, &Document::grew, this, &Selection::grow);
    connect(&document, &Document::learned, this, &Selection::refresh);
    connect(&document, &Document::forgot, this, &Selection::forget);
    connect(&playhead, &Playhead::positionChanged, this, &Selection::updateStop);
    connect(&playhead, &Playhead::pacingChanged, this, &Selection::moved);
    connect(&playhead, &Playhead::finished, this, &Selection::advance);
}

void Selection::clear()
{
    m_following = false;
    m_awaited = noIndex;
    select(noIndex);
}

void Selection::select(TraversalIndex traversal)
{
    if (traversal < m_document.first())
        return; // it is gone
    m_playhead.pause();
    m_traversal = traversal;
    m_walk = traversal == noIndex ? nullptr : m_document.walk(traversal);
    m_stop = -1;
    showWalk(true);
    updateStop();
}

// Hands the walk on to playhead and views, which keep their place where they can, unless it is another packet's.
void Selection::showWalk(bool isOther)
{
    std::vector<double> stops;
    if (m_walk)
        std::ranges::transform(m_walk->stops, std::back_inserter(stops), &Stop::offsetUs);
    findNeighbours();
    Q_EMIT walkChanged();
    isOther ? m_playhead.startOn(std::move(stops)) : m_playhead.setStops(std::move(stops));
}

void Selection::goTo(int stop)
{
    if (!m_walk || stop < 0 || stop >= static_cast<int>(m_walk->stops.size()))
        return;
    m_playhead.pause();
    m_playhead.goTo(stop);
}

void Selection::goTo(TraversalIndex traversal, int stop, double part)
{
    m_isUnderWay = true;
    if (traversal != m_traversal)
        select(traversal);
    m_playhead.pause();
    const auto& moments = m_playhead.pacing().moments();
    if (const auto at = static_cast<std::size_t>(stop); at < moments.size()) {
        const double gap = at + 1 < moments.size() ? moments[at + 1] - moments[at] : 0;
        m_playhead.setPosition(moments[at] + part * gap);
    }
    m_isUnderWay = false;
    updateStop();
}

void Selection::followNew()
{
    m_following = true;
    m_awaited = m_document.count();
}

void Selection::grow(TraversalIndex first, const std::vector<TraversalIndex>& seenAgain)
{
    if (m_traversal != noIndex && std::ranges::binary_search(seenAgain, m_traversal)) {
        refresh();
    } else if (first < m_document.count()) {
        findNeighbours();
        Q_EMIT moved(); // the walks of the scene before may be gone
    }
    const bool fresh = m_awaited != noIndex && m_document.count() > m_awaited;
    if (m_following && fresh) {
        // The first that is shown: without a filter that is the awaited one.
        const TraversalIndex shown =
            m_model.rowOf(m_awaited) >= 0 ? m_awaited : m_model.traversalAt(m_model.rowBehind(m_awaited));
        if (shown == noIndex)
            return;
        m_awaited = noIndex;
        select(shown);
        m_playhead.play();
    } else if (m_following && m_awaited == noIndex && !m_playhead.isPlaying() && m_playhead.atEnd()) {
        advance();
    }
}

// The selected packet is gone: on to the oldest that is left, and where packets are played, on from there.
void Selection::forget()
{
    if (m_awaited != noIndex)
        m_awaited = std::max(m_awaited, m_document.first());
    if (m_traversal == noIndex || m_traversal >= m_document.first())
        return findNeighbours();
    select(m_model.traversalAt(0));
    if (m_following && m_walk)
        m_playhead.play();
}

void Selection::refresh()
{
    if (m_traversal == noIndex)
        return;
    m_walk = m_document.walk(m_traversal);
    showWalk(false);
    updateStop();
}

void Selection::advance()
{
    if (!m_following || m_awaited != noIndex)
        return;
    const TraversalIndex next = m_model.traversalAt(m_model.rowBehind(m_traversal));
    if (next == noIndex)
        return; // grow() comes back to it
    select(next);
    m_playhead.play();
}

void Selection::findNeighbours()
{
    m_neighbours.clear();
    if (!m_walk)
        return;
    const std::int64_t begin = m_document.firstTimeUs(m_traversal), end = m_document.lastTimeUs(m_traversal);
    if (begin == noTime || end == noTime)
        return;
    const TraversalIndex low =
        std::max(m_document.first(), m_traversal - std::min(m_traversal, neighbourhood));
    const TraversalIndex high = std::min(m_document.count(), m_traversal + neighbourhood);
    for (TraversalIndex other = low; other < high && m_neighbours.size() < mostOthers; ++other) {
        const std::int64_t from = m_document.firstTimeUs(other), to = m_document.lastTimeUs(other);
        if (other != m_traversal && m_model.shows(other) && from != noTime && from <= end && to >= begin)
            m_neighbours.push_back({m_document.walk(other), from});
    }
}

void Selection::lookAround()
{
    findNeighbours();
    Q_EMIT moved();
}

void Selection::updateStop()
{
    if (m_isUnderWay)
        return;
    const int now = m_playhead.stop();
    if (now != m_stop) {
        m_stop = now;
        Q_EMIT stopChanged(now);
    }
    Q_EMIT moved();
}

Scene Selection::scene() const
{
    Scene scene;
    scene.selected = m_walk.get();
    scene.moments = m_playhead.pacing().moments();
    scene.playhead = m_playhead.positionMs();
    scene.perSecond = 1000 * m_playhead.speed();
    if (!m_walk || m_neighbours.empty())
        return scene;
    // As fast as the selected packet goes on the whole.
    scene.othersPerSecond =
        (m_walk->durationUs - m_walk->startUs) * scene.perSecond / std::max(1.0, m_playhead.pacing().endMs());
    const auto now = static_cast<double>(m_document.firstTimeUs(m_traversal)) + m_playhead.positionUs();
    for (const Neighbour& neighbour : m_neighbours) {
        const double there = now - static_cast<double>(neighbour.startUs);
        if (there >= neighbour.walk->startUs && there <= neighbour.walk->durationUs)
            scene.others.push_back({neighbour.walk.get(), there});
    }
    return scene;
}

} // namespace hookwalk::ui
