// SPDX-License-Identifier: GPL-3.0-or-later
// The helper as a running program: starts it with one end of a socket pair as its standard input, asks it,
// and hands on what it says. It answers in the order it was asked; an answer that does not come in time, that
// nobody asked for or that is of the wrong kind ends it. Lives in one thread with an event loop; what the
// helper sends is read on another, see helperstream.h.
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
    // The helper sees its socket close, takes everything back and ends; no answer and no signal comes any more.
    void close();

    // `then` gets the answer, which must be a Message, or `refused` why there is none.
    template<typename Message>
    void ask(const protocol::Request& request, std::function<void(const Message&)> then,
             const Refused& refused)
    {
        const auto typed = [this, then = std::move(then)](const protocol::Reply& reply) {
            if (const auto* message = std::get_if<Message>(&reply))
                then(*message);
            else
                fail(nonsense());
        };
        askForAny(request, typed, refused);
    }
    // Asks these in order, none of which has more than Done for an answer, and calls `then` after the last,
    // whatever was refused.
    void askAll(const std::vector<protocol::Request>& requests, const std::function<void()>& then);
    qint64 processId() const { return m_process ? m_process->processId() : 0; } // 0: no helper runs
    // For use in `then`: the file descriptor that came with the answer.
    UniqueFd takeDescriptor() { return std::move(m_descriptor); }
    // Why a helper is left that makes no sense; also for what only the caller can notice.
    static Error nonsense();

Q_SIGNALS:
    void linesArrived(const std::string& lines);
    void lost(const hookwalk::protocol::Lost& lost);
    void devicesShown(const hookwalk::protocol::DevicesShown& shown);
    void ended(const hookwalk::Error& error); // by itself, or it was left; once, and nothing after it

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
    QProcess* m_process = nullptr; // children of this; one that was closed stays until it has ended
    UniqueFd m_descriptor;
    std::uint32_t m_lastNumber = 0;
    std::optional<Error> m_streamEnd;
    bool m_processEnded = false;
    HelperStart m_how;
};

} // namespace hookwalk::session
