// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packetfilter.h"

#include <algorithm>
#include <QElapsedTimer>
#include <utility>

namespace hookwalk::ui
{

namespace
{
constexpr int portionMs = 8; // of the window's time at once
constexpr int pauseMs = 500; // facts come many times a second, and each may change any ending
} // namespace

PacketFilter::PacketFilter(const Document& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    m_next.setSingleShot(true);
    m_anew.setSingleShot(true);
    m_naming.setSingleShot(true);
    connect(&m_naming, &QTimer::timeout, this, &PacketFilter::tryOn);
    connect(&m_next, &QTimer::timeout, this, [this] { m_isWorking || !m_fresh ? work() : workAnew(); });
    connect(&m_anew, &QTimer::timeout, this, &PacketFilter::judgeAnew);
    connect(&document, &Document::reset, this, [this] {
        m_query = query::Query();
        m_chips.clear();
        m_trial.reset();
        m_fresh.reset();
        m_isWorking = m_isOutdated = false;
        for (QTimer* timer : {&m_next, &m_anew, &m_naming})
            timer->stop();
        Q_EMIT cleared();
    });
    connect(&document, &Document::grew, this,
            [this](TraversalIndex, const std::vector<TraversalIndex>& seenAgain) { grow(seenAgain); });
    connect(&document, &Document::learned, this, [this] {
        m_isOutdated = true;
        if (m_query.asksFacts() && !m_anew.isActive())
            m_anew.start(pauseMs);
    });
}

void PacketFilter::setFilter(query::Filter chips)
{
    m_trial.reset();
    if (chips != m_chips) {
        m_chips = chips;
        Q_EMIT chipsChanged();
    }
    apply(std::move(chips));
}

void PacketFilter::tryOut(query::Filter filter, bool asChips)
{
    m_trial = {std::move(filter), asChips};
    tryOn();
}

void PacketFilter::tryOn()
{
    m_naming.stop();
    if (!m_trial)
        return;
    QElapsedTimer time;
    time.start();
    bool isMore = true;
    while (isMore && time.elapsed() < portionMs)
        isMore = m_query.readNames(m_document.trace(), m_trial->filter, m_query.portion());
    if (isMore)
        return m_naming.start(0);
    const auto trial = *std::exchange(m_trial, std::nullopt);
    const auto known = m_query.unknownNames(m_chips); // a locator's may be unknown
    for (const auto& name : m_query.unknownNames(trial.filter)) {
        if (total() > 0 && std::ranges::find(known, name) == known.end())
            return Q_EMIT refused(name);
    }
    if (trial.asChips)
        setFilter(trial.filter);
    else
        apply(trial.filter);
    Q_EMIT accepted();
}

void PacketFilter::apply(query::Filter filter)
{
    if (filter == m_query.filter())
        return;
    m_fresh.reset();
    m_query.setFilter(std::move(filter));
    if (m_isOutdated && m_query.asksFacts()) {
        auto wanted = m_query.filter();
        m_query = query::Query();
        m_query.setFilter(std::move(wanted));
        m_isOutdated = false;
    }
    Q_EMIT changed();
    work();
}

void PacketFilter::grow(const std::vector<TraversalIndex>& seenAgain)
{
    m_query.judgeAgain(m_document.trace(), seenAgain); // its columns, too, where nothing is filtered
    if (!isActive())
        return;
    if (m_fresh)
        m_fresh->judgeAgain(m_document.trace(), seenAgain);
    Q_EMIT judgedAgain(seenAgain);
    if (!m_isWorking)
        work();
}

void PacketFilter::judgeAnew()
{
    if (!isActive())
        return;
    if (m_isWorking || m_fresh) // to its end first, else it might never come there
        return m_anew.start(pauseMs);
    m_fresh.emplace().setFilter(filter());
    m_isOutdated = false;
    workAnew();
}

// The lists stay as they are until it is known which packets come and go.
void PacketFilter::workAnew()
{
    QElapsedTimer time;
    time.start();
    bool isMore = true;
    while (isMore && time.elapsed() < portionMs)
        isMore = m_fresh->work(m_document.trace(), m_fresh->portion());
    if (isMore || m_fresh->judgedTo() < m_query.judgedTo())
        return m_next.start(0);
    std::vector<TraversalIndex> others;
    for (auto packet = m_document.first(); packet < m_query.judgedTo(); ++packet) {
        if (m_query.shows(packet) != m_fresh->shows(packet))
            others.push_back(packet);
    }
    const auto from = std::exchange(m_query, std::move(*m_fresh)).judgedTo();
    m_fresh.reset();
    if (!others.empty())
        Q_EMIT judgedAgain(others);
    if (m_query.judgedTo() > from)
        Q_EMIT judged(std::max(from, m_document.first()), m_query.judgedTo());
    if (!others.empty())
        Q_EMIT finished();
}

// As much as the window has time for, at least one portion; the rest when events have been seen to.
void PacketFilter::work()
{
    m_next.stop();
    if (!isActive()) {
        m_isWorking = false;
        return Q_EMIT finished();
    }
    QElapsedTimer time;
    time.start();
    const auto from = m_query.judgedTo();
    const auto starts = m_query.starts();
    do {
        m_isWorking = m_query.work(m_document.trace(), m_query.portion());
    } while (m_isWorking && time.elapsed() < portionMs);
    if (m_query.starts() != starts)
        Q_EMIT changed();
    else if (m_query.judgedTo() > from)
        Q_EMIT judged(std::max(from, m_document.first()), m_query.judgedTo());
    if (m_isWorking || m_fresh)
        m_next.start(0);
    if (!m_isWorking)
        Q_EMIT finished();
}

} // namespace hookwalk::ui
