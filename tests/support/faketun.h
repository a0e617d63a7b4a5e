// SPDX-License-Identifier: GPL-3.0-or-later
// The far side of a tun for tests: a thread that follows a script, on one end of a socket pair; the other end
// behaves like the tun's fd (one packet a read, one a write).
#pragma once

#include "model/uniquefd.h"
#include "wire/probe.h"

#include <array>
#include <functional>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <tins/icmp.h>
#include <tins/icmpv6.h>
#include <tins/ip.h>
#include <tins/ipv6.h>
#include <tins/rawpdu.h>
#include <tins/tcp.h>
#include <tins/udp.h>
#include <vector>

namespace hookwalk::test
{

using Bytes = std::vector<std::uint8_t>;

class FakeTun
{
public:
    FakeTun()
    {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0) {
            m_near = UniqueFd(ends[0]);
            m_far = UniqueFd(ends[1]);
        }
    }
    ~FakeTun() { join(); }

    UniqueFd takeNearEnd() { return std::move(m_near); }
    void run(std::function<void(FakeTun&)> script)
    {
        m_thread = std::thread([this, script = std::move(script)] { script(*this); });
    }
    void join()
    {
        if (m_thread.joinable())
            m_thread.join();
    }

    // For the script. The next packet that was written into the tun; empty where the tun was closed.
    Bytes next()
    {
        Bytes packet(65536);
        const ssize_t size = ::recv(m_far.get(), packet.data(), packet.size(), 0);
        packet.resize(size > 0 ? std::size_t(size) : 0);
        return packet;
    }
    bool send(const Bytes& packet)
    {
        return ::send(m_far.get(), packet.data(), packet.size(), MSG_NOSIGNAL) == ssize_t(packet.size());
    }
    void close() { m_far.close(); }
    void answerAll()
    {
        for (Bytes request = next(); !request.empty(); request = next())
            send(replyTo(request));
    }

    // Of any kind of probe and both families.
    static Bytes replyTo(const Bytes& request) { return answerTo(request, Tins::TCP::SYN | Tins::TCP::ACK); }
    static Bytes resetFor(const Bytes& request) { return answerTo(request, Tins::TCP::RST | Tins::TCP::ACK); }
    // To what acknowledged something: RFC 9293, 3.10.7.1.
    static Bytes bareResetFor(const Bytes& request) { return answerTo(request, Tins::TCP::RST); }
    static Bytes closingFor(const Bytes& request)
    {
        return answerTo(request, Tins::TCP::FIN | Tins::TCP::ACK);
    }
    static Bytes replyOfAnotherPing(const Bytes& request)
    {
        const Tins::IP ip(request.data(), std::uint32_t(request.size()));
        const auto& asked = ip.rfind_pdu<Tins::ICMP>();
        return replyWith(ip, std::uint16_t(asked.id() + 1), asked.sequence());
    }
    static Bytes timeExceededFor(const Bytes& request)
    {
        const Tins::IP ip(request.data(), std::uint32_t(request.size()));
        return (Tins::IP(ip.src_addr(), "198.51.100.1") / Tins::ICMP(Tins::ICMP::TIME_EXCEEDED) /
                Tins::RawPDU(request.data(), 28))
            .serialize();
    }
    static Bytes routerSolicitation()
    {
        Bytes packet{0x60, 0, 0, 0, 0, 8, 58, 255};
        packet.resize(48);
        return packet;
    }

private:
    static Bytes answerTo(const Bytes& request, int tcpFlags)
    {
        if (request.at(0) >> 4 == 4)
            return answerIn(Tins::IP(request.data(), std::uint32_t(request.size())), tcpFlags);
        return answerIn(Tins::IPv6(request.data(), std::uint32_t(request.size())), tcpFlags);
    }
    template<typename Ip> static Bytes answerIn(const Ip& request, int tcpFlags)
    {
        Ip back(request.src_addr(), request.dst_addr());
        if (const auto* udp = request.template find_pdu<Tins::UDP>())
            return (back / Tins::UDP(udp->sport(), udp->dport()) / Tins::RawPDU("pong")).serialize();
        if (const auto* tcp = request.template find_pdu<Tins::TCP>()) {
            Tins::TCP answer(tcp->sport(), tcp->dport());
            answer.flags(std::uint16_t(tcpFlags));
            answer.seq(tcp->ack_seq());
            if (tcpFlags != Tins::TCP::RST)
                answer.ack_seq(tcp->seq() + 1);
            return (back / answer).serialize();
        }
        if (const auto* asked = request.template find_pdu<Tins::ICMPv6>()) {
            Tins::ICMPv6 reply(Tins::ICMPv6::ECHO_REPLY);
            reply.identifier(asked->identifier());
            reply.sequence(asked->sequence());
            return (back / reply).serialize();
        }
        Tins::ICMP reply(Tins::ICMP::ECHO_REPLY);
        reply.id(request.template rfind_pdu<Tins::ICMP>().id());
        reply.sequence(request.template rfind_pdu<Tins::ICMP>().sequence());
        return (back / reply).serialize();
    }
    static Bytes replyWith(const Tins::IP& request, std::uint16_t id, std::uint16_t sequence)
    {
        Tins::ICMP reply(Tins::ICMP::ECHO_REPLY);
        reply.id(id);
        reply.sequence(sequence);
        return (Tins::IP(request.src_addr(), request.dst_addr()) / reply).serialize();
    }

    UniqueFd m_near, m_far;
    std::thread m_thread;
};

} // namespace hookwalk::test
