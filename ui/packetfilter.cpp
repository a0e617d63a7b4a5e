// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packetfilter.h"

#include <algorithm>
#include <QElapsedTimer>

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
    connect(&m_next, &QTimer::timeout, this, &PacketFilter::work);
    connect(&m_anew, &QTimer::timeout, this, &PacketFilter::judgeAnew);
    connect(&document, &Document::reset, this, [this] {
        m_query = query::Query();
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
    m_query.setFilter(std::move(filter));
    Q_EMIT changed();
    work();
}

void PacketFilter::grow(const std::vector<TraversalIndex>& seenAgain)
{
    if (!isActive())
        return;
    m_query.judgeAgain(m_document.trace(), seenAgain);
    Q_EMIT judgedAgain(seenAgain);
    if (!m_isWorking)
        work();
}

void PacketFilter::judgeAnew()
{
    if (!isActive())
        return;
    if (m_isWorking) // to its end first, else it might never come there
        return m_anew.start(pauseMs);
    m_query.startOver();
    Q_EMIT changed();
    work();
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
    if (m_isWorking)
        m_next.start(0);
    else
        Q_EMIT finished();
}

} // namespace hookwalk::ui
