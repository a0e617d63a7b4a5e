// SPDX-License-Identifier: GPL-3.0-or-later
#include "server.h"

#include "kernel/answers/rulesetreader.h"
#include "kernel/base/capabilities.h"
#include "kernel/base/failure.h"
#include "kernel/doctor/doctor.h"
#include "kernel/lab/inject.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace hookwalk::helper
{

namespace
{

// Every reply that is no event has the number of its request.
void setNumber(protocol::Reply& reply, std::uint32_t number)
{
    std::visit(
        [&](auto& message) {
            if constexpr (requires { message.request; })
                message.request = number;
        },
        reply);
}

} // namespace

Result<void> Server::serve()
{
    for (;;) {
        short socketEvents = 0;
        short sourceEvents = 0;
        short deviceEvents = 0;
        wait(socketEvents, sourceEvents, deviceEvents);
        if (socketEvents & (POLLHUP | POLLERR)) // its last requests need no answer any more
            return {};
        if (sourceEvents) {
            if (auto forwarded = forwardReports(); !forwarded)
                return forwarded;
        }
        if (deviceEvents) {
            if (auto told = tellDevices(); !told)
                return told;
        }
        if (socketEvents & POLLIN) {
            const auto peer = listen();
            if (!peer)
                return tl::unexpected(peer.error());
            if (*peer == Peer::Gone)
                return {};
        }
        if (auto answered = answerRequests(); !answered)
            return answered;
    }
}

// While the outbox is full, nothing is polled that would fill it further.
void Server::wait(short& socketEvents, short& sourceEvents, short& deviceEvents) const
{
    const short readable = m_outbox.isFull() ? 0 : POLLIN;
    const bool isWatching = m_place && m_place->watch && readable;
    std::array<pollfd, 3> watched{{
        {m_socket, static_cast<short>(readable | (m_outbox.isEmpty() ? 0 : POLLOUT)), 0},
        {m_tracing && readable ? m_tracing->fd() : -1, readable, 0},
        {isWatching ? m_place->watch->fd() : -1, readable, 0},
    }};
    if (poll(watched.data(), watched.size(), -1) < 0)
        return;
    socketEvents = watched[0].revents;
    sourceEvents = watched[1].revents;
    deviceEvents = watched[2].revents;
}

Result<Server::Peer> Server::listen()
{
    std::array<char, 4096> buffer{};
    const auto size = recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno == ECONNRESET))
        return Peer::Gone;
    if (size > 0)
        m_decoder.feed({buffer.data(), static_cast<std::size_t>(size)});
    else if (errno != EAGAIN && errno != EINTR)
        return kernel::systemFailure(say("session-not-heard"), errno);
    return Peer::Speaking;
}

// Requests that find the outbox full wait for the session to read.
Result<void> Server::answerRequests()
{
    for (;;) {
        if (auto sent = m_outbox.send(); !sent || m_outbox.isFull())
            return sent;
        const auto request = m_decoder.next();
        if (!request)
            return tl::unexpected(request.error());
        if (!*request)
            return {};
        if (auto answered = answer(**request); !answered)
            return answered;
    }
}

Result<void> Server::answer(const protocol::NumberedRequest& request)
{
    // Sends the reports up to now first: an answer also means that everything before it has been sent.
    if (auto forwarded = forwardReports(); !forwarded)
        return forwarded;
    auto answer = perform(request);
    if (!answer)
        answer = Answer{protocol::Refused{0, std::move(answer.error())}};
    setNumber(answer->reply, request.number);
    if (auto* done = std::get_if<protocol::Done>(&answer->reply))
        done->withDescriptor = static_cast<bool>(answer->attached);
    m_outbox.add(encode(answer->reply), std::move(answer->attached));
    if (m_place && m_place->watch) // a request means that a person may be watching the counters
        m_place->watch->lookSoon();
    return {};
}

Result<Server::Answer> Server::perform(const protocol::NumberedRequest& numbered)
{
    if (!numbered.request) {
        const auto& [field, said] = numbered.request.error();
        return Answer{protocol::Refused{0, Error{ErrorCode::BadInput, said}, field}};
    }
    return std::visit(
        [&](const auto& message) {
            using Message = std::decay_t<decltype(message)>;
            return checkLevel(*numbered.request)
                .and_then([&] { return checkOrder<Message>(); })
                .and_then([&] { return carryOut(message); });
        },
        *numbered.request);
}

Result<void> Server::tellDevices()
{
    return m_place->watch->look(m_place->admin, m_place->holders)
        .map([&](const std::optional<protocol::DevicesShown>& shown) {
            if (shown)
                m_outbox.add(encode(*shown));
        });
}

Result<void> Server::forwardReports()
{
    return m_tracing ? pass(m_tracing->read()) : Result<void>();
}

Result<void> Server::pass(const Result<std::vector<protocol::Reply>>& reports)
{
    return reports.map([&](const std::vector<protocol::Reply>& replies) {
        for (const auto& reply : replies)
            m_outbox.add(encode(reply));
    });
}

Result<void> Server::checkLevel(const protocol::Request& request) const
{
    if (protocol::levelOf(request) <= m_level)
        return {};
    return failure(ErrorCode::PermissionDenied,
                   m_level == protocol::Level::Look ? say("may-look-only") : say("may-trace-only"));
}

template<typename Request> Result<void> Server::checkOrder() const
{
    using namespace protocol;
    constexpr bool isHello = std::is_same_v<Request, Hello>;
    constexpr bool isChoice = std::is_same_v<Request, MakeLab> || std::is_same_v<Request, UseHost>;
    constexpr bool isFree =
        isChoice || std::is_same_v<Request, Examine> ||
        std::is_same_v<Request, RestoreLeftovers>; // also allowed before a place is chosen
    if (!isHello && !m_greeted)
        return failure(ErrorCode::ProtocolError, say("not-greeted"));
    if (isChoice && m_place)
        return failure(ErrorCode::Busy, m_place->lab ? say("lab-there-already") : say("on-machine-already"));
    if (!isHello && !isFree && !m_place)
        return failure(ErrorCode::BadInput, say("no-lab-made"));
    return {};
}

Result<Server::Answer> Server::done(const Result<void>& result)
{
    return result.map([] { return Answer{protocol::Done{}}; });
}

Result<Server::Answer> Server::carryOut(const protocol::Hello& request)
{
    if (request.version != protocol::version)
        return failure(ErrorCode::ProtocolError, say("other-version", protocol::version, request.version));
    m_greeted = true;
    return Answer{protocol::Done{}};
}

Result<Server::Answer> Server::carryOut(const protocol::MakeLab&)
{
    return Place::makeLab(m_socket).map([&](std::unique_ptr<Place> place) {
        m_place = std::move(place);
        return Answer{m_place->lab->description()};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::UseHost&)
{
    return Place::useHost(m_socket, m_level == protocol::Level::Change)
        .map([&](std::unique_ptr<Place> place) {
            m_place = std::move(place);
            return Answer{protocol::Done{}};
        });
}

Result<Server::Answer> Server::carryOut(const protocol::OpenTun& request)
{
    return m_place->openTun(request.name).map([](UniqueFd tun) {
        return Answer{protocol::Done{}, std::move(tun)};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::SetTrace& request)
{
    if (!m_tracing) {
        auto tracing = kernel::Tracing::start(request, m_place->logging);
        if (!tracing)
            return tl::unexpected(tracing.error());
        m_tracing = std::move(*tracing);
    } else if (auto changed = m_tracing->change(request, m_place->logging); !changed) {
        return tl::unexpected(changed.error());
    }
    return Answer{protocol::Done{}};
}

Result<Server::Answer> Server::carryOut(const protocol::ClearTrace&)
{
    if (m_tracing) {
        auto tracing = std::move(*m_tracing);
        m_tracing.reset();
        if (auto finished = pass(kernel::Tracing::finish(std::move(tracing))); !finished)
            return tl::unexpected(finished.error());
    }
    return Answer{protocol::Done{}};
}

Result<Server::Answer> Server::carryOut(const protocol::ShowTrace&)
{
    if (!m_tracing)
        return Answer{protocol::TraceShown{}};
    if (auto settled = pass(m_tracing->settle()); !settled)
        return tl::unexpected(settled.error());
    return m_tracing->show().map([](protocol::TraceShown shown) { return Answer{std::move(shown)}; });
}

Result<Server::Answer> Server::carryOut(const protocol::Sync&)
{
    return done(m_tracing ? pass(m_tracing->catchUp()) : Result<void>());
}

Result<Server::Answer> Server::carryOut(const protocol::Canary&)
{
    return done(m_tracing ? pass(m_tracing->sendCanary()) : Result<void>());
}

Result<Server::Answer> Server::carryOut(const protocol::ShowRules&)
{
    for (std::string& line : kernel::rulesetLines(kernel::readRuleset()))
        m_outbox.add(encode(protocol::Facts{std::move(line)}));
    return Answer{protocol::Done{}};
}

Result<Server::Answer> Server::carryOut(const protocol::MarkCounters&)
{
    return m_place->investigation.mark().map([] { return Answer{protocol::Done{}}; });
}

Result<Server::Answer> Server::carryOut(const protocol::Investigate& request)
{
    return m_place->investigation.investigate(request).map([&](std::string lines) {
        m_outbox.add(encode(protocol::Facts{std::move(lines)}));
        return Answer{protocol::Done{}};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::Inject& request)
{
    if (!m_place->lab)
        return failure(ErrorCode::Unsupported, say("inject-in-lab-only"));
    return done(m_place->lab->inject(request));
}

Result<Server::Answer> Server::carryOut(const protocol::SendHere& request)
{
    return done(kernel::sendBySocket(request));
}

Result<Server::Answer> Server::carryOut(const protocol::WatchDevices&)
{
    if (!m_place->watch) {
        auto watch = kernel::DeviceWatch::open();
        if (!watch)
            return tl::unexpected(watch.error());
        m_place->watch = std::move(*watch);
    }
    return m_place->watch->list(m_place->admin, m_place->holders)
        .map([&](const protocol::DevicesShown& shown) {
            m_outbox.add(encode(shown));
            return Answer{protocol::Done{}};
        });
}

Result<Server::Answer> Server::carryOut(const change::Change& request)
{
    return m_place->make(request).map([&] {
        // Whoever hears that it is made knows what there is now: the next change's way back is told from that.
        if (const auto news = m_place->watch ? m_place->watch->listNews(m_place->admin, m_place->holders)
                                             : Result<std::optional<protocol::DevicesShown>>();
            news && *news)
            m_outbox.add(encode(**news));
        return Answer{protocol::Done{0, false, m_place->admin.takeLost()}};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::ShowGateway&)
{
    return m_place->gateway.show().map([](protocol::GatewayShown shown) { return Answer{std::move(shown)}; });
}

Result<Server::Answer> Server::carryOut(const protocol::RestoreLeftovers&)
{
    return kernel::restoreLeftovers().map([](kernel::Report report) {
        constexpr std::size_t most = 256; // protocol/messagefields.h
        report.resize(std::min(report.size(), most));
        return Answer{protocol::Restored{0, std::move(report)}};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::Examine&)
{
    return Answer{protocol::Examined{0, kernel::examine()}};
}

} // namespace hookwalk::helper
