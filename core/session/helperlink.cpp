// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/helperlink.h"

#include <cerrno>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QTimer>
#include <sys/socket.h>
#include <unistd.h>

namespace hookwalk::session
{

namespace
{

constexpr int patienceMs = 2000;                 // how long a helper may live after its socket was closed
constexpr int personsTimeoutMs = 10 * 60 * 1000; // for typing a password; polkit gives up earlier

Result<std::pair<UniqueFd, UniqueFd>> socketPair()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return failure(ErrorCode::KernelRefused, say("no-socket-for-helper"), errno);
    return std::pair(UniqueFd(ends[0]), UniqueFd(ends[1]));
}

// Parses what the helper printed before it ended: "hookwalk-helper: CODE\tERRNO\tVALUE…"
// (app/helper/main.cpp). Any other text becomes the code itself.
Said saidIn(const QString& printed)
{
    const auto fields = printed.trimmed().split(u'\t');
    const auto start = QStringLiteral("hookwalk-helper: ");
    if (fields.size() < 2 || !fields.first().startsWith(start))
        return {printed.simplified().toStdString(), {}};
    Said said{fields.first().mid(start.size()).toStdString(), {}, fields[1].toInt()};
    for (const QString& value : fields.mid(2))
        said.values.push_back(value.toStdString());
    return said;
}

// The number of the request that a reply answers; 0: it is an event.
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

Result<QString> findHelper(const QString& given)
{
    const QString fromEnvironment = qEnvironmentVariable("HOOKWALK_HELPER");
    const QString chosen = given.isEmpty() ? fromEnvironment : given;
    const QString here = QCoreApplication::applicationDirPath();
    const QStringList places =
        chosen.isEmpty() ? QStringList{here + QStringLiteral("/hookwalk-helper"),
                                       here + QStringLiteral("/../libexec/hookwalk/hookwalk-helper")}
                         : QStringList{chosen};
    for (const QString& place : places) {
        if (const QFileInfo file(place); file.isFile() && file.isExecutable())
            return file.absoluteFilePath();
    }
    const auto first = places.front().toStdString();
    return failure(ErrorCode::NotFound, places.size() == 1
                                            ? say("helper-not-found", first)
                                            : say("helper-not-found-at-two", first, places[1].toStdString()));
}

HelperLink::HelperLink(int answerTimeoutMs)
    : m_answerTimeoutMs(answerTimeoutMs)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        fail(Error{ErrorCode::HelperGone, say("helper-silent")});
    });
}

HelperLink::~HelperLink()
{
    close();
    for (auto* process : findChildren<QProcess*>()) {
        if (process->state() != QProcess::NotRunning && !process->waitForFinished(patienceMs))
            process->kill(); // the kernel takes back what it holds
    }
}

Result<void> HelperLink::start(const HelperStart& how)
{
    close();
    m_how = how;
    m_patience.setInterval(how.asksUser ? personsTimeoutMs : m_answerTimeoutMs);
    auto ends = socketPair();
    if (!ends)
        return tl::unexpected(std::move(ends.error()));
    m_socket = std::move(ends->first);
    m_streamEnd.reset();
    m_processEnded = false;

    m_process = new QProcess(this);
    m_process->setProgram(how.program);
    m_process->setArguments(how.arguments);
    m_process->setInputChannelMode(QProcess::ForwardedInputChannel);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    const int helperEnd = ends->second.get();
    const bool isElsewhere = !how.netns.file.isEmpty();
    const auto netns =
        std::make_shared<const std::optional<OpenNetns>>(isElsewhere ? openNetns(how.netns) : std::nullopt);
    m_process->setChildProcessModifier([helperEnd, isElsewhere, netns] {
        if (isElsewhere && !(netns->has_value() && enterNetns(**netns))) // it could be entered just now
            ::_exit(EXIT_FAILURE);
        ::setpgid(0,
                  0); // Ctrl-C in a terminal reaches this program alone, which ends the helper by its socket
        ::dup2(helperEnd, STDIN_FILENO);
    });
    connect(m_process, &QProcess::finished, this, [this] {
        m_processEnded = true;
        ::shutdown(m_socket.get(), SHUT_RDWR); // a child of it may hold the other end open
        finishWhenBothEnded();
    });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_processEnded = true;
        m_streamEnd =
            Error{ErrorCode::HelperGone, say("helper-not-started", m_process->errorString().toStdString())};
        finishWhenBothEnded();
    });
    m_stream = std::make_unique<HelperStream>();
    connect(m_stream.get(), &HelperStream::arrived, this, &HelperLink::deliver, Qt::QueuedConnection);
    m_stream->start(m_socket.get());
    m_process->start();
    m_process->setChildProcessModifier({}); // with the namespace's files
    return {};
}

void HelperLink::close()
{
    m_patience.stop();
    m_awaited.clear();
    if (m_stream)
        m_stream->stop();
    m_stream.reset();
    m_socket.close();
    auto* process = std::exchange(m_process, nullptr);
    if (!process)
        return;
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QTimer::singleShot(patienceMs, process, &QProcess::kill);
}

Error HelperLink::unreadableAnswer()
{
    return Error{ErrorCode::ProtocolError, say("helper-answer-unreadable")};
}

void HelperLink::fail(const Error& error)
{
    close();
    Q_EMIT ended(error);
}

void HelperLink::askAll(const std::vector<protocol::Request>& requests, const std::function<void()>& then)
{
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto goOn = [then, isLast = i + 1 == requests.size()](const auto&) {
            if (isLast)
                then();
        };
        ask<protocol::Done>(requests[i], goOn, goOn);
    }
}

void HelperLink::askForAny(const protocol::Request& request, Then then, const Refused& refused)
{
    const auto bytes = protocol::encode(protocol::NumberedRequest{++m_lastNumber, request});
    // Requests are far smaller than the socket's buffer. If one does not fit, the helper is not reading, and
    // the timeout of the answer reports that.
    if (m_socket)
        (void)::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    m_awaited.push_back({m_lastNumber, std::move(then), refused});
    m_patience.start();
}

void HelperLink::deliver()
{
    if (!m_stream)
        return;
    const QPointer stream = m_stream.get();
    for (auto& item : stream->take()) {
        if (!stream)
            return; // the receiver of the item before closed it
        if (const auto* lines = std::get_if<HelperStream::Lines>(&item)) {
            Q_EMIT linesArrived(lines->text);
        } else if (auto* answer = std::get_if<HelperStream::Answer>(&item)) {
            m_descriptor = std::move(answer->descriptor);
            take(answer->reply);
            m_descriptor.close();
        } else {
            m_streamEnd = std::get<HelperStream::End>(item).error;
            ::shutdown(m_socket.get(), SHUT_RDWR);
            QTimer::singleShot(patienceMs, m_process, &QProcess::kill);
            finishWhenBothEnded();
            return;
        }
    }
}

void HelperLink::take(const protocol::Reply& reply)
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
        return fail(unreadableAnswer());
    const auto answered = std::move(m_awaited.front());
    m_awaited.pop_front();
    m_patience.setInterval(m_answerTimeoutMs); // the person's consent is given by now
    if (m_awaited.empty())
        m_patience.stop();
    else
        m_patience.start();
    if (const auto* refused = std::get_if<protocol::Refused>(&reply))
        answered.refused(refused->error);
    else
        answered.then(reply);
}

void HelperLink::finishWhenBothEnded()
{
    if (m_processEnded && m_streamEnd)
        fail(whyItEnded());
}

Error HelperLink::whyItEnded() const
{
    Error error = *m_streamEnd;
    if (error.code != ErrorCode::HelperGone || m_process->error() == QProcess::FailedToStart)
        return error;
    const QString printed = QString::fromUtf8(m_process->readAllStandardError().right(500));
    if (m_process->exitStatus() == QProcess::NormalExit) {
        if (auto refusal = refusalOfPkexec(m_how, m_process->exitCode(), printed.simplified()))
            return *refusal;
    }
    const bool wasKilled = m_process->exitStatus() == QProcess::CrashExit;
    const int number = m_process->exitCode();
    error.hint = saidIn(printed);
    error.systemError = error.hint.systemError;
    if (error.hint.isEmpty())
        error.said = wasKilled ? say("helper-killed", number) : say("helper-ended", number);
    else
        error.said = wasKilled ? say("helper-killed-saying", number) : say("helper-ended-saying", number);
    return error;
}

} // namespace hookwalk::session
