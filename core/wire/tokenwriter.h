// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the tokens of a LOG line together out of what another tool said. Internal to wire.
#pragma once

#include "wire/token.h"

#include <string>

namespace hookwalk::wire
{

// The words of a text one after another.
class Words
{
public:
    explicit Words(Text text)
        : m_rest(text)
    {
    }
    // Empty at the end.
    Text next()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t"), m_rest.size()));
        const Text word = m_rest.substr(0, m_rest.find_first_of(" \t"));
        m_rest.remove_prefix(word.size());
        return word;
    }
    Text rest() const { return m_rest; } // with the blank before it

private:
    Text m_rest;
};

// What is known of a packet, as the LOG line writes it; "": not known. Written in the kernel's order.
struct PacketTokens {
    std::string prefix;
    std::string in, out, macsrc, macdst, macproto;
    std::string src, dst, len, ds /* DS byte, decimal */, ttl, id, tc, hoplimit, flowlbl, flags;
    std::string proto; // name, or number
    std::string spt, dpt, seq, ack, window, tcpFlags, urgp, udpLen;
    std::string type, code, icmpId, icmpSeq, mtu;
    std::string uid, gid, mark;

    std::string line() const;
};

// "6" is "TCP"; other numbers as they are.
std::string_view protocolName(std::string_view number);

} // namespace hookwalk::wire
