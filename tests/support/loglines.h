// SPDX-License-Identifier: GPL-3.0-or-later
// Writes LOG lines of made-up packets for tests, in the form of /dev/kmsg.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace hookwalk::test
{

struct Echo {
    std::string in = {}, out = {};
    std::string source = "192.168.69.1", destination = "203.0.113.29";
    int ttl = 64, ipId = 1, type = 8, id = 7, sequence = 0, length = 41;
    std::string token = {}; // four hex digits
};

// The chains of a forwarded request, and the request as it looks at one of them.
inline const std::vector<std::string> requestChains{
    "raw PREROUTING", "mangle PREROUTING", "nat PREROUTING",     "mangle FORWARD",
    "filter FORWARD", "security FORWARD",  "mangle POSTROUTING", "nat POSTROUTING"};
inline Echo requestAt(const std::string& chain, int id = 7, int ipId = 1)
{
    Echo echo{"tun0", ""};
    echo.id = id;
    echo.ipId = ipId;
    if (chain.ends_with("FORWARD") || chain.ends_with("POSTROUTING")) {
        echo.out = "eth0";
        echo.ttl = 63;
    }
    return echo;
}

class LogLines
{
public:
    // What follows comes from this source: "nflog", "nftrace,packet=0000002a", "wire-in", …; "": the kernel
    // log.
    LogLines& from(const std::string& source)
    {
        m_source = source.empty() ? "" : ",source=" + source;
        return *this;
    }
    LogLines& add(const std::string& prefix, const Echo& echo, int gapUs = 5)
    {
        m_time += gapUs;
        m_text += "7," + std::to_string(++m_sequences[channel()]) + ',' + std::to_string(m_time) + ",-" +
                  m_source + (echo.token.empty() ? "" : ",token=" + echo.token) + ";" + prefix +
                  "IN=" + echo.in + " OUT=" + echo.out + ' ' + (echo.in.empty() ? "" : "MAC= ") +
                  "SRC=" + echo.source + " DST=" + echo.destination + " LEN=" + std::to_string(echo.length) +
                  " TOS=0x00 PREC=0x00 TTL=" + std::to_string(echo.ttl) + " ID=" + std::to_string(echo.ipId) +
                  " PROTO=ICMP TYPE=" + std::to_string(echo.type) + " CODE=0 ID=" + std::to_string(echo.id) +
                  " SEQ=" + std::to_string(echo.sequence) + " \n";
        return *this;
    }
    // A chain's trace point: "nat PREROUTING" becomes the prefix "nat-PREROUTING [1]".
    LogLines& at(std::string chain, const Echo& echo, int gapUs = 5)
    {
        chain.replace(chain.find(' '), 1, "-");
        return add(chain + " [1]", echo, gapUs);
    }
    // Records of the source that do not stand in the log.
    LogLines& lose(int records)
    {
        m_sequences[channel()] += records;
        return *this;
    }
    LogLines& raw(const std::string& line)
    {
        m_text += line + '\n';
        return *this;
    }
    // A fact (wire/factline.h); its JSON may stand on several lines here.
    LogLines& fact(const std::string& kind, std::string json)
    {
        std::erase(json, '\n');
        return raw("6,0," + std::to_string(m_time) + ",-,source=hookwalk;hookwalk " + kind + ' ' + json);
    }
    const std::string& text() const { return m_text; }

private:
    // Each source numbers its own records; frames in and out are of one.
    std::string channel() const
    {
        return m_source.starts_with(",source=wire-") ? "wire" : m_source.substr(0, m_source.find(',', 1));
    }
    std::string m_text, m_source;
    std::map<std::string, int> m_sequences;
    int m_time = 1'000'000;
};

} // namespace hookwalk::test
