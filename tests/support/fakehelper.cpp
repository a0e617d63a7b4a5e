// SPDX-License-Identifier: GPL-3.0-or-later
// A helper without privileges for tests of the session: plays the part that $HOOKWALK_FAKE names, on the
// socket that is its standard input. Its tun is a socket pair; it answers the probes itself and reports two
// sightings of each. What it is asked around a run it writes into the stream as facts. Part "host" is this
// machine with a tun of somebody's, tun7.
#include "protocol/codec.h"
#include "protocol/reportbatch.h"
#include "support/faketun.h"
#include "support/loglines.h"
#include "wire/factline.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace hookwalk;
using hookwalk::test::Bytes;
using hookwalk::test::FakeTun;

namespace
{

class FakeHelper
{
public:
    explicit FakeHelper(std::string part)
        : m_part(std::move(part))
    {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
            std::abort();
        m_tun = ends[0];
        m_sessionsTun = ends[1];
    }

    int serve()
    {
        for (;;) {
            pollfd fds[2] = {{STDIN_FILENO, POLLIN, 0}, {m_tun, POLLIN, 0}};
            ::poll(fds, 2, -1);
            if (fds[1].revents & POLLIN)
                answerEcho();
            if (fds[0].revents && !readRequests())
                return 0;
        }
    }

private:
    bool is(const char* part) const { return m_part == part; }

    bool readRequests()
    {
        char bytes[4096];
        const ssize_t size = ::recv(STDIN_FILENO, bytes, sizeof bytes, 0);
        if (size <= 0)
            return false;
        m_decoder.feed({bytes, std::size_t(size)});
        for (auto request = m_decoder.next(); request && *request; request = m_decoder.next())
            std::visit([&](const auto& message) { answer((*request)->number, message); },
                       (*request)->request.value());
        return true;
    }

    void answer(std::uint32_t number, const protocol::Hello&)
    {
        if (is("dies")) {
            std::fputs("hookwalk-helper: no-user-namespaces\t28\n", stderr);
            std::exit(7);
        }
        if (is("crashes"))
            ::raise(SIGKILL);
        if (is("nonsense"))
            send(std::string(100, '\xff'));
        else if (is("another version"))
            send(protocol::Refused{
                number,
                {ErrorCode::ProtocolError, say("other-version", protocol::version + 1, protocol::version)}});
        else if (is("unasked"))
            send(protocol::Done{number + 1});
        else if (is("wrong kind"))
            send(protocol::TraceShown{});
        else if (!is("silent"))
            send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const protocol::MakeLab&)
    {
        if (is("no namespaces"))
            return send(
                protocol::Refused{number, {ErrorCode::Unsupported, say("no-user-namespaces"), EPERM}});
        protocol::LabMade lab;
        lab.request = number;
        lab.tun = "tun0";
        lab.tunAddress = *IpAddress::parse("192.168.69.100");
        lab.pingSource = *IpAddress::parse("192.168.69.1");
        lab.network = "eth0";
        lab.networkAddress = *IpAddress::parse("198.51.100.15");
        lab.gateway = *IpAddress::parse("198.51.100.1");
        lab.farAddress = *IpAddress::parse("203.0.113.29");
        lab.lan = "eth1";
        lab.lanServer = *IpAddress::parse("192.0.2.80");
        send(lab);
    }
    void answer(std::uint32_t number, const protocol::OpenTun&)
    {
        if (is("tun busy"))
            send(protocol::Refused{number, {ErrorCode::Busy, say("device-held-by-another", "tun0"), EBUSY}});
        else
            send(protocol::Done{number, true}, is("no descriptor") ? -1 : m_sessionsTun);
    }
    void answer(std::uint32_t number, const protocol::SetTrace& request)
    {
        if (is("no trace points"))
            return send(protocol::Refused{number, {ErrorCode::Unsupported, say("no-nftables"), EOPNOTSUPP}});
        if (is("kernel log closed") && request.source != protocol::LogSource::Nflog)
            return send(protocol::Refused{
                number,
                {ErrorCode::PermissionDenied, say("kernel-log-unreadable"), EPERM, say("choose-nflog")}});
        m_trace.active = true;
        m_trace.tag = request.tag;
        m_trace.addresses = request.addresses;
        m_trace.source = request.source == protocol::LogSource::Nflog ? protocol::LogSource::Nflog
                                                                      : protocol::LogSource::KernelLog;
        m_trace.rules = request.rules;
        m_trace.connections = request.connections;
        m_trace.frames = request.frames;
        m_trace.why = {say("asked-for-nflog")};
        m_trace.room = is("has little room") ? 32 : 1'000'000;
        send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const protocol::ClearTrace&)
    {
        m_trace = {};
        send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const protocol::ShowTrace&)
    {
        if (!m_kept.empty()) // what the kernel had not handed over yet
            send(protocol::KernelLogLines{std::exchange(m_kept, {})});
        m_trace.request = number;
        send(m_trace);
    }

    void answer(std::uint32_t number, const protocol::Sync&)
    {
        if (is("has little room") && m_reported > m_read + 1)
            std::exit(5); // a ping too many was on its way
        m_read = m_reported;
        send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const protocol::ShowRules&)
    {
        answerWith(number, "ruleset", {{"generation", 1}, {"chains", nlohmann::ordered_json::array()}});
    }
    void answer(std::uint32_t number, const protocol::Canary&) { send(protocol::Done{number}); }
    void answer(std::uint32_t number, const protocol::MarkCounters&)
    {
        answerWith(number, "marked", nlohmann::ordered_json::object());
    }
    void answer(std::uint32_t number, const protocol::Investigate& request)
    {
        if (is("dies while asked why"))
            std::exit(4);
        if (is("is killed while asked why"))
            ::raise(SIGKILL);
        if (is("stands still while asked why")) // the test ends it: nothing else can
            ::raise(SIGSTOP);
        if (is("hangs up while asked why")) {
            ::close(STDIN_FILENO);
            for (;;)
                ::pause();
        }
        if (is("raves while asked why"))
            return send(std::string(100, '\xff'));
        if (is("refuses questions"))
            return refuse(number);
        for (const auto& question : request.questions)
            tell("route", {{"source", question.source.toString()},
                           {"destination", question.destination.toString()},
                           {"in", question.in},
                           {"protocol", question.protocol}});
        answerWith(number, "counters", nlohmann::ordered_json::object());
    }
    void answer(std::uint32_t number, const protocol::Inject& request)
    {
        if (is("refuses questions"))
            return refuse(number);
        answerWith(number, "injected", {{"device", request.device}, {"bytes", request.packet.size()}});
    }

    void refuse(std::uint32_t number)
    {
        send(protocol::Refused{number, {ErrorCode::Unsupported, say("no-raw-socket"), EPERM}});
    }
    void tell(std::string_view kind, const nlohmann::ordered_json& content)
    {
        std::string line;
        wire::appendFactLine(7, kind, content, line);
        send(protocol::Facts{line});
    }
    void answerWith(std::uint32_t number, std::string_view kind, const nlohmann::ordered_json& content)
    {
        if (is("refuses questions"))
            return refuse(number);
        tell(kind, content);
        send(protocol::Done{number});
    }

    bool isHost() const { return is("host") || is("host that is watched badly"); }
    void answer(std::uint32_t number, const protocol::UseHost&)
    {
        if (isHost())
            send(protocol::Done{number});
        else
            send(protocol::Refused{number, {ErrorCode::PermissionDenied, say("needs-net-admin"), EPERM}});
    }
    void answer(std::uint32_t number, const protocol::WatchDevices&)
    {
        if (!isHost() || is("host that is watched badly"))
            return refuse(number);
        m_devices.devices.emplace_back().name = "tun7";
        m_devices.devices.back().index = 7;
        m_devices.devices.back().addresses = {"fe80::1/64", "10.9.8.1/24"};
        send(m_devices);
        send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const change::CreateTun& request)
    {
        if (request.name == "tun7")
            return send(protocol::Refused{number, {ErrorCode::Busy, say("device-exists", "tun7"), EEXIST}});
        m_devices.devices.emplace_back().name = request.name;
        send(m_devices);
        send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const change::DeleteTun& request)
    {
        std::erase_if(m_devices.devices, [&](const auto& device) { return device.name == request.name; });
        send(m_devices);
        send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const change::Change& wanted)
    {
        std::visit([&](const auto& one) { answer(number, one); }, wanted);
    }
    void answer(std::uint32_t number, const change::SetForwarding& wanted)
    {
        m_gateway.forwarding = wanted.on;
        send(protocol::Done{number});
    }
    void answer(std::uint32_t number, const protocol::ShowGateway&)
    {
        m_gateway.request = number;
        send(m_gateway);
    }
    void answer(std::uint32_t number, const protocol::Examine&)
    {
        send(protocol::Examined{number,
                                {{"forwarding", protocol::Health::Hint, say("forwarding-off"), {}, {}}}});
    }
    void answer(std::uint32_t number, const protocol::RestoreLeftovers&)
    {
        send(protocol::Restored{number, {{say("device-gone-again", "tun9")}}});
    }

    // What the tests of the session do not ask.
    template<typename Other> void answer(std::uint32_t number, const Other&)
    {
        send(protocol::Refused{number, {ErrorCode::Unsupported, say("fake-helper-cannot")}});
    }

    void answerEcho()
    {
        Bytes request(2048);
        const ssize_t size = ::recv(m_tun, request.data(), request.size(), 0);
        if (size <= 0 || is("nothing answers"))
            return;
        if (is("dies while pinging"))
            std::exit(3);
        request.resize(std::size_t(size));
        if (m_trace.active)
            report(request);
        ++m_reported;
        const auto reply = FakeTun::replyTo(request);
        (void)::send(m_tun, reply.data(), reply.size(), MSG_NOSIGNAL);
    }
    void report(const Bytes& request)
    {
        if (is("loses"))
            send(protocol::Lost{.kernelLog = 1, .nflog = 2, .nftrace = 3, .connections = 4, .frames = 5});
        if (m_trace.source == protocol::LogSource::Nflog) {
            std::string batch;
            for (const char* prefix : {"raw-PREROUTING [1]", "mangle-PREROUTING [1]"}) {
                wire::PacketReport packet;
                packet.timeUs = 5;
                packet.sequence = ++m_sequence;
                packet.prefix = prefix;
                packet.in = "tun0";
                packet.packet = request;
                protocol::append(packet, batch);
            }
            send(protocol::PacketReports{is("half a batch") ? batch.substr(0, batch.size() - 1) : batch});
            return;
        }
        const auto lines =
            test::LogLines().at("raw PREROUTING", {"tun0", ""}).at("mangle PREROUTING", {"tun0", ""});
        if (is("slow source"))
            m_kept += lines.text();
        else
            send(protocol::KernelLogLines{lines.text()});
    }
    void send(const protocol::Reply& reply, int descriptor = -1)
    {
        send(protocol::encode(reply), descriptor);
    }
    void send(std::string bytes, int descriptor = -1)
    {
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
        iovec part{bytes.data(), bytes.size()};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        if (descriptor >= 0) {
            message.msg_control = control;
            message.msg_controllen = sizeof control;
            cmsghdr* header = CMSG_FIRSTHDR(&message);
            header->cmsg_level = SOL_SOCKET;
            header->cmsg_type = SCM_RIGHTS;
            header->cmsg_len = CMSG_LEN(sizeof(int));
            std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
        }
        (void)::sendmsg(STDIN_FILENO, &message, MSG_NOSIGNAL);
    }

    std::string m_part;
    int m_tun = -1, m_sessionsTun = -1;
    protocol::Decoder<protocol::NumberedRequest> m_decoder;
    protocol::TraceShown m_trace;
    protocol::DevicesShown m_devices;
    protocol::GatewayShown m_gateway;
    std::string m_kept;
    std::uint64_t m_sequence = 0;
    int m_reported = 0, m_read = 0; // pings
};

} // namespace

int main()
{
    const char* part = std::getenv("HOOKWALK_FAKE");
    return FakeHelper(part ? part : "").serve();
}
