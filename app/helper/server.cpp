#include "server.h"

#include "kernel/capabilities.h"
#include "kernel/clock.h"
#include "kernel/doctor.h"
#include "kernel/failure.h"
#include "kernel/ruleset.h"
#include "wire/factline.h"

#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>

namespace hookwalk::helper
{

namespace
{

// Each reply but the events starts with the number of its request.
void setNumber(protocol::Reply& reply, std::uint32_t number)
{
    std::visit(
        [&](auto& message) {
            if constexpr (requires { message.request; })
                message.request = number;
        },
        reply);
}

// Whose packets' ends are told: those of the session at the other end of the socket (SO_PEERCRED, unix(7)),
// which writes to the tun, and of this process, which injects.
std::vector<pid_t> watchedProcesses(int socket)
{
    std::vector<pid_t> processes{getpid()};
    ucred peer{};
    socklen_t size = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0)
        processes.push_back(peer.pid);
    return processes;
}

} // namespace

Result<void> Server::serve()
{
    for (;;) {
        short socketEvents = 0;
        short sourceEvents = 0;
        wait(socketEvents, sourceEvents);
        if (socketEvents & (POLLHUP | POLLERR)) // whatever it still asked for, nobody waits for it
            return {};
        if (sourceEvents) {
            if (auto forwarded = forwardReports(); !forwarded)
                return forwarded;
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

// A full outbox stops everything that would fill it further.
void Server::wait(short& socketEvents, short& sourceEvents) const
{
    const short readable = m_outbox.isFull() ? 0 : POLLIN;
    std::array<pollfd, 2> watched{{
        {m_socket, static_cast<short>(readable | (m_outbox.isEmpty() ? 0 : POLLOUT)), 0},
        {m_tracing && readable ? m_tracing->fd() : -1, readable, 0},
    }};
    if (poll(watched.data(), watched.size(), -1) < 0)
        return;
    socketEvents = watched[0].revents;
    sourceEvents = watched[1].revents;
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
        return kernel::systemFailure("The session cannot be heard", errno);
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
    // What was reported up to now goes first: the answer to a request also says "and all before it".
    if (auto forwarded = forwardReports(); !forwarded)
        return forwarded;
    auto answer = std::visit(
        [&](const auto& message) {
            using Message = std::decay_t<decltype(message)>;
            return checkOrder<Message>().and_then([&] { return carryOut(message); });
        },
        request.request);
    if (!answer)
        answer = Answer{protocol::Refused{0, std::move(answer.error())}, kernel::UniqueFd()};
    setNumber(answer->reply, request.number);
    m_outbox.add(encode(answer->reply), std::move(answer->attached));
    return {};
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

template<typename Request> Result<void> Server::checkOrder() const
{
    constexpr bool isHello = std::is_same_v<Request, protocol::Hello>;
    constexpr bool isFree = std::is_same_v<Request, protocol::MakeLab> ||
                            std::is_same_v<Request, protocol::Examine>; // asked before a place is chosen, too
    constexpr bool needsLab = !isHello && !isFree;
    if (!isHello && !m_greeted)
        return failure(ErrorCode::ProtocolError, "The helper was not greeted: Hello comes first.");
    if (needsLab && !m_lab)
        return failure(ErrorCode::BadInput, "There is no lab yet. Make the lab first.");
    return {};
}

Result<Server::Answer> Server::carryOut(const protocol::Hello& request)
{
    if (request.version != protocol::version)
        return failure(ErrorCode::ProtocolError,
                       "The helper speaks version " + std::to_string(protocol::version) +
                           ", the program version " + std::to_string(request.version) +
                           ". Install Hookwalk and its helper together.");
    m_greeted = true;
    return Answer{protocol::Done{}, kernel::UniqueFd()};
}

Result<Server::Answer> Server::carryOut(const protocol::MakeLab&)
{
    if (m_lab)
        return failure(ErrorCode::Busy, "The lab is there already.");
    if (!m_logging) // while this is still the machine's own network namespace
        m_logging = kernel::NamespaceLogging::prepare();
    auto drops = kernel::Drops::open(watchedProcesses(m_socket)); // not for everybody
    auto lab = kernel::Lab::make();
    if (!lab)
        return tl::unexpected(lab.error());
    auto investigation = kernel::Investigation::open(drops ? std::optional(std::move(*drops))
                                                           : std::optional<kernel::Drops>());
    if (!investigation)
        return tl::unexpected(investigation.error());
    m_lab = std::move(*lab);
    m_investigation = std::move(*investigation);
    if (auto kept = kernel::keepOnly({CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYSLOG}); !kept)
        return tl::unexpected(kept.error());
    return Answer{m_lab->description(), kernel::UniqueFd()};
}

Result<Server::Answer> Server::carryOut(const protocol::OpenTun& request)
{
    return m_lab->openTun(request.name).map([](kernel::UniqueFd tun) {
        return Answer{protocol::Done{}, std::move(tun)};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::SetTrace& request)
{
    if (!m_tracing) {
        auto tracing = kernel::Tracing::start(request, *m_logging);
        if (!tracing)
            return tl::unexpected(tracing.error());
        m_tracing = std::move(*tracing);
    } else if (auto changed = m_tracing->change(request, *m_logging); !changed) {
        return tl::unexpected(changed.error());
    }
    return Answer{protocol::Done{}, kernel::UniqueFd()};
}

Result<Server::Answer> Server::carryOut(const protocol::ClearTrace&)
{
    if (m_tracing) {
        auto tracing = std::move(*m_tracing);
        m_tracing.reset();
        if (auto finished = pass(kernel::Tracing::finish(std::move(tracing))); !finished)
            return tl::unexpected(finished.error());
    }
    return Answer{protocol::Done{}, kernel::UniqueFd()};
}

Result<Server::Answer> Server::carryOut(const protocol::ShowTrace&)
{
    if (!m_tracing)
        return Answer{protocol::TraceShown{}, kernel::UniqueFd()};
    if (auto settled = pass(m_tracing->settle()); !settled)
        return tl::unexpected(settled.error());
    return m_tracing->show().map([](protocol::TraceShown shown) {
        return Answer{std::move(shown), kernel::UniqueFd()};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::ShowRules&)
{
    return kernel::readRuleset().and_then([&](const nlohmann::ordered_json& ruleset) -> Result<Answer> {
        std::string line;
        wire::appendFactLine(kernel::clockUs(), "ruleset", ruleset, line);
        if (line.size() >= protocol::maxReplyBytes)
            return failure(ErrorCode::Unsupported, "There are too many rules to show (more than 4 MiB).");
        m_outbox.add(encode(protocol::Facts{std::move(line)}));
        return Answer{protocol::Done{}, kernel::UniqueFd()};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::MarkCounters&)
{
    return m_investigation->mark().map([] { return Answer{protocol::Done{}, kernel::UniqueFd()}; });
}

Result<Server::Answer> Server::carryOut(const protocol::Investigate& request)
{
    return m_investigation->investigate(request).map([&](std::string lines) {
        m_outbox.add(encode(protocol::Facts{std::move(lines)}));
        return Answer{protocol::Done{}, kernel::UniqueFd()};
    });
}

Result<Server::Answer> Server::carryOut(const protocol::Inject& request)
{
    return m_lab->inject(request).map([] { return Answer{protocol::Done{}, kernel::UniqueFd()}; });
}

Result<Server::Answer> Server::carryOut(const protocol::Examine&)
{
    return Answer{protocol::Examined{0, kernel::examine()}, kernel::UniqueFd()};
}

} // namespace hookwalk::helper
