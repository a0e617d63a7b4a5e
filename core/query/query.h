// SPDX-License-Identifier: GPL-3.0-or-later
// A filter at work on a trace, in portions, so that nobody waits for it: which packets it shows, and how many would come
// back without one of its terms. A term that stays is not worked out again.
#pragma once

#include "query/filter.h"
#include "traversal/trace.h"

#include <memory>
#include <vector>

namespace hookwalk::query
{

class Query
{
public:
    Query();
    ~Query();
    Query(Query&&) noexcept;
    Query& operator=(Query&&) noexcept;

    void setFilter(Filter filter);
    const Filter& filter() const;
    bool asksFacts() const; // facts about packets that are there can change what it lets through

    // Judges up to so many packets more. False: all have been judged.
    bool work(const Trace& trace, TraversalIndex packets);
    // How many packets to give work() at a time so that it takes a few milliseconds.
    TraversalIndex portion() const;
    // Packets of which more is known now.
    void judgeAgain(const Trace& trace, const std::vector<TraversalIndex>& packets);

    // Of those that were judged, where there is a filter; forgotten ones are not counted from the next work() on.
    bool shows(TraversalIndex packet) const;
    // Another number where packets that had been judged are judged anew: a name has become a device's.
    std::uint32_t starts() const;
    TraversalIndex judgedTo() const; // the packets before it were judged
    std::size_t shown() const;
    std::size_t shownWithout(std::size_t term) const;
    // Names of the filter that are neither a device nor a chain of the packets that were judged.
    std::vector<std::string> unknownNames() const;
    // The same of a filter that is not this one's yet, among the packets that readNames() has come to.
    std::vector<std::string> unknownNames(const Filter& filter) const;
    // Reads up to so many packets more for it. False: it is known what each of its names is.
    bool readNames(const Trace& trace, const Filter& filter, TraversalIndex packets);

private:
    struct State;
    std::unique_ptr<State> m;
};

// The packets that a filter shows, in order. An Error where it has a name that this log does not know.
Result<std::vector<TraversalIndex>> packetsShown(const Trace& trace, Filter filter);

} // namespace hookwalk::query
