// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pcapng (draft-ietf-opsawg-pcapng): raw IP packets (LINKTYPE_RAW) with interface, direction and comment, which
// no library of Debian's writes.
#pragma once

#include "wire/capture/capturefile.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookwalk::wire
{

class PcapngWriter
{
public:
    // `application`: that wrote it; `comment`: of the whole file, "": none.
    PcapngWriter(std::string_view application, std::string_view comment);

    // `frame.bytes`: from the IP header on; the link type is not looked at.
    void add(const CapturedFrame& frame);

    // What was added since the last call.
    std::string take() { return std::exchange(m_bytes, {}); }

private:
    std::size_t interfaceOf(std::string_view name);
    void block(std::uint32_t type, const std::string& body);

    std::string m_bytes;
    std::vector<std::string> m_interfaces;
};

} // namespace hookwalk::wire
