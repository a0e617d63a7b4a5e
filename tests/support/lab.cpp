// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/lab.h"

#include "kernel/netlink/nft.h"
#include "support/machine.h"
#include "words/words.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <optional>
#include <poll.h>
#include <QProcess>
#include <sys/socket.h>
#include <unistd.h>

namespace hookwalk::test
{

namespace
{

std::optional<wire::ReceivedPacket> nextOf(int tun, int atMostMs)
{
    std::array<std::uint8_t, 2048> buffer{};
    pollfd readable{tun, POLLIN, 0};
    if (poll(&readable, 1, atMostMs) != 1)
        return {};
    const auto size = read(tun, buffer.data(), buffer.size());
    return wire::readPacket({buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0)});
}

} // namespace

void users()
{
    QTest::addColumn<User>("user");
    QTest::newRow("root") << User::Root;
    QTest::newRow("without privileges") << User::Nobody;
}

void usersAndSources()
{
    using enum protocol::LogSource;
    QTest::addColumn<User>("user");
    QTest::addColumn<protocol::LogSource>("source");
    QTest::newRow("root, kernel log") << User::Root << KernelLog;
    QTest::newRow("root, NFLOG") << User::Root << Nflog;
    QTest::newRow("without privileges") << User::Nobody << Auto;
}

const QStringList forwardedRequest{"raw PREROUTING",     "mangle PREROUTING", "nat PREROUTING",
                                   "mangle FORWARD",     "filter FORWARD",    "security FORWARD",
                                   "mangle POSTROUTING", "nat POSTROUTING"};
const QStringList forwardedReply{"raw PREROUTING", "mangle PREROUTING", "mangle FORWARD",
                                 "filter FORWARD", "security FORWARD",  "mangle POSTROUTING"};

Lab::Lab(User user)
    : helper(user)
{
    make();
}

Lab::Lab(const std::function<bool()>& enter)
    : helper(enter)
{
    make();
}

void Lab::make()
{
    problem = helper.makeLab();
    if (problem.empty())
        problem = unless<protocol::Done>(helper.ask(protocol::OpenTun{"tun0"}));
    tun = helper.takeDescriptor();
}

bool Lab::write(const wire::Packet& packet) const
{
    return ::write(tun.get(), packet.data(), packet.size()) == static_cast<ssize_t>(packet.size());
}

bool Lab::writeEcho(std::uint16_t id, std::uint16_t sequence) const
{
    wire::Probe echo;
    echo.source = helper.lab().pingSource;
    echo.destination = helper.lab().farAddress;
    echo.id = id;
    echo.sequence = sequence;
    return write(wire::craft(echo));
}

wire::ReceivedPacket Lab::next(int atMostMs) const
{
    return nextOf(tun.get(), atMostMs).value_or(wire::ReceivedPacket());
}

bool Lab::readReply(std::uint16_t id, std::uint16_t sequence) const
{
    while (const auto packet = nextOf(tun.get(), 2000)) {
        if (packet->kind == wire::Received::Reply && packet->id == id && packet->sequence == sequence)
            return true;
    }
    return false;
}

bool Lab::ping(std::uint16_t id, std::uint16_t sequence) const
{
    return writeEcho(id, sequence) && readReply(id, sequence);
}

std::string Lab::run(const QString& commands) const
{
    const InNamespaceOf lab(helper.pid());
    QProcess shell;
    shell.setProcessChannelMode(QProcess::MergedChannels);
    shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), commands});
    shell.waitForFinished(10'000);
    return shell.exitCode() == 0 ? std::string() : shell.readAll().toStdString() + " failed";
}

std::string Lab::nft(const std::string& commands) const
{
    const InNamespaceOf lab(helper.pid());
    const auto printed = kernel::Nft::open().and_then([&](kernel::Nft nft) { return nft.run(commands); });
    return printed ? *printed : words::text(printed.error());
}

void Lab::sendUdp(const IpAddress& to) const
{
    const InNamespaceOf lab(helper.pid());
    const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(33434);
    std::copy_n(to.bytes.begin() + 12, 4, reinterpret_cast<std::uint8_t*>(&address.sin_addr));
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_port = htons(40000);
    bind(socket.get(), reinterpret_cast<sockaddr*>(&own), sizeof own);
    sendto(socket.get(), "hello", 5, 0, reinterpret_cast<sockaddr*>(&address), sizeof address);
}

protocol::TraceShown Lab::shown()
{
    const auto reply = helper.ask(protocol::ShowTrace{});
    if (const auto* told = std::get_if<protocol::TraceShown>(&reply))
        return *told;
    protocol::TraceShown nothing;
    nothing.why = {{unless<protocol::TraceShown>(reply), {}}};
    return nothing;
}

} // namespace hookwalk::test
