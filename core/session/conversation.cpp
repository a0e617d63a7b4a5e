// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/conversation.h"

namespace hookwalk::session
{

namespace
{

constexpr int personsTimeoutMs = 10 * 60 * 1000; // for a password; polkit gives up before

// The number of the request that a reply answers; 0: it is news that nobody asked for.
std::uint32_t requestOf(const protocol::Reply& reply)
{
    return std::visit(
        [](const auto& message) -> std::uint32_t {
            if constexpr (requires { message.request; })
                return message.request;
            else
                return 0;
        },
        reply);
}

} // namespace

Conversation::Conversation(int answerTimeoutMs)
    : m_answerTimeoutMs(answerTimeoutMs)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        fail({ErrorCode::HelperGone, "The helper does not answer and was ended. Start the lab again."});
    });
    connect(&m_link, &HelperLink::linesArrived, this, &Conversation::linesArrived);
    connect(&m_link, &HelperLink::replied, this, &Conversation::take);
    connect(&m_link, &HelperLink::ended, this, &Conversation::fail);
}

Result<void> Conversation::start(const HelperStart& how)
{
    m_patience.setInterval(how.asksUser ? personsTimeoutMs : m_answerTimeoutMs);
    return m_link.start(how);
}

void Conversation::close()
{
    m_patience.stop();
    m_awaited.clear();
    m_link.close();
}

Error Conversation::nonsense()
{
    return {ErrorCode::ProtocolError,
            "The helper gave an answer that makes no sense. Make sure that Hookwalk and its "
            "helper are of the same version."};
}

void Conversation::fail(const Error& error)
{
    close();
    Q_EMIT ended(error);
}

void Conversation::askAll(const std::vector<protocol::Request>& requests, const std::function<void()>& then)
{
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto goOn = [then, isLast = i + 1 == requests.size()](const auto&) {
            if (isLast)
                then();
        };
        ask<protocol::Done>(requests[i], goOn, goOn);
    }
}

void Conversation::askForAny(const protocol::Request& request, Then then, const Refused& refused)
{
    m_awaited.push_back({m_link.send(request), std::move(then), refused});
    m_patience.start();
}

void Conversation::take(const protocol::Reply& reply)
{
    if (const auto* news = std::get_if<protocol::Lost>(&reply)) {
        Q_EMIT lost(*news);
        return;
    }
    if (const auto* news = std::get_if<protocol::DevicesShown>(&reply)) {
        Q_EMIT devicesShown(*news);
        return;
    }
    if (m_awaited.empty() || requestOf(reply) != m_awaited.front().number)
        return fail(nonsense());
    const auto answered = std::move(m_awaited.front());
    m_awaited.pop_front();
    m_patience.setInterval(m_answerTimeoutMs); // whoever had to agree has agreed
    if (m_awaited.empty())
        m_patience.stop();
    else
        m_patience.start();
    if (const auto* refused = std::get_if<protocol::Refused>(&reply))
        answered.refused(refused->error);
    else
        answered.then(reply);
}

} // namespace hookwalk::session
