// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one line of the kernel's netfilter LOG output (net/netfilter/nf_log_syslog.c) in whatever wrapping it
// was saved: dmesg, /dev/kmsg, syslog, journal. Nothing is allocated: every text is a view into the line.
// A token that cannot be trusted is left out and named in `damaged`; nothing is guessed. That is the case for
//  - a known token whose value does not fit, that comes twice, or that stands where the kernel never prints
//  it;
//  - the last token of a line that ends before the kernel was done (a cut line): more digits may have
//  followed.
//    Short forms that the kernel itself prints (TRUNCATED, INCOMPLETE, fragments, ESP, frames that are no IP)
//    are whole. Where such a form is rare and a cut likely, the blank that the kernel puts behind each token
//    decides;
//  - a word before the last known token that the grammar does not have. KEY=value there is believed to be a
//  token of a
//    kernel newer than this reader, and passed over, unless a token that the kernel always prints is missing;
//  - a last word that is the beginning of a token ("MAR").
// Other text behind the last token (a viewer's note) is passed over.
#pragma once

#include "model/chain.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

// A text that may be absent: data() is null where the line did not have it. "OUT=" without a value is present
// and empty.
using Text = std::string_view;
constexpr bool has(Text text)
{
    return text.data() != nullptr;
}
using Number = std::optional<std::uint32_t>;

// A small list without allocation; what does not fit is counted, not kept.
template<std::size_t Capacity> struct TextList {
    union { // in a union, so that an empty list costs nothing to make
        std::array<Text, Capacity> items;
    };
    std::uint8_t count = 0;
    std::uint8_t dropped = 0;

    TextList() {}
    void add(Text text)
    {
        if (count < Capacity)
            items[count++] = text;
        else
            ++dropped;
    }
    const Text* begin() const { return items.data(); }
    const Text* end() const { return items.data() + count; }
    bool empty() const { return count == 0; }
};

struct IcmpPart {
    Number type, code, id, seq, mtu, parameter;
    Text gateway; // dotted, as printed
    Text pointer; // ICMPv6, 8 hex digits, as printed
};

struct TcpPart {
    Number spt, dpt, seq, ack, window, urgp;
    Text res;           // hex, as printed
    Text opt;           // hex, as printed, or "TRUNCATED"
    TextList<10> flags; // AE CWR ECE URG ACK PSH RST SYN FIN, as printed
};

struct UdpPart {
    Number spt, dpt, len; // len: the UDP length, bytes
};

struct ArpPart {
    Number htype, opcode;
    Text ptype, macsrc, ipsrc, macdst, ipdst; // as printed
};

// The network and transport part; used for the packet itself and for the one quoted in brackets by an ICMP
// error.
struct PacketPart {
    Text src, dst;           // as printed
    Number len;              // IPv4 total length; IPv6 payload + 40
    Text tos, prec;          // IPv4, hex as printed
    Number ttl, hoplimit;    // IPv4 / IPv6
    Text id;                 // IPv4: decimal; IPv6 fragment: 8 hex digits; as printed
    Number tc, flowlbl;      // IPv6
    Number frag;             // IPv4: 8-byte units; IPv6: bytes
    Text opt;                // IP options, hex as printed
    Text proto;              // "ICMP", "TCP", "47", as printed
    TextList<6> flags;       // CE DF MF INCOMPLETE (IPv6 fragment) TRUNCATED, as printed
    Number incomplete;       // "INCOMPLETE [n bytes]": n
    Number unknownExtension; // IPv6, "Unknown Ext Hdr n": n
    std::optional<IcmpPart> icmp;
    std::optional<TcpPart> tcp;
    std::optional<UdpPart> udp;
    Text ahSpi, espSpi; // hex, as printed
};

// How the wrapping of a line wrote bytes that are not plain text; the views still hold them so.
enum class Escapes : std::uint8_t { None, Kmsg /* \xNN */, Json /* \n \" \u00e4 */ };

enum class TraceType : std::uint8_t { None, Rule, Return, Policy }; // of an iptables TRACE prefix

struct LogLine {
    std::optional<std::int64_t> timeUs; // see LogReader
    Text host;                          // the machine that logged it, as its wrapping names it
    Text prefix;                        // the rule author's text, exactly as the kernel printed it
    Text family;                        // "inet", where the text names it (nft monitor trace)
    Text table, chain;              // named by the prefix ("nat-PREROUTING [7]", "TRACE: raw:OUTPUT:rule:1 ")
    Text tag;                       // of a trace point of Hookwalk's: "7"
    std::optional<Chain> baseChain; // the same as a value, where it is one of the 17
    std::optional<Hook> hook;       // where it was logged, told by number (ulogd2)
    std::uint32_t packetId = 0;     // nftrace's number of the packet, see Origin; 0: none
    TraceType traceType = TraceType::None;
    Number traceNumber; // number of the rule in its chain, from 1
    Text in, out, physin, physout, mac, macsrc, macdst, macproto, vproto, tunnel;
    Number vid;
    std::optional<ArpPart> arp;
    PacketPart packet;
    std::optional<PacketPart> inner; // what an ICMP error quotes
    Number uid, gid;
    Text mark;                       // hex, as printed
    TextList<16> damaged;            // tokens that could not be trusted, as printed, in their order
    Escapes escapes = Escapes::None; // written so in prefix and device names
    // What the views point into where the text had to be written anew before it could be read (tabs, colours, another
    // tool's language); else null, and they point into the text itself.
    std::shared_ptr<const std::string> rewritten;
};

// Reads lines one after another; remembers only what the time stamps need (dmesg -H prints differences).
// timeUs is in microseconds on the line's own clock:
//  - since boot where the line carries the kernel's own time ([ 5281.733217], /dev/kmsg);
//  - since 1970-01-01 UTC where it has a full date (dmesg -T and dates without a zone are taken as UTC);
//  - since the start of the year where the date has no year (RFC 3164, dmesg -H), or since the first line
//  where there
//    are only differences;
//  - nothing where there is no time. Differences within one file are right in every case.
class LogReader
{
public:
    // False: not a netfilter LOG line (`line` is then unspecified). `text` has no line end; the views in
    // `line` point into it, or into line.rewritten.
    bool read(std::string_view text, LogLine& line);

    // The same for lines that may hold several packets: calls take(record) for each, the part of the text that holds
    // it. Returns how many there were.
    template<typename Take> std::size_t readEach(std::string_view text, LogLine& line, Take take)
    {
        std::size_t count = 0;
        do { // an empty line means something, what is left of a line that was read does not
            const auto record = readFirst(text, line);
            if (!record)
                break;
            ++count;
            take(*record);
            text.remove_prefix(record->size());
        } while (!text.empty());
        return count;
    }

    // Where a record of several lines begins (journalctl -o json-pretty): takes its time and host, which may stand behind
    // its packet. `text` goes on behind the first line, which was read; most texts begin with no such record.
    void lookAhead(std::string_view text);

    // What one line says about the time of the next.
    struct Clock {
        std::int64_t relativeUs = 0; // dmesg -H: the last minute named and the differences since then
        std::optional<std::int64_t>
            recordUs;           // time of a record of several lines, from a line before its packet
        std::string recordHost; // its host; "": not named
        bool inBytes = false;   // a field of it that is no text has begun
        bool leapYear = false;  // a 29 February was seen among dates without a year
    };

private:
    std::optional<std::string_view> readFirst(std::string_view text, LogLine& line);
    bool readAsItIs(std::string_view text, LogLine& line);
    bool readInJson(std::string_view text, std::string_view string, std::size_t start, LogLine& line);
    bool readOtherTools(std::string_view text, LogLine& line);
    bool readRewritten(std::string text, LogLine& line);

    Clock m_clock;
    bool m_isOtherTools = false; // what is read is another tool's packet, written as a LOG line
    bool m_isUsual = false;      // the latest line was read in one go: nothing stands behind its packet
};

} // namespace hookwalk::wire
