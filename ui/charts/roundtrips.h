// SPDX-License-Identifier: GPL-3.0-or-later
// How long pings took: measured by the ping worker in the lab, read from the log's own times for a saved one.
#pragma once

#include "session/ping.h"
#include "ui/document.h"

#include <optional>
#include <QString>
#include <vector>

namespace hookwalk::ui
{

struct RoundTrip {
    QString label;              // "seq 0"
    std::optional<double> us;   // nothing: no answer
    bool newConnection = false; // its id had not been used before
    quint32 index = 0;
};

class RoundTrips
{
public:
    void clear() { m_all.clear(); }
    // Of one run: a ping that comes again, late, replaces what was known of it.
    void add(const QVector<session::PingResult>& results);
    void beginRun();
    void readFrom(const Document& document); // the last few hundred requests with an answer

    const std::vector<RoundTrip>& all() const { return m_all; }
    std::optional<double> medianUs() const;

private:
    std::vector<RoundTrip> m_all;
    std::size_t m_runStart = 0;
    quint32 m_newest = 0; // index of the run's newest ping
    quint16 m_lastId = 0;
};

} // namespace hookwalk::ui
