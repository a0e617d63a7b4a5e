// SPDX-License-Identifier: GPL-3.0-or-later
// The helper as a running program: starts it with one end of a socket pair as its standard input, sends it
// requests, and hands on what it says. Lives in one thread with an event loop; what the helper sends is read
// on another, see helperstream.h.
#pragma once

#include "session/helperstart.h"
#include "session/helperstream.h"

#include <memory>
#include <QObject>
#include <QProcess>
#include <QString>

namespace hookwalk::session
{

// The helper's program: the given path, $HOOKWALK_HELPER, beside this program, or in ../libexec/hookwalk.
Result<QString> findHelper(const QString& given);

class HelperLink : public QObject
{
    Q_OBJECT

public:
    explicit HelperLink(QObject* parent = nullptr);
    ~HelperLink() override; // closes and waits until the helper is gone

    Result<void> start(const HelperStart& how);
    void
    close(); // the helper sees its socket close, takes everything back and ends; no signal comes any more
    std::uint32_t send(protocol::Request request); // the number that the answer will carry

    qint64 processId() const { return m_process ? m_process->processId() : 0; } // 0: no helper runs

    // The file descriptor that came with the reply being signalled.
    UniqueFd takeDescriptor() { return std::move(m_descriptor); }

Q_SIGNALS:
    void linesArrived(const std::string& lines);
    void replied(const hookwalk::protocol::Reply& reply);
    void ended(const hookwalk::Error& error); // by itself, or it said nonsense; once, and nothing after it

private:
    void deliver();
    void finishWhenBothEnded();
    Error whyItEnded() const;

    UniqueFd m_socket;
    std::unique_ptr<HelperStream> m_stream;
    QProcess* m_process = nullptr; // children of this; one that was closed stays until it has ended
    UniqueFd m_descriptor;
    std::uint32_t m_lastNumber = 0;
    std::optional<Error> m_streamEnd;
    bool m_processEnded = false;
    HelperStart m_how;
};

} // namespace hookwalk::session
