// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loggenerator.h"

#include "model/chain.h"

#include <array>
#include <charconv>
#include <random>
#include <vector>

namespace hookwalk::test
{

namespace
{

constexpr std::string_view mac = "32:ef:b8:e8:ac:51:be:5b:4e:a9:0c:69:08:00";
constexpr std::string_view inside = "192.168.69.", router = "198.51.100.15", outside = "203.0.113.";

// What of a packet is the same in all its lines, and the lines themselves.
struct Packet {
    std::string ip;        // from LEN= to PREC=
    std::string transport; // from ID= on
    unsigned ttl = 64;
    struct Sighting {
        Chain chain;
        std::string devices; // from IN= to SRC=
        std::string addresses;
        unsigned ttl;
    };
    std::vector<Sighting> sightings;
};

class Generator
{
public:
    GeneratedLog run(std::uint32_t lines)
    {
        m_log.text.reserve(lines * 205ULL);
        while (m_log.lines < lines)
            printNext(m_cpus[random(2)]);
        return std::move(m_log);
    }

private:
    // One CPU walks its packets one after another: an exchange is a request, then what it causes.
    struct Cpu {
        std::vector<Packet> exchange;
        std::size_t packet = 0, sighting = 0;
    };

    unsigned random(unsigned below) { return static_cast<unsigned>(m_random() % below); }

    void number(std::uint64_t value)
    {
        std::array<char, 20> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        m_log.text.append(digits.data(), end);
    }

    void printNext(Cpu& cpu)
    {
        if (cpu.packet == cpu.exchange.size())
            cpu = {newExchange()};
        const Packet& packet = cpu.exchange[cpu.packet];
        print(packet, packet.sightings[cpu.sighting]);
        if (++cpu.sighting == packet.sightings.size()) {
            cpu.sighting = 0;
            ++cpu.packet;
        }
    }

    void print(const Packet& packet, const Packet::Sighting& sighting)
    {
        std::string& text = m_log.text;
        m_timeUs += 2 + random(9);
        text += "7,";
        number(++m_sequence);
        text += ',';
        number(m_timeUs);
        text += ",-;";
        text += name(sighting.chain.table);
        text += '-';
        text += name(sighting.chain.hook);
        text += " [114514]";
        text += sighting.devices;
        text += sighting.addresses;
        text += packet.ip;
        text += " TTL=";
        number(sighting.ttl);
        text += packet.transport;
        text += '\n';
        ++m_log.lines;
    }

    std::vector<Packet> newExchange()
    {
        const unsigned kind = random(20);
        if (kind < 14)
            return forwardedExchange(kind < 3);
        return kind < 17 ? exchangeWithRouter() : exchangeOfRouter();
    }

    // A host behind the tun asks the outside; MASQUERADE hides it behind the router's address.
    std::vector<Packet> forwardedExchange(bool firstOfConnection)
    {
        const std::string host = std::string(inside) + std::to_string(1 + random(90));
        const std::string server = std::string(outside) + std::to_string(1 + random(250));
        const bool isDropped = random(25) == 0;
        auto [request, reply] = newPackets();
        sighted(request, "IN=tun0 OUT= MAC= ", host, server, {"raw PREROUTING", "mangle PREROUTING"}, 64);
        if (firstOfConnection)
            sighted(request, "IN=tun0 OUT= MAC= ", host, server, {"nat PREROUTING"}, 64);
        ++m_log.forwarded;
        if (isDropped) {
            ++m_log.dropped;
            sighted(request, "IN=tun0 OUT=eth0 MAC= ", host, server, {"mangle FORWARD", "filter FORWARD"},
                    63);
            return {request};
        }
        sighted(request, "IN=tun0 OUT=eth0 MAC= ", host, server,
                {"mangle FORWARD", "filter FORWARD", "security FORWARD", "mangle POSTROUTING"}, 63);
        if (firstOfConnection)
            sighted(request, "IN=tun0 OUT=eth0 MAC= ", host, server, {"nat POSTROUTING"}, 63);

        const std::string ethernet = "MAC=" + std::string(mac) + ' ';
        sighted(reply, "IN=eth0 OUT= " + ethernet, server, std::string(router),
                {"raw PREROUTING", "mangle PREROUTING"}, 57);
        sighted(reply, "IN=eth0 OUT=tun0 " + ethernet, server, host,
                {"mangle FORWARD", "filter FORWARD", "security FORWARD"}, 56);
        sighted(reply, "IN=eth0 OUT=tun0 MAC= ", server, host, {"mangle POSTROUTING"}, 56);
        ++m_log.forwarded;
        return {request, reply};
    }

    // The outside pings the router.
    std::vector<Packet> exchangeWithRouter()
    {
        const std::string peer = std::string(outside) + std::to_string(1 + random(250));
        auto [request, reply] = newPackets();
        sighted(request, "IN=eth0 OUT= MAC=" + std::string(mac) + ' ', peer, std::string(router),
                {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING", "mangle INPUT", "filter INPUT",
                 "nat INPUT", "security INPUT"},
                57);
        sighted(reply, "IN= OUT=eth0 ", std::string(router), peer,
                {"raw OUTPUT", "mangle OUTPUT", "filter OUTPUT", "security OUTPUT", "mangle POSTROUTING"},
                64);
        ++m_log.localIn;
        ++m_log.localOut;
        return {request, reply};
    }

    // The router asks the outside itself.
    std::vector<Packet> exchangeOfRouter()
    {
        const std::string peer = std::string(outside) + std::to_string(1 + random(250));
        auto [request, reply] = newPackets();
        sighted(request, "IN= OUT=eth0 ", std::string(router), peer,
                {"raw OUTPUT", "mangle OUTPUT", "nat OUTPUT", "filter OUTPUT", "security OUTPUT",
                 "mangle POSTROUTING", "nat POSTROUTING"},
                64);
        sighted(reply, "IN=eth0 OUT= MAC=" + std::string(mac) + ' ', peer, std::string(router),
                {"raw PREROUTING", "mangle PREROUTING", "mangle INPUT", "filter INPUT", "security INPUT"},
                57);
        ++m_log.localOut;
        ++m_log.localIn;
        return {request, reply};
    }

    struct Pair {
        Packet request, reply;
    };
    // Mostly pings, some TCP and UDP.
    Pair newPackets()
    {
        const unsigned id = random(65536), port = 32768 + random(28000), kind = random(10);
        Pair pair;
        const auto make = [&](Packet& packet, unsigned length, const std::string& transport) {
            packet.ip = " LEN=" + std::to_string(length) + " TOS=0x00 PREC=0x00";
            packet.transport =
                " ID=" + std::to_string(1 + random(65535)) + (kind == 9 ? " DF" : "") + transport;
        };
        if (kind < 7) {
            const std::string echo =
                " CODE=0 ID=" + std::to_string(id) + " SEQ=" + std::to_string(random(1000)) + ' ';
            make(pair.request, 84, " PROTO=ICMP TYPE=8" + echo);
            make(pair.reply, 84, " PROTO=ICMP TYPE=0" + echo);
        } else if (kind < 9) {
            make(pair.request, 71, " PROTO=UDP SPT=" + std::to_string(port) + " DPT=53 LEN=51 ");
            make(pair.reply, 103, " PROTO=UDP SPT=53 DPT=" + std::to_string(port) + " LEN=83 ");
        } else {
            make(pair.request, 60,
                 " PROTO=TCP SPT=" + std::to_string(port) + " DPT=443 WINDOW=64240 RES=0x00 SYN URGP=0 ");
            make(pair.reply, 60,
                 " PROTO=TCP SPT=443 DPT=" + std::to_string(port) + " WINDOW=65160 RES=0x00 ACK SYN URGP=0 ");
        }
        return pair;
    }

    static void sighted(Packet& packet, const std::string& devices, const std::string& source,
                        const std::string& destination, std::initializer_list<std::string_view> chains,
                        unsigned ttl)
    {
        for (const auto chain : chains) {
            const auto blank = chain.find(' ');
            packet.sightings.push_back({*chainNamed(chain.substr(0, blank), chain.substr(blank + 1)), devices,
                                        "SRC=" + source + " DST=" + destination, ttl});
        }
    }

    std::minstd_rand m_random{114514};
    std::array<Cpu, 2> m_cpus;
    std::uint64_t m_timeUs = 2'787'742'949, m_sequence = 1'207'857;
    GeneratedLog m_log;
};

} // namespace

GeneratedLog generateLog(std::uint32_t lines)
{
    return Generator().run(lines);
}

} // namespace hookwalk::test
