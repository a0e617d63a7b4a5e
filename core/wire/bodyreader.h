// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a LOG line from "IN=" on, token by token. Which tokens there are, and where each may stand, is the
// table in tokenrules.cpp; when a line is whole is decided in completeness.cpp. Internal to wire.
#pragma once

#include "wire/logline.h"

namespace hookwalk::wire
{

// Where in the line the reader is; a set of bits, so that a rule can name several.
enum Phase : std::uint16_t {
    Link = 1,    // devices and link layer
    Network = 2, // IPv4 or IPv6 header, extension headers
    Arp = 4,     // after "ARP"; all that follow: after PROTO=
    Tcp = 8,
    Udp = 16, // UDP-Lite too
    Icmp = 32,
    Icmp6 = 64,
    Ah = 128,
    Esp = 256,
    OtherProtocol = 512,
    LostProtocol = 1024, // PROTO= is missing or damaged: no transport token can be placed
};
inline constexpr std::uint16_t anyPhase = 0xffff;

struct BodyState {
    LogLine& line;
    PacketPart* part; // line.packet, or line.inner between the brackets
    const char* at;   // behind the token being read; a rule moves it over further words of its token
    const char* end;
    Phase phase = Link;
    Phase outerPhase = Link; // while in brackets: that of the packet around
    bool inBrackets = false;
    bool inOptions = false;    // IPv6, between "OPT (" and ")"
    Phase extension = Network; // in there: Ah or Esp whose SPI comes next
    Text lastToken = {};       // the last that was believed
    TextList<16> unknown = {}; // words that the grammar does not have

    bool isIpv6() const { return part->hoplimit || part->flowlbl || part->src.find(':') != Text::npos; }
    Text nextWord() const; // empty at the end
    // Where the word ends: at a blank, or at the "]" that closes the quoted packet ("TRUNCATED]" has no blank
    // before).
    const char* wordEnd(const char* word) const;
};

// Reads the tokens of `body` into `line`, which is fresh. `isSparing`: written by a tool that leaves out what the kernel
// always prints: the packet that an ICMP error quotes, the window of TCP.
void readBody(Text body, LogLine& line, bool isSparing = false);

// ---- tokenrules.cpp

struct Rule {
    Text key; // "TTL=", "FRAG:", or a bare word with the blank behind it: "DF "
    std::uint16_t phases;
    bool (*take)(BodyState& state, Text value); // false: the token cannot be trusted
    std::uint64_t word = 0, mask = 0;           // the first eight bytes of the key, for comparing
};

struct Match {
    const Rule* rule = nullptr;
    bool isMisplaced = false; // the grammar has the token, but not here
};
Match findRule(const char* word, const char* end, Phase phase);
// "MA" for MARK=: the first bytes of a token that may stand here.
bool beginsToken(Text word, Phase phase);

// ---- completeness.cpp

// The kernel would have printed more before ending the line here.
bool isCut(const BodyState& state, bool endsWithBlank);
// A token that the kernel always prints is not there.
bool lacksToken(const BodyState& state);

} // namespace hookwalk::wire
