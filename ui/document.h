// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows: one trace, a saved log or the lab's live one, with its walks worked out when they
// are first looked at. A log of a million lines costs nothing here until a row of it is on the screen.
#pragma once

#include "traversal/walk.h"

#include <memory>
#include <QCache>
#include <QObject>
#include <QString>

namespace hookwalk::ui
{

class Document : public QObject
{
    Q_OBJECT

public:
    using WalkPointer = std::shared_ptr<const Walk>;
    static constexpr TraversalIndex defaultLimit = 200'000;

    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    void showLive();                                 // what append() has gathered so far
    void showFile(Trace trace, const QString& name); // `name` as people know it: the file's
    void append(const std::string& lines); // whole live lines; they are kept also while a file is shown
    // How many packets of the live trace are kept; the oldest go. Default: defaultLimit.
    void setLimit(TraversalIndex packets);
    void clear(); // forgets all packets of the live trace

    const Trace& trace() const { return *m_trace; }
    // The same, for who needs it also when another file is shown. A live one goes on growing and forgetting.
    std::shared_ptr<const Trace> sharedTrace() const { return m_trace; }
    const Trace& liveTrace() const { return m_live ? *m_trace : *m_liveAside; }
    bool isLive() const { return m_live; }
    const QString& name() const { return m_name; }
    TraversalIndex first() const; // the oldest packet that is kept
    TraversalIndex count() const; // of all that came: the number of the next one

    // Stays valid while somebody holds it, also when the packet is seen again and its walk grows.
    WalkPointer walk(TraversalIndex traversal) const;
    // How many walks were worked out so far: few, whatever the trace's size, as only rows on the screen ask.
    std::uint64_t walksMade() const { return m_walksMade; }
    std::int64_t firstTimeUs(TraversalIndex traversal) const; // noTime where the log has none
    // Of its records on the clock of the first: sources have their own
    std::int64_t lastTimeUs(TraversalIndex traversal) const;

Q_SIGNALS:
    void reset();
    // New packets from `first` on; `seenAgain`: packets known before that have further events, or a reply
    // now.
    void grew(hookwalk::TraversalIndex first, const std::vector<hookwalk::TraversalIndex>& seenAgain);

    // The packets before first() are gone.
    void forgot();
    void forgotAside(); // packets of the live trace are gone while a file is shown
    void cleared();     // a person wanted all of the live trace to be gone
    // Something was told beside the packets: rules, connections, answers. Any walk may tell more now.
    void learned();

private:
    void grow(const std::string& lines);
    void keepLatest(TraversalIndex packets);
    void replace(std::shared_ptr<Trace> trace, bool live, const QString& name);

    std::shared_ptr<Trace> m_trace = std::make_shared<Trace>();
    std::shared_ptr<Trace> m_liveAside; // while a file is shown
    bool m_live = true;
    TraversalIndex m_limit = defaultLimit;
    QString m_name;
    struct Basis { // of a walk: what was known when it was worked out
        std::uint64_t knowledge, connection;
        bool operator==(const Basis&) const = default;
    };
    struct KeptWalk {
        WalkPointer walk;
        Basis basis;
    };
    mutable QCache<TraversalIndex, KeptWalk> m_walks;
    mutable std::uint64_t m_walksMade = 0;
};

} // namespace hookwalk::ui
