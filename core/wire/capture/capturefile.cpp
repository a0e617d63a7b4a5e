// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capture/capturefile.h"

#include "model/part.h"
#include "wire/capture/pcapcalls.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

namespace hookwalk::wire
{

namespace
{

using namespace std::string_view_literals;

constexpr auto sectionHeader = "\x0a\x0d\x0d\x0a"sv; // pcapng
// pcap in both byte orders: microseconds, nanoseconds, and with the additions of old Red Hat kernels.
constexpr std::array pcapMagics{"\xa1\xb2\xc3\xd4"sv, "\xd4\xc3\xb2\xa1"sv, "\xa1\xb2\x3c\x4d"sv,
                                "\x4d\x3c\xb2\xa1"sv, "\xa1\xb2\xcd\x34"sv, "\x34\xcd\xb2\xa1"sv};

ReadBytes behind(std::string head, ReadBytes read)
{
    return [head = std::move(head), taken = std::size_t{0},
            read = std::move(read)](char* to, std::size_t size) mutable -> ssize_t {
        if (taken == head.size())
            return read(to, size);
        const auto count = std::min(size, head.size() - taken);
        std::copy_n(head.begin() + static_cast<std::ptrdiff_t>(taken), count, to);
        taken += count;
        return static_cast<ssize_t>(count);
    };
}

// DLT_RAW of Linux is 12, of OpenBSD 14; files have 101 (pcap-common.c).
int linkTypeOf(int dlt)
{
    return dlt == 12 || dlt == 14 ? 101 : dlt;
}

const PcapCalls& pcap()
{
    static const auto& part = *static_cast<const PcapCalls*>(loadPart("pcap"));
    return part;
}

class PcapFile : public CaptureFile
{
public:
    explicit PcapFile(ReadBytes bytes)
        : CaptureFile(std::move(bytes))
    {
        const cookie_io_functions_t functions{[](void* self, char* to, std::size_t size) {
                                                  return static_cast<PcapFile*>(self)->read(to, size);
                                              },
                                              nullptr, nullptr, nullptr};
        FILE* const stream = fopencookie(this, "r", functions);
        std::array<char, PCAP_ERRBUF_SIZE> why{};
        m_pcap.reset(stream == nullptr ? nullptr : pcap().open(stream, why.data()));
        if (m_pcap)
            return;
        endDamaged(say("capture-head-damaged", why.data()));
        if (stream != nullptr)
            std::fclose(stream);
    }

    bool next(CapturedFrame& frame) override
    {
        pcap_pkthdr* header = nullptr;
        const std::uint8_t* bytes = nullptr;
        const int got = m_pcap ? pcap().next(m_pcap.get(), &header, &bytes) : PCAP_ERROR_BREAK;
        if (got == PCAP_ERROR)
            endDamaged(say("capture-damaged", m_count));
        if (got != 1)
            return false;
        ++m_count;
        frame = {};
        frame.linkType = linkTypeOf(pcap().linkType(m_pcap.get()));
        frame.timeUs = std::int64_t{header->ts.tv_sec} * 1'000'000 + header->ts.tv_usec;
        frame.bytes = {bytes, header->caplen};
        frame.wholeLength = header->len;
        return true;
    }

private:
    struct Close {
        void operator()(pcap_t* opened) const { pcap().close(opened); }
    };
    std::unique_ptr<pcap_t, Close> m_pcap;
};

} // namespace

ssize_t CaptureFile::read(char* to, std::size_t size)
{
    const auto got = m_read(to, size);
    if (got < 0)
        endDamaged(say("capture-not-read-on", m_count, errno));
    return std::max<ssize_t>(got, 0);
}

void CaptureFile::endDamaged(Said said)
{
    if (m_damage.isEmpty())
        m_damage = std::move(said);
}

bool isCapture(std::string_view head)
{
    head = head.substr(0, captureMagicBytes);
    return head == sectionHeader || std::ranges::find(pcapMagics, head) != pcapMagics.end();
}

std::unique_ptr<CaptureFile> openCapture(std::string head, ReadBytes read)
{
    const bool isPcapng = head.starts_with(sectionHeader);
    auto whole = behind(std::move(head), std::move(read));
    return isPcapng ? openPcapng(std::move(whole)) : std::make_unique<PcapFile>(std::move(whole));
}

} // namespace hookwalk::wire
