// SPDX-License-Identifier: GPL-3.0-or-later
#include "labrun.h"

#include "model/uniquefd.h"
#include "session/pingplan.h"
#include "subcommands.h"
#include "traversal/cause.h"
#include "words/words.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netdb.h>
#include <QProcess>
#include <sys/socket.h>
#include <thread>

namespace hookwalk::cli
{

namespace
{

constexpr std::size_t mostHeld = 20'000; // packets; beyond it the older half is printed and forgotten

constexpr qsizetype mostResults = 1000;

using session::PingFrom;
using session::PingSummary;
using session::Session;

Session::Options sessionOptions(const LabOrder& order)
{
    Session::Options options;
    options.source = order.source;
    options.rules = options.connections = options.frames = order.details;
    options.place = order.place;
    if (order.place == session::Place::Host)
        options.level = protocol::Level::Trace; // nothing is changed there
    return options;
}

// The lab's networks are /24 and /64.
bool isSameNetwork(const IpAddress& a, const IpAddress& b)
{
    const auto prefixBytes = a.isV4() ? 15 : 8;
    return a.isV4() == b.isV4() &&
           std::equal(a.bytes.begin(), a.bytes.begin() + prefixBytes, b.bytes.begin());
}

// A source address in the lab that fits the probe's origin and destination.
IpAddress fittingSource(const session::PingRequest& request, const protocol::LabMade& lab)
{
    const bool isV4 = request.destination.isV4();
    const auto tunAddress = isV4 ? lab.tunAddress : lab.tunAddress6;
    switch (request.from) {
    case PingFrom::ThisMachine:
        if (isSameNetwork(request.destination, tunAddress))
            return tunAddress;
        return isV4 ? lab.networkAddress : lab.networkAddress6;
    case PingFrom::Device:
        if (request.device == lab.network)
            return isV4 ? lab.farAddress : lab.farAddress6;
        return isV4 ? lab.lanServer : lab.lanServer6;
    case PingFrom::FarEnd: // not in a lab
    case PingFrom::Tun:
        break;
    }
    return isV4 ? lab.pingSource : lab.pingSource6;
}

// The address that the kernel would send from, in the network namespace; null where there is no way.
IpAddress kernelsSource(const IpAddress& destination, const session::NetworkNamespace& netns)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    const auto ask = [&] { // in a thread of its own: a namespace is a thread's
        if (!netns.file.isEmpty() && !session::enterNetns({{}, netns.file, {}}))
            return;
        QByteArray text = QByteArray::fromStdString(destination.toString());
        addrinfo hints{}, *to = nullptr;
        hints.ai_flags = AI_NUMERICHOST;
        hints.ai_socktype = SOCK_DGRAM;
        if (::getaddrinfo(text.constData(), "9", &hints, &to) != 0)
            return;
        const UniqueFd udp(::socket(to->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        if (!udp || ::connect(udp.get(), to->ai_addr, to->ai_addrlen) != 0 ||
            ::getsockname(udp.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
            address = {};
        ::freeaddrinfo(to);
    };
    std::thread(ask).join();
    std::array<char, NI_MAXHOST> name{};
    if (address.ss_family == AF_UNSPEC ||
        ::getnameinfo(reinterpret_cast<sockaddr*>(&address), size, name.data(), name.size(), nullptr, 0,
                      NI_NUMERICHOST) != 0)
        return {};
    return IpAddress::parse(name.data()).value_or(IpAddress());
}

Result<void> runIn(const QString& place, const QString& command)
{
    QStringList arguments = QProcess::splitCommand(place);
    const QString program = arguments.takeFirst();
    arguments << QStringLiteral("sh") << QStringLiteral("-c") << command;
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForStarted())
        return failure(ErrorCode::NotFound, say("no-nsenter"));
    process.waitForFinished(-1);
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return {};
    const auto said = QString::fromUtf8(process.readAllStandardError()).simplified().toStdString();
    const auto tried = command.toStdString();
    return failure(ErrorCode::BadInput,
                   said.empty() ? say("lab-not-prepared", tried, process.exitCode())
                                : say("lab-not-prepared-saying", tried, process.exitCode(), said));
}

} // namespace

LabRun::LabRun(LabOrder order)
    : m_order(std::move(order))
    , m_session(sessionOptions(m_order))
{
    connect(&m_session, &Session::stateChanged, this, &LabRun::begin);
    connect(&m_session, &Session::failed, this, [this](Error error) {
        if (m_asksForTun && error.hint.isEmpty())
            error.hint = say("send-from-own-tun");
        end(complain(error));
    });
    connect(&m_session, &Session::linesArrived, this, &LabRun::take);
    connect(&m_session, &Session::pingsAnswered, this, [this](const auto& results) {
        m_results += results;
        m_results.remove(0, std::max<qsizetype>(0, m_results.size() - mostResults));
    });
    connect(&m_interrupt, &Interrupt::caught, this, &LabRun::interrupted);
    m_session.setQuestions([this] { return questions(); });
}

int LabRun::status(std::function<void()> ready, std::function<int(const PingSummary&)> finished)
{
    connect(&m_session, &Session::traceChanged, this, [this, ready = std::move(ready)] {
        if (checkOrigin()) // else begin() refuses it
            ready();
    });
    connect(&m_session, &Session::pingFinished, this,
            [this, finished = std::move(finished)](const PingSummary& summary) {
                closeSaved(); // first, because printing may fail
                end(finished(summary));
            });
    if (!m_order.save.isEmpty()) {
        auto saved = session::RecordingFile::open(m_order.save,
                                                  session::recordingHead(isLab() ? "lab" : "host", true));
        if (!saved)
            return complain(saved.error());
        m_saved = std::move(*saved);
        connect(&m_flushing, &QTimer::timeout, this, [this] { keepSaving(m_saved->flush()); });
        m_flushing.start(500);
    }
    if (!m_order.netns.isEmpty()) {
        auto netns = session::findNetns(m_order.netns);
        if (!netns)
            return complain(netns.error());
        m_netns = std::move(*netns);
        m_session.setPlace(session::Place::Host, m_netns);
    }
    if (const auto looked = lookForFarEnd(); !looked)
        return complain(looked.error());
    m_session.start();
    return m_status ? *m_status : m_loop.exec();
}

PingContext LabRun::context() const
{
    return {m_session.lab(),  m_session.trace(),
            m_trace,          m_session.eventsLost(),
            m_session.lost(), m_session.detailsOffReason(),
            isLab(),          m_order.netns.toStdString()};
}

void LabRun::holdLatest()
{
    const auto& packets = m_trace.traversals();
    if (!m_passing || packets.size() - packets.first() <= mostHeld)
        return;
    m_passing(static_cast<TraversalIndex>(packets.size() - mostHeld / 2));
    m_trace.keepLatest(mostHeld / 2);
}

void LabRun::begin(Session::State state)
{
    if (state != Session::State::Ready || m_begun || awaitsTun())
        return;
    m_begun = true;
    if (m_order.request.device == m_session.lab().tun)
        m_order.request.from = PingFrom::Tun;
    if (const auto origin = checkOrigin(); !origin)
        return end(complain(exitBadArguments, sentencesOf(origin.error())));
    const auto ready = chooseSource().and_then([this] { return prepare(); });
    if (!ready)
        return end(complain(ready.error()));
    if (m_order.maxTimeUs != 0)
        QTimer::singleShot(m_order.maxTimeUs / 1000, this,
                           [this] { endRun(cli::tr("The time is over (--max-time).")); });
    m_session.ping(m_order.request);
}

// Which devices the lab has is known once it is made; somebody who could send is behind two of them.
Result<void> LabRun::checkOrigin() const
{
    const auto& lab = m_session.lab();
    const auto& device = m_order.request.device;
    if (!isLab() || m_order.request.from != PingFrom::Device || device == lab.tun || device == lab.network ||
        (device == lab.lan && !lab.lan.empty()))
        return {};
    return failure(ErrorCode::BadInput, say("nobody-at-far-end", device, lab.network, lab.lan));
}

// On a machine that is no lab, a veth's other end may be a container, where a socket sends: of TCP whole connections.
Result<void> LabRun::lookForFarEnd()
{
    auto& request = m_order.request;
    if (isLab() || request.from != PingFrom::Device)
        return {};
    return session::farEndOf(request.device, m_netns)
        .and_then([&](std::optional<session::FarEnd> end) -> Result<void> {
            if (!end)
                return {};
            request.from = PingFrom::FarEnd;
            request.farEnd = std::move(*end);
            request.handshake |= request.protocol == wire::ProbeProtocol::Tcp &&
                                 request.tcpFlags == session::PingRequest().tcpFlags;
            return session::sourceAt(request.farEnd, request.source, request.destination)
                .map([&](const IpAddress& source) { request.source = source; });
        });
}

// Else a device to send from is a tun of its own, which is opened first.
bool LabRun::awaitsTun()
{
    if (isLab() || m_order.request.from != PingFrom::Device)
        return false;
    if (m_session.lab().tun == m_order.request.device)
        return false;
    if (!std::exchange(m_asksForTun, true)) {
        connect(&m_session, &Session::tunChanged, this, [this] { begin(m_session.state()); });
        m_session.useTun(QString::fromStdString(m_order.request.device));
    }
    return true;
}

void LabRun::take(const std::string& lines)
{
    m_trace.append(lines);
    holdLatest();
    m_reported += lines.size();
    if (m_saved)
        keepSaving(m_saved->write(lines));
    if (m_order.maxBytes != 0 && m_reported >= m_order.maxBytes)
        endRun(cli::tr("So much was reported (--max-size)."));
}

// Ends the run once, with what was reported so far.
void LabRun::endRun(const QString& sentence)
{
    if (m_session.state() != Session::State::Pinging || std::exchange(m_ending, true))
        return;
    if (!sentence.isEmpty())
        complain(exitDone, sentence);
    m_session.cancelPing();
}

void LabRun::keepSaving(const Result<void>& written)
{
    if (written)
        return;
    m_flushing.stop();
    m_saved.reset();
    m_saveFailed = written.error().systemError != EPIPE; // EPIPE: the reader (`| head`) has ended
    endRun(m_saveFailed ? QString::fromStdString(words::text(written.error())) : QString());
}

// Keeps what was reported, also after an error.
void LabRun::closeSaved()
{
    m_flushing.stop();
    if (!m_saved || m_reported == 0)
        return;
    if (const auto saved = m_saved->commit(); !saved) {
        complain(saved.error());
        m_saveFailed = true;
    }
    m_saved.reset();
}

Result<void> LabRun::chooseSource()
{
    auto& request = m_order.request;
    const bool byKernel = !isLab() && request.from == PingFrom::ThisMachine;
    if (request.source.isNull())
        request.source =
            byKernel ? kernelsSource(request.destination, m_netns) : fittingSource(request, m_session.lab());
    if (request.source.isNull() && !isLab())
        return failure(ErrorCode::NotFound, say("no-source-to-send-from", request.destination.toString()));
    if (request.source.isNull())
        return failure(ErrorCode::Unsupported, say("lab-without-ipv6"));
    return {};
}

Result<void> LabRun::prepare() const
{
    for (const QString& command : m_order.prepare) {
        if (auto done = runIn(session::labCommand(m_session.helperPid()), command); !done)
            return done;
    }
    return {};
}

// The routes to ask for: the probe's, and those of packets that were last seen at routing.
std::vector<protocol::RouteQuestion> LabRun::questions() const
{
    std::vector asked{session::routeQuestion(m_order.request, m_session.lab())};
    std::ranges::move(session::routeQuestions(openQuestions(m_trace, 0)), std::back_inserter(asked));
    return asked;
}

void LabRun::interrupted()
{
    if (m_session.state() == Session::State::Pinging)
        m_session.cancelPing();
    else
        end(complain(exitFailed, cli::tr("Interrupted before the first ping was sent.")));
}

void LabRun::end(int status)
{
    if (m_status)
        return;
    closeSaved();
    m_status = m_saveFailed ? exitFailed : status;
    m_loop.exit(*m_status);
}

} // namespace hookwalk::cli
