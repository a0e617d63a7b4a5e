// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of each change, a part of messagefields.h: only their types; change::check() checks the values.
#pragma once

#include "change/check.h"
#include "protocol/cbor.h"

namespace hookwalk::protocol
{

inline constexpr Range anyName{0, 255}; // which names are valid: change/check.h

template<typename Io> void fields(Io& io, change::CreateTun& m)
{
    io.text("name", m.name, anyName);
    io.flag("tap", m.tap);
    io.number("owner", m.owner, any32);
    io.number("group", m.group, any32);
    io.flag("persistent", m.persistent);
}

template<typename Io> void fields(Io& io, change::DeleteTun& m)
{
    io.text("name", m.name, anyName);
}

template<typename Io> void fields(Io& io, change::SetDeviceUp& m)
{
    io.text("name", m.name, anyName);
    io.flag("up", m.up);
}

template<typename Io> void fields(Io& io, change::SetDeviceMtu& m)
{
    io.text("name", m.name, anyName);
    io.number("mtu", m.mtu, any32);
}

template<typename Io> void fields(Io& io, change::AddDeviceAddress& m)
{
    io.text("name", m.name, anyName);
    io.network("network", m.network);
}

template<typename Io> void fields(Io& io, change::RemoveDeviceAddress& m)
{
    io.text("name", m.name, anyName);
    io.network("network", m.network);
}

template<typename Io> void fields(Io& io, change::SetForwarding& m)
{
    io.flag("on", m.on);
    io.flag("withV6", m.withV6);
}

template<typename Io> void fields(Io& io, change::SetNat& m)
{
    io.choice("kind", m.kind, change::SourceNat::Snat);
    io.network("subnet", m.subnet);
    io.text("out", m.out, anyName);
    io.address("source", m.source);
}

template<typename Io> void fields(Io& io, change::SetRpFilter& m)
{
    io.text("device", m.device, anyName);
    io.number("value", m.value, {0, 255});
}

template<typename Io> void fields(Io& io, change::SetLogMartians& m)
{
    io.text("device", m.device, anyName);
    io.flag("on", m.on);
}

template<typename Io> void fields(Io& io, change::NextHop& m)
{
    io.text("device", m.device, anyName);
    io.address("gateway", m.gateway);
    io.number("weight", m.weight, {1, 256});
}

template<typename Io> void fields(Io& io, change::RestoreRoute& m)
{
    io.text("name", m.name, anyName);
    io.network("destination", m.destination);
    io.address("gateway", m.gateway);
    io.address("source", m.source);
    io.number("metric", m.metric, any32);
    io.number("table", m.table, any32);
    io.list("hops", m.hops, {0, change::mostHops});
}

template<typename Io> void fields(Io& io, change::Change& m)
{
    io.oneOf("change", m);
}

} // namespace hookwalk::protocol
