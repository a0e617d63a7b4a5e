// SPDX-License-Identifier: GPL-3.0-or-later
// Requests to the helper and what to do with their answers, on top of helperlink.h. The helper answers in the
// order it was asked; an answer that does not come in time, that nobody asked for or that is of the wrong
// kind ends it.
#pragma once

#include "session/helperlink.h"

#include <deque>
#include <functional>
#include <QTimer>

namespace hookwalk::session
{

class Conversation : public QObject
{
    Q_OBJECT

public:
    using Refused = std::function<void(const Error&)>;

    explicit Conversation(int answerTimeoutMs);

    Result<void> start(const HelperStart& how);
    void close(); // no answer and no signal comes any more

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
    qint64 helperPid() const { return m_link.processId(); }
    // For use in `then`: the file descriptor that came with the answer.
    UniqueFd takeDescriptor() { return m_link.takeDescriptor(); }
    // The end of a conversation that makes no sense; also for what only the caller can notice.
    static Error nonsense();
    void fail(const Error& error);

Q_SIGNALS:
    void linesArrived(const std::string& lines);
    void lost(const hookwalk::protocol::Lost& lost);
    void devicesShown(const hookwalk::protocol::DevicesShown& shown);
    void ended(const hookwalk::Error& error); // once; the helper is gone then

private:
    using Then = std::function<void(const protocol::Reply&)>;
    struct Awaited {
        std::uint32_t number = 0;
        Then then;
        Refused refused;
    };

    void askForAny(const protocol::Request& request, Then then, const Refused& refused);
    void take(const protocol::Reply& reply);

    const int m_answerTimeoutMs;
    HelperLink m_link;
    std::deque<Awaited> m_awaited;
    QTimer m_patience;
};

} // namespace hookwalk::session
