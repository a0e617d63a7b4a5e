// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of each message and their ranges, defined once for both writer and reader of cbor.h.
#pragma once

#include "protocol/changefields.h"
#include "protocol/messages.h"
#include "wire/traceprefix.h"

namespace hookwalk::protocol
{

inline constexpr Range anyErrno{0, 4095}; // MAX_ERRNO, include/linux/err.h

template<typename Io> void fields(Io& io, Said& m)
{
    io.text("code", m.code, {0, 64});
    io.texts("values", m.values, {0, 9}, anyText);
    io.number("errno", m.systemError, anyErrno);
}

template<typename Io> void fields(Io& io, Sentences& m)
{
    io.list("said", m, {1, 8});
}

template<typename Io> void fields(Io& io, Hello& m)
{
    io.number("version", m.version, any32);
}

template<typename Io> void fields(Io&, MakeLab&) {}

template<typename Io> void fields(Io& io, OpenTun& m)
{
    io.text("name", m.name, anyName);
}

template<typename Io> void fields(Io& io, SetTrace& m)
{
    io.addresses("addresses", m.addresses, {1, 64});
    io.number("tag", m.tag, {1, wire::maxTag});
    io.choice("source", m.source, LogSource::Nftrace);
    io.flag("rules", m.rules);
    io.flag("connections", m.connections);
    io.flag("frames", m.frames);
    io.number("packets", m.packets, {1, 1'000'000});
}

template<typename Io> void fields(Io&, ClearTrace&) {}

template<typename Io> void fields(Io&, ShowTrace&) {}

template<typename Io> void fields(Io&, ShowRules&) {}

template<typename Io> void fields(Io&, Canary&) {}

template<typename Io> void fields(Io&, MarkCounters&) {}

template<typename Io> void fields(Io& io, RouteQuestion& m)
{
    io.address("source", m.source);
    io.address("destination", m.destination);
    io.text("in", m.in, anyName);
    io.number("protocol", m.protocol, {0, 255});
    io.number("mark", m.mark, any32);
    io.number("sourcePort", m.sourcePort, {0, 0xffff});
    io.number("destinationPort", m.destinationPort, {0, 0xffff});
    io.number("tos", m.tos, {0, 255});
}

template<typename Io> void fields(Io& io, Investigate& m)
{
    io.list("questions", m.questions, {0, 64});
}

template<typename Io> void fields(Io& io, Inject& m)
{
    io.text("device", m.device, anyName);
    io.bytes("packet", m.packet, {20, 1500});
}

template<typename Io> void fields(Io& io, SendHere& m)
{
    io.address("source", m.source);
    io.address("destination", m.destination);
    io.number("protocol", m.protocol, {1, 255});
    io.number("source_port", m.sourcePort, {0, 65535});
    io.number("destination_port", m.destinationPort, {0, 65535});
    io.number("ttl", m.ttl, {1, 255});
    io.flag("df", m.dontFragment);
    io.bytes("payload", m.payload, {0, 1472});
    io.number("timeout_ms", m.timeoutMs, {1, 60'000});
}

template<typename Io> void fields(Io&, UseHost&) {}

template<typename Io> void fields(Io&, WatchDevices&) {}

template<typename Io> void fields(Io&, ShowGateway&) {}

template<typename Io> void fields(Io&, Examine&) {}

template<typename Io> void fields(Io&, RestoreLeftovers&) {}

template<typename Io> void fields(Io&, Sync&) {}

template<typename Io> void fields(Io& io, Device& m)
{
    io.text("name", m.name, anyName);
    io.number("index", m.index, any32);
    io.flag("tap", m.tap);
    io.flag("persistent", m.persistent);
    io.flag("up", m.up);
    io.flag("carrier", m.carrier);
    io.flag("own", m.own);
    io.number("owner", m.owner, any32);
    io.number("group", m.group, any32);
    io.number("mtu", m.mtu, any32);
    io.number("queueLength", m.queueLength, any32);
    io.texts("addresses", m.addresses, {0, 64}, {1, 64});
    io.text("holder", m.holder, {0, 128});
    io.number("rxPackets", m.rxPackets, any64);
    io.number("rxBytes", m.rxBytes, any64);
    io.number("rxDropped", m.rxDropped, any64);
    io.number("txPackets", m.txPackets, any64);
    io.number("txBytes", m.txBytes, any64);
    io.number("txDropped", m.txDropped, any64);
}

template<typename Io> void fields(Io& io, DevicesShown& m)
{
    io.list("devices", m.devices, {0, 256});
    io.number("settings", m.settings, any32);
}

template<typename Io> void fields(Io& io, SettingShown& m)
{
    io.choice("kind", m.setting.kind, change::Setting::Kind::LogMartians);
    io.text("device", m.setting.device, anyName);
    io.text("value", m.value, {0, 255});
    io.text("former", m.former, {0, 255});
}

template<typename Io> void fields(Io& io, GatewayShown& m)
{
    io.number("request", m.request, any32);
    io.flag("forwarding", m.forwarding);
    io.flag("forwarding6", m.forwarding6);
    io.item("nat", m.nat);
    io.list("settings", m.settings, {0, 64});
    io.texts("otherNat", m.otherNat, {0, mostNatChains}, {1, 1024});
}

template<typename Io> void fields(Io&, std::monostate&) {}

template<typename Io> void fields(Io& io, Command& m)
{
    io.text("line", m.line, {1, 1024});
    io.flag("inPlace", m.inPlace);
}

template<typename Io> void fields(Io& io, Check& m)
{
    io.text("id", m.id, {1, 64});
    io.choice("health", m.health, Health::Bad);
    io.item("title", m.title);
    io.list("meaning", m.meaning, {0, 4});
    io.oneOf("remedy", m.remedy);
}

template<typename Io> void fields(Io& io, Examined& m)
{
    io.number("request", m.request, any32);
    io.list("checks", m.checks, {0, 64});
}

template<typename Io> void fields(Io& io, Restored& m)
{
    io.number("request", m.request, any32);
    io.list("done", m.done, {0, 256});
}

template<typename Io> void fields(Io& io, Done& m)
{
    io.number("request", m.request, any32);
    io.flag("withDescriptor", m.withDescriptor);
    io.list("lost", m.lost, {0, change::mostLostRoutes});
}

template<typename Io> void fields(Io& io, Refused& m)
{
    io.number("request", m.request, any32);
    io.choice("code", m.error.code, ErrorCode::Cancelled);
    io.number("errno", m.error.systemError, anyErrno);
    io.item("said", m.error.said);
    io.item("hint", m.error.hint);
    io.text("field", m.field, {0, 64});
}

template<typename Io> void fields(Io& io, LabMade& m)
{
    io.number("request", m.request, any32);
    io.text("tun", m.tun, anyName);
    io.address("tunAddress", m.tunAddress);
    io.address("pingSource", m.pingSource);
    io.text("network", m.network, anyName);
    io.address("networkAddress", m.networkAddress);
    io.address("gateway", m.gateway);
    io.address("farAddress", m.farAddress);
    io.text("lan", m.lan, anyName);
    io.address("lanServer", m.lanServer);
    io.address("tunAddress6", m.tunAddress6);
    io.address("pingSource6", m.pingSource6);
    io.address("networkAddress6", m.networkAddress6);
    io.address("farAddress6", m.farAddress6);
    io.address("lanServer6", m.lanServer6);
    io.flag("userNamespace", m.userNamespace);
}

template<typename Io> void fields(Io& io, TraceShown& m)
{
    io.number("request", m.request, any32);
    io.flag("active", m.active);
    io.number("tag", m.tag, {0, wire::maxTag});
    io.texts("chains", m.chains, {0, 64}, {1, 64});
    io.addresses("addresses", m.addresses, {0, 64});
    io.choice("source", m.source, LogSource::Nftrace);
    io.flag("rules", m.rules);
    io.flag("connections", m.connections);
    io.flag("frames", m.frames);
    io.number("room", m.room, any32);
    io.list("why", m.why, {0, 3});
    io.text("ruleset", m.ruleset, anyText);
}

template<typename Io> void fields(Io& io, Lost& m)
{
    io.number("kernelLog", m.kernelLog, any64);
    io.number("nflog", m.nflog, any64);
    io.number("nftrace", m.nftrace, any64);
    io.number("connections", m.connections, any64);
    io.number("frames", m.frames, any64);
}

// Batches of events are raw bytes after the kind, in their own format, because there are many.
inline std::string& rawBytes(KernelLogLines& m)
{
    return m.text;
}

inline std::string& rawBytes(PacketReports& m)
{
    return m.bytes;
}

inline std::string& rawBytes(Facts& m)
{
    return m.text;
}

// Checks that ranges cannot express.
template<typename Message> change::Checked checkFields(const Message&)
{
    return {};
}

inline change::Checked checkFields(const change::Change& m)
{
    return change::check(m);
}

inline change::Checked checkFields(const OpenTun& m)
{
    return change::checkDeviceName(m.name);
}

inline change::Checked checkFields(const Investigate& m)
{
    for (const RouteQuestion& question : m.questions) {
        if (question.source.isNull() || question.destination.isNull() ||
            question.source.isV4() != question.destination.isV4())
            return change::Problem{"destination", say("route-of-two-families")};
        if (auto problem = question.in.empty() ? std::nullopt : change::checkDeviceName(question.in, "in"))
            return problem;
    }
    return {};
}

inline change::Checked checkFields(const Inject& m)
{
    return m.device.empty() ? std::nullopt : change::checkDeviceName(m.device, "device");
}

inline change::Checked checkFields(const SendHere& m)
{
    if (m.source.isNull() || m.destination.isNull() || m.source.isV4() != m.destination.isV4())
        return change::Problem{"destination", say("route-of-two-families")};
    constexpr std::uint8_t icmp = 1, tcp = 6, udp = 17, icmpv6 = 58;
    if (m.protocol != tcp && m.protocol != udp && m.protocol != (m.source.isV4() ? icmp : icmpv6))
        return change::Problem{"protocol", say("no-probe-of-protocol", m.protocol)};
    return {};
}

inline change::Checked checkFields(const SetTrace& m)
{
    for (const IpAddress& address : m.addresses) {
        if (address.isNull())
            return change::Problem{"addresses", say("traced-address-missing")};
    }
    return {};
}

} // namespace hookwalk::protocol
