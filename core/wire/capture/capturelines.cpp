// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capture/capturelines.h"

#include "wire/capture/linklayer.h"
#include "wire/loglinewriter.h"

#include <algorithm>
#include <netinet/in.h>
#include <utility>

namespace hookwalk::wire
{

namespace
{

// Of a packet's headers, as much as a line tells: IP, and behind it ports, numbers and the like.
std::size_t headerBytes(std::span<const std::uint8_t> packet)
{
    constexpr std::size_t ipv4Header = 20, ipv6Header = 40, tcpHeader = 20, others = 8;
    const bool isV6 = !packet.empty() && packet[0] >> 4 == 6;
    const std::size_t header = isV6 ? ipv6Header : ipv4Header;
    if (packet.size() < header)
        return header;
    const auto protocol = packet[isV6 ? 6 : 9];
    const std::size_t network = isV6 ? ipv6Header : (packet[0] & 15U) * 4;
    const bool isLaterFragment = !isV6 && ((packet[6] & 0x1fU) != 0 || packet[7] != 0);
    return network + (isLaterFragment ? 0 : protocol == IPPROTO_TCP ? tcpHeader : others);
}

// Interfaces that are none: "any" is what tcpdump and Wireshark call all of them together.
std::string deviceOf(const CapturedFrame& frame, const LinkPayload& payload)
{
    if (payload.deviceIndex != 0) // the file has its number only
        return '#' + std::to_string(payload.deviceIndex);
    return frame.device == "any" ? std::string() : std::string(frame.device);
}

} // namespace

CaptureLines::CaptureLines(std::string path, std::unique_ptr<CaptureFile> file)
    : m_path(std::move(path))
    , m_file(std::move(file))
{
}

bool CaptureLines::add(const CapturedFrame& frame, std::string& to)
{
    ++m_frames;
    const auto payload = ipPacketIn(frame.linkType, frame.bytes);
    if (!payload) {
        if (!isKnownLinkType(frame.linkType))
            m_foreignLinkType = frame.linkType;
        return false;
    }
    ++m_packets;
    const bool isCut = frame.bytes.size() < frame.wholeLength;
    m_cut += isCut && payload->packet.size() < headerBytes(payload->packet) ? 1 : 0;
    const auto direction = frame.direction != Direction::Unknown ? frame.direction : payload->direction;
    const auto device = deviceOf(frame, *payload);
    PacketReport report;
    report.source = direction == Direction::In    ? Source::WireIn
                    : direction == Direction::Out ? Source::WireOut
                                                  : Source::Wire;
    report.timeUs = frame.timeUs.value_or(0);
    report.comment = frame.comment;
    (direction == Direction::Out ? report.out : report.in) = device;
    report.packet = payload->packet;
    appendLogLine(report, to);
    return true;
}

bool CaptureLines::read(std::size_t bytes, std::string& to)
{
    const auto enough = to.size() + bytes;
    CapturedFrame frame;
    while (to.size() < enough) {
        if (!m_file->next(frame))
            return false;
        add(frame, to);
    }
    return true;
}

Result<Said> CaptureLines::remark() const
{
    const auto& damage = m_file->damage();
    if (m_packets == 0 && !damage.isEmpty())
        return failure(ErrorCode::BadInput, say("capture-unreadable", m_path, damage));
    if (m_packets == 0)
        return m_foreignLinkType >= 0
                   ? failure(ErrorCode::BadInput, say("capture-of-other-link", m_path, m_foreignLinkType))
                   : failure(ErrorCode::BadInput, say("capture-without-ip", m_path));
    if (!damage.isEmpty())
        return damage;
    if (m_cut != 0)
        return say("capture-headers-cut", m_cut);
    if (m_foreignLinkType >= 0)
        return say("capture-links-left-out", m_frames - m_packets, m_foreignLinkType);
    return Said();
}

} // namespace hookwalk::wire
