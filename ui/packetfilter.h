// SPDX-License-Identifier: GPL-3.0-or-later
// Which packets of the document the lists show. A filter is worked out in short portions on the window's thread, so that
// nothing waits for it, and follows a trace that grows.
#pragma once

#include "query/query.h"
#include "ui/document.h"

#include <optional>
#include <QObject>
#include <QTimer>

namespace hookwalk::ui
{

class PacketFilter : public QObject
{
    Q_OBJECT

public:
    explicit PacketFilter(const Document& document, QObject* parent = nullptr);

    void setFilter(query::Filter chips); // none: all packets
    const query::Filter& chips() const { return m_chips; }
    // What is being typed: in force once its names are known, and then the chips where it is to be; refused where the
    // log has nothing of a name. Until then, and where it is refused, all stays as it is.
    void tryOut(query::Filter filter, bool asChips);
    const query::Filter& filter() const
    {
        return m_query.filter();
    } // in force: the chips, or what is tried out
    bool isActive() const { return !filter().empty(); }
    bool isWorking() const { return m_isWorking; } // not all packets have been judged

    bool shows(TraversalIndex packet) const { return !isActive() || m_query.shows(packet); }
    TraversalIndex judgedTo() const { return m_query.judgedTo(); } // where active: packets before it
    std::size_t total() const { return m_document.count() - m_document.first(); }
    std::size_t shownWithout(std::size_t term) const { return m_query.shownWithout(term); }
    std::vector<std::string> unknownNames() const { return m_query.unknownNames(); }

Q_SIGNALS:
    void chipsChanged();
    void accepted();                       // what was tried out
    void refused(const std::string& name); // the same: no device or chain of the log
    void changed(); // another filter, or its names mean others: what was shown says nothing
    void cleared(); // with the document: all lists begin anew by themselves
    void judged(hookwalk::TraversalIndex from, hookwalk::TraversalIndex to);
    void judgedAgain(const std::vector<hookwalk::TraversalIndex>& packets);
    void finished(); // for now: all packets have been judged

private:
    void apply(query::Filter filter);
    void tryOn();
    void grow(const std::vector<TraversalIndex>& seenAgain);
    void judgeAnew();
    void work();
    void workAnew();

    const Document& m_document;
    query::Query m_query;
    std::optional<query::Query> m_fresh; // judges all anew; until it has, the one before stands
    query::Filter m_chips;
    struct Trial {
        query::Filter filter;
        bool asChips = false;
    };
    std::optional<Trial> m_trial; // until its names are known
    QTimer m_next, m_anew, m_naming;
    bool m_isWorking = false;
    bool m_isOutdated = false; // facts came that the columns do not have
};

} // namespace hookwalk::ui
