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
    connect(&m_next, &QTimer::timeout, this, [this] { m_isWorking || !m_fresh ? work() : workAnew(); });
    connect(&m_anew, &QTimer::timeout, this, &PacketFilter::judgeAnew);
    connect(&document, &Document::reset, this, [this] {
        m_query = query::Query();
        m_fresh.reset();
        m_isWorking = false;
        m_next.stop();
        m_anew.stop();
        Q_EMIT cleared();
    });
    connect(&document, &Document::grew, this,
            [this](TraversalIndex, const std::vector<TraversalIndex>& seenAgain) { grow(seenAgain); });
    connect(&document, &Document::learned, this, [this] {
        if (m_query.asksFacts() && !m_anew.isActive())
            m_anew.start(pauseMs);
    });
}

void PacketFilter::setFilter(query::Filter filter)
{
    if (filter == m_query.filter())
        return;
    m_fresh.reset();
    m_query.setFilter(std::move(filter));
    Q_EMIT changed();
    work();
}

void PacketFilter::grow(const std::vector<TraversalIndex>& seenAgain)
{
    if (!isActive())
        return;
    m_query.judgeAgain(m_document.trace(), seenAgain);
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
