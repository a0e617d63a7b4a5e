// SPDX-License-Identifier: GPL-3.0-or-later
// Other addresses and names for real ones, the same one always for the same one.
#pragma once

#include "model/network.h"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace hookwalk::recording
{

class Pseudonyms
{
public:
    using Key = std::array<std::uint8_t, 16>;
    static Key randomKey(); // getrandom(2)

    explicit Pseudonyms(const Key& key);
    ~Pseudonyms();
    Pseudonyms(const Pseudonyms&) = delete;
    Pseudonyms& operator=(const Pseudonyms&) = delete;

    // Two addresses that have the first N bits in common have N in common afterwards, and no more (Crypto-PAn: Xu, Fan, Ammar,
    // Moon: "Prefix-Preserving IP Address Anonymization", ICNP 2002, with a CBC-MAC of AES). What is of a kind stays of it: an
    // address of 10.0.0.0/8 becomes one of 10.0.0.0/8, a public one another public one. For that its first bits stay, as
    // far as they tell the kinds apart. Loopback, multicast, broadcast, unspecified and documentation addresses
    // (RFC 5737, RFC 3849: the lab's) stay as they are.
    IpAddress address(const IpAddress& real);
    Network network(const Network& real); // its host bits only where the real one has some

    using Mac = std::array<std::uint8_t, 6>;
    Mac mac(const Mac& real); // locally administered; of groups only what tells an address (33:33:ff…)

    // "lo" stays, a tun is told by its name: tun9001; others dev9001, dev9002, … in the order in which they are met.
    std::string device(const std::string& real);
    // Each word that is no term of firewalls ("filter", "DROP", "UFW") and no number: name9001, …
    std::string words(std::string_view text);

private:
    struct Cipher;
    Key encrypted(const Key& block) const;
    IpAddress flipped(const IpAddress& real, unsigned from) const;

    std::unique_ptr<Cipher> m_cipher;
    std::map<IpAddress, IpAddress> m_addresses;
    std::unordered_map<std::string, std::string> m_devices, m_names;
};

} // namespace hookwalk::recording
