// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/pseudonyms.h"

#include <algorithm>
#include <cctype>
#include <nettle/aes.h>
#include <set>
#include <stdexcept>
#include <sys/random.h>
#include <vector>

namespace hookwalk::recording
{

namespace
{

constexpr int firstNumber = 9001; // of names: few real ones are as high

struct Kind {
    IpAddress first;
    unsigned prefix; // of 128 bits; of IPv4 behind the 96 of ::ffff:0:0
    bool stays;
};

// IANA's special-purpose address registries, as far as a packet's way depends on them.
const std::vector<Kind>& kinds()
{
    static const auto all = [] {
        std::vector<Kind> made;
        const auto add = [&](const char* text, bool stays) {
            const auto network = Network::parse(text).value();
            made.push_back({network.address, network.prefix + (network.address.isV4() ? 96U : 0U), stays});
        };
        for (const char* stays : {"0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "192.0.2.0/24",
                                  "198.51.100.0/24", "203.0.113.0/24", "ff00::/8", "2001:db8::/32"})
            add(stays, true);
        for (const char* changes :
             {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
              "198.18.0.0/15", "fc00::/7", "fe80::/10", "fe80::/64", "64:ff9b::/96", "ff02::1:ff00:0/104"})
            add(changes, false);
        made.push_back({IpAddress(), 127, true}); // :: and ::1
        made.push_back({IpAddress::v4(0), 96, false});
        return made;
    }();
    return all;
}

bool bitOf(const IpAddress& address, unsigned bit)
{
    return (address.bytes[bit / 8] >> (7 - bit % 8) & 1U) != 0;
}

bool shareBits(const IpAddress& a, const IpAddress& b, unsigned bits)
{
    for (unsigned i = 0; i < bits; ++i) {
        if (bitOf(a, i) != bitOf(b, i))
            return false;
    }
    return true;
}

// The narrowest kind that the address is of.
bool staysAsItIs(const IpAddress& address)
{
    const Kind* narrowest = nullptr;
    for (const Kind& kind : kinds()) {
        if (shareBits(address, kind.first, kind.prefix) &&
            (narrowest == nullptr || narrowest->prefix < kind.prefix))
            narrowest = &kind;
    }
    return narrowest != nullptr && narrowest->stays;
}

// How many of its first bits tell kinds apart: none of those below is divided any more.
unsigned bitsOfKind(const IpAddress& address)
{
    unsigned bits = 0;
    for (const Kind& kind : kinds()) {
        unsigned common = 0;
        while (common < kind.prefix && bitOf(address, common) == bitOf(kind.first, common))
            ++common;
        bits = std::max(bits, std::min(common + 1, kind.prefix));
    }
    return bits;
}

bool isTerm(const std::string& word)
{
    static const std::set<std::string, std::less<>> terms{
        "input",      "output",   "forward",  "prerouting", "postrouting", "ingress",  "egress",
        "filter",     "nat",      "mangle",   "raw",        "security",    "accept",   "accepted",
        "drop",       "dropped",  "reject",   "rejected",   "deny",        "denied",   "allow",
        "allowed",    "block",    "blocked",  "log",        "return",      "queue",    "masquerade",
        "snat",       "dnat",     "redirect", "mark",       "connmark",    "ct",       "notrack",
        "tcpmss",     "tproxy",   "trace",    "classify",   "set",         "nflog",    "nfqueue",
        "ulog",       "ufw",      "audit",    "limit",      "shorewall",   "fwd",      "fwdi",
        "fwdo",       "in",       "out",      "inp",        "inbound",     "outbound", "pre",
        "post",       "policy",   "rule",     "final",      "state",       "invalid",  "new",
        "policydrop", "rpfilter", "ipv4",     "ipv6",       "ip",          "ip6",      "inet",
        "arp",        "bridge",   "tcp",      "udp",        "icmp",        "icmpv6",   "firewall",
        "iptables",   "nft",      "nftables", "csf",        "vyos",        "pve",      "openwrt",
        "firewalld",  "wan",      "lan",      "dmz",        "public",      "external", "internal",
        "hookwalk",   "martian",  "source",   "kernel",     "a",           "d",        "r",
        "c",          "j",        "q",        "jump",       "goto",        "continue"};
    return terms.contains(word);
}

std::string lower(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return small;
}

bool isOfWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

} // namespace

struct Pseudonyms::Cipher {
    aes128_ctx context{};
};

Pseudonyms::Key Pseudonyms::randomKey()
{
    Key key{};
    if (::getrandom(key.data(), key.size(), 0) != static_cast<ssize_t>(key.size()))
        throw std::runtime_error("getrandom"); // cannot be: it never gives less than 256 bytes (getrandom(2))
    return key;
}

Pseudonyms::Pseudonyms(const Key& key)
    : m_cipher(std::make_unique<Cipher>())
{
    aes128_set_encrypt_key(&m_cipher->context, key.data());
}

Pseudonyms::~Pseudonyms() = default;

Pseudonyms::Key Pseudonyms::encrypted(const Key& block) const
{
    Key out{};
    aes128_encrypt(&m_cipher->context, out.size(), out.data(), block.data());
    return out;
}

// Each bit from there on is turned or not, as a keyed hash (CBC-MAC) of the bits before it and of their number says.
IpAddress Pseudonyms::flipped(const IpAddress& real, unsigned from) const
{
    IpAddress other = real;
    Key before{};
    for (unsigned bit = 0; bit < 128; ++bit) {
        const auto mask = static_cast<std::uint8_t>(0x80U >> bit % 8);
        if (bit >= from) {
            auto block = encrypted(before);
            block[0] ^= static_cast<std::uint8_t>(bit);
            if ((encrypted(block)[0] & 1U) != 0)
                other.bytes[bit / 8] ^= mask;
        }
        before[bit / 8] |= static_cast<std::uint8_t>(real.bytes[bit / 8] & mask);
    }
    return other;
}

IpAddress Pseudonyms::address(const IpAddress& real)
{
    if (const auto known = m_addresses.find(real); known != m_addresses.end())
        return known->second;
    const auto other = staysAsItIs(real) ? real : flipped(real, bitsOfKind(real));
    m_addresses.emplace(real, other);
    return other;
}

Network Pseudonyms::network(const Network& real)
{
    const Network other{address(real.address), real.prefix};
    return real.subnet().address == real.address ? other.subnet() : other;
}

Pseudonyms::Mac Pseudonyms::mac(const Mac& real)
{
    constexpr std::uint8_t group = 1, local = 2;
    const bool tellsAddress = real[0] == 0x33 && real[1] == 0x33 && real[2] == 0xff; // RFC 4291, 2.7.1
    if (real == Mac{} || ((real[0] & group) != 0 && !tellsAddress))
        return real;
    Key block{'m', 'a', 'c'};
    std::ranges::copy(real, block.begin() + 4);
    const auto random = encrypted(block);
    Mac other{};
    std::copy_n(random.begin(), other.size(), other.begin());
    if (tellsAddress)
        std::copy_n(real.begin(), 3, other.begin());
    else
        other[0] = static_cast<std::uint8_t>((other[0] & ~group) | local);
    return other;
}

std::string Pseudonyms::device(const std::string& real)
{
    if (real.empty() || real == "lo" || real == "*" || real == "+")
        return real;
    std::string& other = m_devices[real];
    if (other.empty()) {
        const auto stem = real.substr(0, real.find_first_of("0123456789"));
        const bool isTun = stem == "tun" || stem == "tap" || stem == "utun" || stem == "hookwalk";
        other =
            (isTun ? "tun" : "dev") + std::to_string(firstNumber - 1 + static_cast<int>(m_devices.size()));
    }
    return other;
}

std::string Pseudonyms::words(std::string_view text)
{
    std::string all;
    while (!text.empty()) {
        const auto length = static_cast<std::size_t>(std::ranges::find_if_not(text, isOfWord) - text.begin());
        const auto word = text.substr(0, length);
        const bool isNumber = word.find_first_not_of("0123456789") == word.npos;
        if (isNumber || isTerm(lower(word))) {
            all += word;
        } else {
            std::string& name = m_names[std::string(word)];
            if (name.empty())
                name = "name" + std::to_string(firstNumber - 1 + static_cast<int>(m_names.size()));
            all += name;
        }
        text.remove_prefix(length);
        if (!text.empty()) {
            all += text[0];
            text.remove_prefix(1);
        }
    }
    return all;
}

} // namespace hookwalk::recording
