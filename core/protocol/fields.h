// What each message is made of and what is allowed in it: said once, for the writer and the reader of cbor.h.
#pragma once

#include "protocol/cbor.h"
#include "protocol/messages.h"
#include "wire/traceprefix.h"

namespace hookwalk::protocol
{

inline constexpr Range deviceName{1, 15}; // IFNAMSIZ - 1, include/uapi/linux/if.h

template<typename Io> void fields(Io& io, Hello& m)
{
    io.number("version", m.version, any32);
}

template<typename Io> void fields(Io&, MakeLab&) {}

template<typename Io> void fields(Io& io, OpenTun& m)
{
    io.text("name", m.name, deviceName);
}

template<typename Io> void fields(Io& io, SetTrace& m)
{
    io.addresses("addresses", m.addresses, {1, 64});
    io.number("tag", m.tag, {1, wire::maxTag});
    io.choice("source", m.source, LogSource::Nftrace);
    io.flag("rules", m.rules);
    io.flag("connections", m.connections);
    io.flag("frames", m.frames);
}

template<typename Io> void fields(Io&, ClearTrace&) {}

template<typename Io> void fields(Io&, ShowTrace&) {}

template<typename Io> void fields(Io&, ShowRules&) {}

template<typename Io> void fields(Io&, MarkCounters&) {}

template<typename Io> void fields(Io& io, RouteQuestion& m)
{
    io.address("source", m.source);
    io.address("destination", m.destination);
    io.text("in", m.in, {0, deviceName.most});
    io.number("protocol", m.protocol, {0, 255});
    io.number("mark", m.mark, any32);
}

template<typename Io> void fields(Io& io, Investigate& m)
{
    io.list("questions", m.questions, {0, 64});
}

template<typename Io> void fields(Io& io, Inject& m)
{
    io.text("device", m.device, {0, deviceName.most});
    io.bytes("packet", m.packet, {20, 1500});
}

template<typename Io> void fields(Io&, UseHost&) {}

template<typename Io> void fields(Io&, WatchDevices&) {}

template<typename Io> void fields(Io& io, CreateTun& m)
{
    io.text("name", m.name, deviceName);
    io.flag("tap", m.tap);
    io.number("owner", m.owner, any32);
    io.number("group", m.group, any32);
    io.flag("persistent", m.persistent);
}

template<typename Io> void fields(Io& io, DeleteTun& m)
{
    io.text("name", m.name, deviceName);
}

template<typename Io> void fields(Io& io, SetDeviceUp& m)
{
    io.text("name", m.name, deviceName);
    io.flag("up", m.up);
}

template<typename Io> void fields(Io& io, SetDeviceMtu& m)
{
    io.text("name", m.name, deviceName);
    io.number("mtu", m.mtu, {68, 65535});
}

template<typename Io> void fields(Io& io, AddDeviceAddress& m)
{
    io.text("name", m.name, deviceName);
    io.address("address", m.address);
    io.number("prefix", m.prefix, {0, 128});
}

template<typename Io> void fields(Io& io, RemoveDeviceAddress& m)
{
    io.text("name", m.name, deviceName);
    io.address("address", m.address);
    io.number("prefix", m.prefix, {0, 128});
}

template<typename Io> void fields(Io& io, SetGateway& m)
{
    io.number("set", m.set, {1, 15});
    io.flag("forwarding", m.forwarding);
    io.choice("nat", m.nat, SourceNat::Snat);
    io.address("subnet", m.subnet);
    io.number("prefix", m.prefix, {0, 128});
    io.text("out", m.out, {0, deviceName.most});
    io.address("snat", m.snat);
    io.text("device", m.device, {0, deviceName.most});
    io.number("rpFilter", m.rpFilter, {0, 2});
    io.flag("logMartians", m.logMartians);
}

template<typename Io> void fields(Io&, ShowGateway&) {}

template<typename Io> void fields(Io&, Examine&) {}

template<typename Io> void fields(Io&, RestoreLeftovers&) {}

template<typename Io> void fields(Io& io, Device& m)
{
    io.text("name", m.name, deviceName);
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

template<typename Io> void fields(Io& io, GatewayShown& m)
{
    io.number("request", m.request, any32);
    io.flag("forwarding", m.forwarding);
    io.flag("forwarding6", m.forwarding6);
    io.choice("nat", m.nat, SourceNat::Snat);
    io.text("subnet", m.subnet, {0, 64});
    io.text("out", m.out, {0, deviceName.most});
    io.text("snat", m.snat, {0, 64});
    io.texts("settings", m.settings, {0, 64}, {1, 256});
    io.text("otherNat", m.otherNat, {0, 1024});
}

template<typename Io> void fields(Io& io, Check& m)
{
    io.text("id", m.id, {1, 64});
    io.choice("health", m.health, Health::Bad);
    io.text("title", m.title, {1, 256});
    io.text("meaning", m.meaning, {0, 2048});
    io.text("remedy", m.remedy, {0, 1024});
}

template<typename Io> void fields(Io& io, Examined& m)
{
    io.number("request", m.request, any32);
    io.list("checks", m.checks, {0, 64});
}

template<typename Io> void fields(Io& io, Restored& m)
{
    io.number("request", m.request, any32);
    io.texts("done", m.done, {0, 256}, {1, 512});
}

template<typename Io> void fields(Io& io, Done& m)
{
    io.number("request", m.request, any32);
    io.flag("withDescriptor", m.withDescriptor);
}

template<typename Io> void fields(Io& io, Refused& m)
{
    io.number("request", m.request, any32);
    io.choice("code", m.error.code, ErrorCode::Cancelled);
    io.text("sentence", m.error.sentence, anyText);
    io.number("errno", m.error.systemError, {0, 4095}); // MAX_ERRNO, include/linux/err.h
}

template<typename Io> void fields(Io& io, LabMade& m)
{
    io.number("request", m.request, any32);
    io.text("tun", m.tun, deviceName);
    io.address("tunAddress", m.tunAddress);
    io.address("pingSource", m.pingSource);
    io.text("network", m.network, deviceName);
    io.address("networkAddress", m.networkAddress);
    io.address("gateway", m.gateway);
    io.address("farAddress", m.farAddress);
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
    io.text("why", m.why, anyText);
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

// Event batches are raw bytes behind the kind: they are many, and have a form of their own.
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

// What the ranges cannot say: the name of a field that makes no sense all the same, or null.
template<typename Message> const char* nonsense(const Message&)
{
    return nullptr;
}

inline bool isDeviceName(const std::string& name)
{
    return name.find_first_of(std::string_view("/ \t\n\v\f\r\0", 8)) == std::string::npos;
}

inline const char* nonsense(const OpenTun& m)
{
    return isDeviceName(m.name) ? nullptr : "name";
}

inline const char* nonsense(const RouteQuestion& m)
{
    if (m.source.isNull() || m.destination.isNull() || m.source.isV4() != m.destination.isV4())
        return "destination";
    return isDeviceName(m.in) ? nullptr : "in";
}

inline const char* nonsense(const Investigate& m)
{
    for (const RouteQuestion& question : m.questions) {
        if (nonsense(question))
            return "questions";
    }
    return nullptr;
}

// A device that is to be changed or made: dots and a leading minus would name something else in a path or a
// command, quotes and stars in a rule of nft.
inline const char* badDevice(const std::string& name)
{
    const bool good = isDeviceName(name) && name != "." && name != ".." && !name.starts_with('-') &&
                      name.find_first_of("\"\\*") == std::string::npos;
    return good ? nullptr : "name";
}
inline const char* badNetwork(const IpAddress& address, unsigned prefix)
{
    return address.isNull() || prefix > (address.isV4() ? 32U : 128U) ? "address" : nullptr;
}

inline const char* nonsense(const CreateTun& m)
{
    return m.name.find_first_of("%:") != std::string::npos ? "name" : badDevice(m.name);
}
inline const char* nonsense(const DeleteTun& m)
{
    return badDevice(m.name);
}
inline const char* nonsense(const SetDeviceUp& m)
{
    return badDevice(m.name);
}
inline const char* nonsense(const SetDeviceMtu& m)
{
    return badDevice(m.name);
}
inline const char* nonsense(const AddDeviceAddress& m)
{
    return badDevice(m.name) ? "name" : badNetwork(m.address, m.prefix);
}
inline const char* nonsense(const RemoveDeviceAddress& m)
{
    return badDevice(m.name) ? "name" : badNetwork(m.address, m.prefix);
}
inline const char* nonsense(const SetGateway& m)
{
    const bool nat = (m.set & SetGateway::Nat) != 0 && m.nat != SourceNat::Off;
    if (nat && badNetwork(m.subnet, m.prefix))
        return "subnet";
    if (nat && m.nat == SourceNat::Snat && (m.snat.isNull() || m.snat.isV4() != m.subnet.isV4()))
        return "snat";
    if (!m.out.empty() && badDevice(m.out))
        return "out";
    const bool device = (m.set & (SetGateway::RpFilter | SetGateway::LogMartians)) != 0;
    return device && (m.device.empty() || badDevice(m.device)) ? "device" : nullptr;
}

inline const char* nonsense(const Inject& m)
{
    return isDeviceName(m.device) ? nullptr : "device";
}

inline const char* nonsense(const SetTrace& m)
{
    for (const IpAddress& address : m.addresses) {
        if (address.isNull())
            return "addresses";
    }
    return nullptr;
}

} // namespace hookwalk::protocol
