// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/skim.h"

#include "wire/plaintext.h"
#include "wire/usualline.h"

namespace hookwalk::wire
{

namespace
{

// "7,1207858,2787742949,-;" of /dev/kmsg, or "[ 5281.733217] " of dmesg, taken from the front of the line.
bool takeTime(std::string_view& line, Skimmed& skimmed)
{
    const char* at = line.data();
    const char* const end = at + line.size();
    const auto takes = [&](char wanted) {
        const bool begins = at != end && *at == wanted;
        at += begins ? 1 : 0;
        return begins;
    };
    // As LogReader takes them: no leading zero, at most 15 digits.
    const auto number = [&](std::uint64_t& value) {
        const Digits digits = leadingDigits(at, end);
        const bool isPlain = digits.count == 1 || (digits.count > 1 && digits.count <= 15 && *at != '0');
        at += digits.count;
        value = digits.value;
        return isPlain;
    };
    std::uint64_t seconds = 0, level = 0, record = 0, time = 0;
    if (takes('[')) {
        while (takes(' ')) {
        }
        if (!number(seconds) || seconds > 999'999'999 || !takes('.'))
            return false;
        const Digits fraction = leadingDigits(at, end);
        if (fraction.count != 6)
            return false;
        at += 6;
        skimmed.timeUs = static_cast<std::int64_t>(seconds * 1'000'000 + fraction.value);
        if (!takes(']') || !takes(' '))
            return false;
    } else {
        // A facility other than kern makes the level larger.
        if (!number(level) || level > 7 || !takes(',') || !number(record) || !takes(',') || !number(time) ||
            !takes(',') || !takes('-'))
            return false;
        skimmed.timeUs = static_cast<std::int64_t>(time);
        skimmed.record = record;
        skimmed.saysRecord = true;
        skimmed.saysSource = !takes(';');
        if (skimmed.saysSource) {
            const auto* const head = static_cast<const char*>(
                takes(',') ? std::memchr(at, ';', static_cast<std::size_t>(end - at)) : nullptr);
            if (head == nullptr)
                return false;
            at = head + 1;
        }
    }
    line.remove_prefix(static_cast<std::size_t>(at - line.data()));
    return true;
}

struct IcmpSlots {
    std::uint8_t &type, &code;
    std::uint16_t &id, &sequence;
};
struct PortSlots {
    std::uint16_t &sourcePort, &destinationPort;
    Unread length = {}, sequence = {}, acknowledged = {}, window = {}, urgent = {}, reserved = {}, flags = {};
};

struct SkimmedSlots {
    Skimmed& to;
    Text &in = to.in, &out = to.out;
    std::uint32_t &source = to.source, &destination = to.destination, &length = to.length;
    std::uint8_t& ttl = to.ttl;
    std::uint16_t& ipId = to.ipId;
    Unread mac = {}, tos = {}, prec = {}, flags = {};
    Text protocol = {};

    IcmpSlots icmp() const
    {
        to.protocol = 1;
        return {to.icmpType, to.icmpCode, to.portA, to.portB};
    }
    PortSlots udp() const { return ports(17); }
    PortSlots tcp() const { return ports(6); }

private:
    PortSlots ports(std::uint8_t protocolNumber) const
    {
        to.protocol = protocolNumber;
        return {to.portA, to.portB};
    }
};

// As line.find("IN="). Prefixes hold many an "I", and hardly a "=".
std::size_t findIn(std::string_view line)
{
    for (auto at = line.find('=', 2); at != std::string_view::npos; at = line.find('=', at + 1)) {
        if (line[at - 1] == 'N' && line[at - 2] == 'I')
            return at - 2;
    }
    return std::string_view::npos;
}

} // namespace

[[gnu::flatten]] // a tenth of all calls would else be those of its small steps
bool skim(std::string_view line, Skimmed& skimmed)
{
    skimmed.saysSource = skimmed.saysRecord = false;
    if (!takeTime(line, skimmed)) // syslog's, and its kin
        return false;
    // The prefix may hold anything; the first "IN=" whose rest is a whole LOG line to the last byte is the kernel's. A
    // device with "=" may be the end of the prefix ("IN=IN=eth0"): that is left to the full reader.
    const auto in = findIn(line);
    if (in == std::string_view::npos)
        return false;
    skimmed.prefix = line.substr(0, in);
    skimmed.icmpType = skimmed.icmpCode = 0;
    const auto isAsItSeems = [](std::string_view device) {
        return device.find_first_of("=\\") == std::string_view::npos && !mayNeedPlainText(device);
    };
    return !mayNeedPlainText(skimmed.prefix) && readUsualBody(line.substr(in), SkimmedSlots{skimmed}) &&
           isAsItSeems(skimmed.in) && isAsItSeems(skimmed.out);
}

} // namespace hookwalk::wire
