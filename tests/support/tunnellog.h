// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a machine with a tunnel: a packet, and the one that carries it.
#pragma once

#include "traversal/trace.h"

#include <string>
#include <vector>

namespace hookwalk::test
{

inline const std::vector<std::string> preroutingChains{"raw PREROUTING", "mangle PREROUTING",
                                                       "nat PREROUTING"};
inline const std::vector<std::string> inputChains{"mangle INPUT", "filter INPUT", "security INPUT",
                                                  "nat INPUT"};
inline const std::vector<std::string> outputChains{"raw OUTPUT", "mangle OUTPUT", "nat OUTPUT",
                                                   "filter OUTPUT", "security OUTPUT"};
inline const std::vector<std::string> postroutingChains{"mangle POSTROUTING", "nat POSTROUTING"};

// What `ip link add vxlan0 type vxlan id 5 remote 198.51.100.2 dstport 4789` makes of a packet, and its like.
struct Outer {
    std::string rest; // from PROTO= on
    int more;         // bytes of headers before the inner one
};

class TunnelLog
{
public:
    void inner(const std::vector<std::string>& chains, const std::string& in, const std::string& out, int id)
    {
        for (const auto& chain : chains)
            line(chain, in, out, "SRC=192.168.69.1 DST=203.0.113.29 LEN=84", id,
                 "PROTO=ICMP TYPE=8 CODE=0 ID=" + std::to_string(id) + " SEQ=0");
    }
    void outer(const std::vector<std::string>& chains, const std::string& in, const std::string& out,
               int ipId, const Outer& made,
               const std::string& addresses = "SRC=198.51.100.1 DST=198.51.100.2")
    {
        for (const auto& chain : chains)
            line(chain, in, out, addresses + " LEN=" + std::to_string(84 + made.more), ipId, made.rest);
    }
    // Of the inner packet, as it leaves by a device: whole, or its first fragment, or a later one.
    void frame(const std::string& device, int id, int length = 84, const std::string& fragment = "")
    {
        const bool isLater = fragment.starts_with("FRAG:");
        add(",source=wire-out;IN= OUT=" + device + " SRC=192.168.69.1 DST=203.0.113.29 LEN=" +
            std::to_string(length) + " TOS=0x00 PREC=0x00 TTL=64 ID=" + std::to_string(id) + ' ' + fragment +
            (isLater ? " PROTO=ICMP " : " PROTO=ICMP TYPE=8 CODE=0 ID=" + std::to_string(id) + " SEQ=0 "));
    }
    // What the kernel says of a device; port 0: not told.
    void link(const std::string& name, const std::string& kind, int port = 0,
              const std::string& encapsulation = "")
    {
        auto told = "{\"name\":\"" + name + "\",\"kind\":\"" + kind + "\",\"up\":true,\"carrier\":true";
        if (port != 0)
            told += ",\"port\":" + std::to_string(port);
        if (!encapsulation.empty())
            told += ",\"encapsulation\":\"" + encapsulation + '"';
        fact("links", '[' + told + ",\"mtu\":1450,\"addresses\":[]}]");
    }
    void fact(const std::string& kind, const std::string& json)
    {
        m_text += "6,0," + std::to_string(1'000'000 + 5 * m_number) + ",-,source=hookwalk;hookwalk " + kind +
                  ' ' + json + '\n';
    }
    Trace trace() const { return Trace::fromText(m_text); }

private:
    void line(std::string chain, const std::string& in, const std::string& out, const std::string& addresses,
              int ipId, const std::string& rest)
    {
        chain.replace(chain.find(' '), 1, "-");
        add(';' + chain + " [1]IN=" + in + " OUT=" + out + ' ' + (in.empty() ? "" : "MAC= ") + addresses +
            " TOS=0x00 PREC=0x00 TTL=64 ID=" + std::to_string(ipId) + ' ' + rest + ' ');
    }
    // Behind the number and the time of the record.
    void add(const std::string& rest)
    {
        ++m_number;
        m_text += "7," + std::to_string(m_number) + ',' + std::to_string(1'000'000 + 5 * m_number) + ",-" +
                  rest + '\n';
    }

    std::string m_text;
    int m_number = 0;
};

} // namespace hookwalk::test
