// SPDX-License-Identifier: GPL-3.0-or-later
// The helper as a running program: starts it with one end of a socket pair as its standard input, sends
// requests, and hands on replies and events. Replies come in the order of the requests; one that is late,
// unasked for or of the wrong kind ends the connection. Lives in one thread with an event loop; the socket is
// read on another thread (helperstream.h).
#pragma once

#include "session/helperstart.h"
#include "session/helperstream.h"

#include <deque>
#include <functional>
#include <memory>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

namespace hookwalk::session
{

// The helper's program: the given path, $HOOKWALK_HELPER, beside this program, or in ../libexec/hookwalk.
Result<QString> findHelper(const QString& given);

class HelperLink : public QObject
{
    Q_OBJECT

public:
    using Refused = std::function<void(const Error&)>;

    explicit HelperLink(int answerTimeoutMs);
    ~HelperLink() override; // closes and waits until the helper is gone

    Result<void> start(const HelperStart& how);
    // Closes the socket, so that the helper undoes everything and ends. No answer and no signal comes after
    // this.
    void close();

    // Calls `then` with the answer, which must be a Message, or `refused` with the reason.
    template<typename Message>
    void ask(const protocol::Request& request, std::function<void(const Message&)> then,
             const Refused& refused)
    {
        const auto typed = [this, then = std::move(then)](const protocol::Reply& reply) {
            if (const auto* message = std::get_if<Message>(&reply))
                then(*message);
            else
                fail(unreadableAnswer());
        };
        askForAny(request, typed, refused);
    }
    // Sends these requests, each of which is answered by Done, and calls `then` after the last, even if some
    // were refused.
    void askAll(const std::vector<protocol::Request>& requests, const std::function<void()>& then);
    qint64 processId() const { return m_process ? m_process->processId() : 0; } // 0: no helper runs
    // For use in `then`: the file descriptor that came with the answer.
    UniqueFd takeDescriptor() { return std::move(m_descriptor); }
    // The error for invalid answers; also for those that only the caller can recognize.
    static Error unreadableAnswer();

Q_SIGNALS:
    void linesArrived(const std::string& lines);
    void lost(const hookwalk::protocol::Lost& lost);
    void devicesShown(const hookwalk::protocol::DevicesShown& shown);
    void ended(const hookwalk::Error& error); // by itself, or after an invalid answer; the last signal

private:
    using Then = std::function<void(const protocol::Reply&)>;
    struct Awaited {
        std::uint32_t number = 0;
        Then then;
        Refused refused;
    };

    void askForAny(const protocol::Request& request, Then then, const Refused& refused);
    void fail(const Error& error);
    void deliver();
    void take(const protocol::Reply& reply);
    void finishWhenBothEnded();
    Error whyItEnded() const;

    const int m_answerTimeoutMs;
    std::deque<Awaited> m_awaited;
    QTimer m_patience;
    UniqueFd m_socket;
    std::unique_ptr<HelperStream> m_stream;
    QProcess* m_process = nullptr; // child objects; a closed one stays until its process has ended
    UniqueFd m_descriptor;
    std::uint32_t m_lastNumber = 0;
    std::optional<Error> m_streamEnd;
    bool m_processEnded = false;
    HelperStart m_how;
};

} // namespace hookwalk::session
