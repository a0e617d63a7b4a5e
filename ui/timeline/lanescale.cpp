// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lanescale.h"

#include "ui/timeline/jumps.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

constexpr int mostExact = 256, mostSampled = 8192; // packets in the window
constexpr int overlap = 64;                        // rows before it that may still be under way
constexpr double leastUs = 20;                     // of a window
constexpr double pseudoUs = 1000;                  // from packet to packet, where the log has no times
constexpr double spotReach = 6;                    // pixels

} // namespace

LaneScale::LaneScale(const TimelineModel& model, const Playhead& playhead, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_document(model.document())
    , m_playhead(playhead)
{
    connect(&m_document, &Document::reset, this, [this] {
        m_isAll = true;
        measure();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &LaneScale::measure);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &LaneScale::measure);
    connect(&model, &QAbstractItemModel::modelReset, this, &LaneScale::measure);
    connect(&m_document, &Document::forgot, this, &LaneScale::measure);
    connect(&model, &QAbstractItemModel::dataChanged, this, &LaneScale::invalidate);
    connect(&playhead, &Playhead::pacingChanged, this, [this] {
        if (m_axis.kind() != m_playhead.kind())
            changeKind();
    });
    connect(&playhead, &Playhead::positionChanged, this, &LaneScale::follow);
    measure();
}

double LaneScale::beginOf(TraversalIndex packet) const
{
    if (!m_document.trace().traversals().has(packet))
        return m_all.begin; // of the document before: what shows it is told next
    for (auto one = packet; m_isTimed && one >= m_document.first() && packet - one < overlap; --one) {
        if (const auto us = m_document.firstTimeUs(one); us != noTime)
            return static_cast<double>(us);
        if (one == 0)
            break;
    }
    return m_isTimed ? m_all.begin : packet * pseudoUs;
}

double LaneScale::endOf(TraversalIndex packet) const
{
    const double begin = beginOf(packet);
    if (!m_document.trace().traversals().has(packet))
        return begin;
    // The stops of its walk, which the lane shows, are placed by all of its sources.
    if (m_document.count() - m_document.first() <= mostExact)
        return begin + m_document.walk(packet)->durationUs;
    const auto us = m_document.lastTimeUs(packet);
    return us == noTime ? begin : static_cast<double>(us);
}

// All of time: of the packets that the view knows, whatever the filter.
void LaneScale::measure()
{
    const auto first = m_document.first(), count = m_document.count();
    const bool wasLive = m_document.isLive() && !m_model.isFrozen();
    const TimeSpan before = m_all;
    if (first == count) {
        m_all = {0, leastUs};
    } else {
        m_isTimed = m_document.firstTimeUs(first) != noTime;
        double begin = beginOf(first), end = begin;
        for (auto packet = count; packet > first && count - packet < overlap; --packet)
            end = std::max(end, endOf(packet - 1));
        for (auto packet = first; packet < count && packet - first < overlap; ++packet)
            begin = std::min(begin, beginOf(packet));
        // What is inferred before the first and behind the last record has a place, too.
        const double margin = std::max((end - begin) / 50, leastUs);
        m_all = {begin - margin, end + margin};
    }
    if (m_isAll)
        m_window = m_all;
    else if (wasLive && m_all.end > before.end && m_window.end >= before.end) // it stood at the end
        m_window = TimeSpan{m_all.end - m_window.length(), m_all.end}.within(m_all);
    else
        m_window = m_window.within(m_all);
    invalidate();
}

void LaneScale::invalidate()
{
    m_isBuilt = false;
    Q_EMIT changed();
}

// The event under the playhead stays where it is on the screen, as far as all of time reaches.
void LaneScale::changeKind()
{
    constexpr int tries = 6;
    const auto before = m_isBuilt && !m_isAll ? playheadX() : std::nullopt;
    m_isBuilt = false;
    for (int i = 0; before && i < tries; ++i) { // the window changes what the axis is made of
        const double us = playheadUs();
        const double off = playheadX().value_or(xAt(us)) - *before;
        if (std::abs(off) < 1)
            break;
        const double moved = us - usAt(*before);
        m_window = TimeSpan{m_window.begin + moved, m_window.end + moved}.within(m_all);
        m_isBuilt = false;
    }
    Q_EMIT changed();
}

double LaneScale::playheadUs() const
{
    return beginOf(m_walk->traversal) + m_playhead.positionUs();
}

// To where a person has put the playhead, and with one that plays: unless a person has moved the window away from it.
void LaneScale::follow()
{
    if (!m_walk || m_walk->stops.empty() || !m_model.shows(m_walk->traversal))
        return;
    const Followed now{m_walk->traversal, m_playhead.stop(), playheadUs()};
    const Followed before = std::exchange(m_followed, now);
    const bool isPut = !m_playhead.isPlaying() && (now.packet != before.packet || now.stop != before.stop);
    if (!m_window.has(now.us) && (isPut || m_window.has(before.us)))
        setWindow(m_window.movedTo(now.us, 0.5));
}

void LaneScale::setWalk(Document::WalkPointer walk)
{
    m_walk = std::move(walk);
}

void LaneScale::setWindow(TimeSpan window)
{
    window = window.grownTo(std::min(leastUs, m_all.length())).within(m_all);
    m_isAll = window.length() >= m_all.length() * (1 - 1e-9);
    if (window == m_window)
        return;
    m_window = window;
    invalidate();
}

void LaneScale::showAll()
{
    setWindow(m_all);
}

void LaneScale::zoom(double factor, std::optional<double> x)
{
    const double at = std::clamp(x.value_or(m_width / 2), 0.0, m_width);
    if (factor > 1) // what stands there stays there
        return setWindow({usAt(at - at / factor), usAt(at + (m_width - at) / factor)});
    const double us = usAt(at);
    const double length = m_window.length() / factor;
    setWindow(TimeSpan{0, length}.movedTo(us, at / m_width));
}

void LaneScale::pan(double pixels)
{
    const double us = m_window.length() * pixels / m_width;
    setWindow({m_window.begin + us, m_window.end + us});
}

void LaneScale::reveal(TraversalIndex packet)
{
    const double begin = beginOf(packet), end = endOf(packet);
    if (m_window.has(begin) && m_window.has(std::min(end, begin + m_window.length())))
        return;
    setWindow(m_window.movedTo(begin, end > begin ? 0.3 : 0.5));
}

void LaneScale::setWidth(double pixels)
{
    if (pixels == m_width || pixels < 1)
        return;
    m_width = pixels;
    invalidate();
}

std::pair<int, int> LaneScale::rowsInView() const
{
    if (!m_model.isInTime())
        return {0, 0};
    const auto rowAt = [this](double us) {
        int low = 0, high = m_model.rowCount();
        while (low < high) {
            const int middle = low + (high - low) / 2;
            beginOf(m_model.traversalAt(middle)) < us ? low = middle + 1 : high = middle;
        }
        return low;
    };
    return {rowAt(m_window.begin), rowAt(std::nextafter(m_window.end, m_window.end + 1))};
}

const TimeAxis& LaneScale::axis() const
{
    if (!m_isBuilt)
        build();
    return m_axis;
}

void LaneScale::build() const
{
    m_isBuilt = true;
    m_entries.clear();
    m_stops.clear();
    const auto [from, to] = rowsInView();
    to - from <= mostExact ? buildExact(std::max(0, from - overlap), to) : buildSampled(from, to);
}

// Each stop of each packet, inferred ones too: they share the gap around them alike (traversal/walktime.h).
void LaneScale::buildExact(int from, int to) const
{
    for (int row = from; row < to; ++row) {
        const auto packet = m_model.traversalAt(row);
        const double begin = beginOf(packet);
        if (packet < m_document.first() || std::max(begin, endOf(packet)) + leastUs < m_window.begin)
            continue;
        const auto walk = m_document.walk(packet);
        auto& stops = m_stops[packet];
        for (std::size_t stop = 0; stop < walk->stops.size(); ++stop) {
            const double us = begin + walk->stops[stop].offsetUs;
            stops.push_back(us);
            if (m_window.has(us))
                m_entries.push_back({us, packet, static_cast<int>(stop)});
        }
    }
    std::ranges::stable_sort(m_entries, {}, &Entry::us);
    std::vector<double> times;
    times.reserve(m_entries.size());
    std::ranges::transform(m_entries, std::back_inserter(times), &Entry::us);
    m_axis = TimeAxis(m_playhead.kind(), m_window, std::move(times));
    const double pixels = scale();
    for (auto& [packet, stops] : m_stops)
        std::ranges::transform(stops, stops.begin(), [&](double us) { return m_axis.placeAt(us) * pixels; });
    for (std::size_t at = 0; at < m_entries.size(); ++at) // of those at the same time each at its own place
        m_stops[m_entries[at].packet][static_cast<std::size_t>(m_entries[at].stop)] =
            m_axis.placeOf(at) * pixels;
}

// Too many to look at each: the records of some of them, each standing for as many as it was chosen among.
void LaneScale::buildSampled(int from, int to) const
{
    const int stride = std::max(1, (to - from) / mostSampled);
    std::vector<double> times;
    if (m_playhead.kind() != TimeKind::True) {
        const auto& events = m_document.trace().events();
        for (int row = from; row < to; row += stride) {
            const auto packet = m_model.traversalAt(row);
            if (packet < m_document.first())
                continue;
            for (auto at = m_document.trace().traversals()[packet].first; at != noIndex;
                 at = events[at].next) {
                const double us =
                    events[at].timeUs == noTime ? beginOf(packet) : static_cast<double>(events[at].timeUs);
                if (m_window.has(us))
                    times.push_back(us);
            }
        }
        std::ranges::sort(times);
    }
    m_axis = TimeAxis(m_playhead.kind(), m_window, std::move(times), stride);
}

double LaneScale::xAt(double us) const
{
    return axis().placeAt(us) * scale();
}

double LaneScale::usAt(double x) const
{
    return axis().usAt(x / scale());
}

const std::vector<double>& LaneScale::stopsOf(TraversalIndex packet) const
{
    static const std::vector<double> none;
    axis();
    const auto found = m_stops.find(packet);
    return found == m_stops.end() ? none : found->second;
}

std::optional<double> LaneScale::xOfRecord(EventIndex record) const
{
    const auto place = placeOf(record);
    return place ? xOf(*place) : std::nullopt;
}

std::optional<LaneScale::RecordPlace> LaneScale::placeOf(EventIndex record) const
{
    const auto& events = m_document.trace().events();
    if (!events.has(record))
        return std::nullopt;
    const auto packet = events[record].traversal;
    if (packet == noIndex || packet < m_document.first())
        return std::nullopt;
    const auto walk = m_document.walk(packet);
    if (walk->stops.empty())
        return std::nullopt;
    const auto stop = static_cast<std::size_t>(stopOfRecord(*walk, record));
    return RecordPlace{packet, stop, walk->stops[stop].offsetUs};
}

std::optional<double> LaneScale::xOf(const RecordPlace& place) const
{
    if (place.packet < m_document.first())
        return std::nullopt;
    const double us = beginOf(place.packet) + place.offsetUs;
    if (!m_window.has(us))
        return std::nullopt;
    const auto& stops = stopsOf(place.packet);
    return place.stop < stops.size() ? stops[place.stop] : xAt(us);
}

std::optional<double> LaneScale::playheadX() const
{
    const Walk* walk = m_walk.get();
    if (!walk || walk->stops.empty() || !m_model.isInTime())
        return std::nullopt;
    double x = 0;
    const auto& stops = stopsOf(walk->traversal);
    const auto& moments = m_playhead.pacing().moments();
    if (stops.size() == walk->stops.size() && moments.size() == stops.size()) {
        const auto at = static_cast<std::size_t>(std::max(0, m_playhead.stop()));
        x = stops[at];
        if (at + 1 < stops.size() && moments[at + 1] > moments[at])
            x += (stops[at + 1] - x) * (m_playhead.positionMs() - moments[at]) /
                 (moments[at + 1] - moments[at]);
    } else {
        x = xAt(playheadUs());
    }
    return x < 0 || x > m_width ? std::nullopt : std::optional(x);
}

std::optional<LaneScale::Spot> LaneScale::spotAt(double x, TraversalIndex selected) const
{
    if (m_model.rowCount() == 0 || !m_model.isInTime())
        return std::nullopt;
    axis();
    auto packet = selected;
    const auto* stops = &stopsOf(selected);
    if (!m_entries.empty()) {
        if (stops->empty() || x < stops->front() - spotReach || x > stops->back() + spotReach) {
            packet = m_entries[m_axis.nearest(x / scale())].packet;
            stops = &stopsOf(packet);
        }
        const auto nearest =
            std::ranges::min_element(*stops, {}, [x](double one) { return std::abs(one - x); });
        if (std::abs(*nearest - x) <= spotReach || x <= stops->front() || x >= stops->back())
            return Spot{packet, static_cast<int>(nearest - stops->begin()), 0};
        const auto next = std::ranges::upper_bound(*stops, x);
        const double from = *std::prev(next);
        return Spot{packet, static_cast<int>(next - stops->begin()) - 1, (x - from) / (*next - from)};
    }
    const double us = usAt(x);
    if (selected == noIndex || !m_model.shows(selected) || us < beginOf(selected) || us > endOf(selected)) {
        int low = 0, high = m_model.rowCount();
        while (low < high) {
            const int middle = low + (high - low) / 2;
            beginOf(m_model.traversalAt(middle)) <= us ? low = middle + 1 : high = middle;
        }
        packet = m_model.traversalAt(std::max(0, low - 1));
    }
    const auto walk = m_document.walk(packet);
    const double offset = us - beginOf(packet);
    int stop = 0;
    while (stop + 1 < static_cast<int>(walk->stops.size()) &&
           walk->stops[static_cast<std::size_t>(stop) + 1].offsetUs <= offset)
        ++stop;
    return Spot{packet, stop, 0};
}

} // namespace hookwalk::ui
