// SPDX-License-Identifier: GPL-3.0-or-later
// What a capture file holds, frame by frame. pcap is read by libpcap; pcapng (draft-ietf-opsawg-pcapng) by a reader of
// our own (pcapng.cpp), because libpcap hands over neither interface names nor directions nor comments, and refuses
// files of several link types.
#pragma once

#include "model/said.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>

namespace hookwalk::wire
{

enum class Direction : std::uint8_t { Unknown, In, Out };

struct CapturedFrame {
    int linkType = 0;                     // LINKTYPE_…, https://www.tcpdump.org/linktypes.html
    std::optional<std::int64_t> timeUs{}; // since 1970; smaller parts are left out
    std::string_view device{};            // "": the file does not name it
    Direction direction = Direction::Unknown;
    std::span<const std::uint8_t> bytes{}; // until the next frame is read
    std::uint32_t wholeLength = 0;         // before the snap length cut it
    std::string comment{};                 // UTF-8
};

// As read(2): 0 at the end, and errno.
using ReadBytes = std::function<ssize_t(char* to, std::size_t size)>;

class CaptureFile
{
public:
    explicit CaptureFile(ReadBytes read)
        : m_read(std::move(read))
    {
    }
    virtual ~CaptureFile() = default;
    // False at the end, and where the file makes no sense any more: see damage().
    virtual bool next(CapturedFrame& frame) = 0;
    // Where it is cut or damaged or cannot be read; else empty. What came before was good.
    const Said& damage() const { return m_damage; }

protected:
    ssize_t read(char* to, std::size_t size); // an error is the end, and told by damage()
    void endDamaged(Said said);               // but for what was told before

    std::uint64_t m_count = 0; // frames

private:
    ReadBytes m_read;
    Said m_damage;
};

constexpr std::size_t captureMagicBytes = 4;
// `head`: the first bytes of a file, at least captureMagicBytes unless it is shorter.
bool isCapture(std::string_view head);
// `read` begins behind `head`.
std::unique_ptr<CaptureFile> openCapture(std::string head, ReadBytes read);

// Internal: see pcapng.cpp.
std::unique_ptr<CaptureFile> openPcapng(ReadBytes read);

} // namespace hookwalk::wire
