// SPDX-License-Identifier: GPL-3.0-or-later
// A capture as the lines that the live source "frames at devices" writes (wire/loglinewriter.h), so that everything
// behind it reads a capture as it reads a log. Their record number is 0: nothing counted them, and no chain would have
// reported them.
#pragma once

#include "model/result.h"
#include "wire/capture/capturefile.h"

#include <string>

namespace hookwalk::wire
{

class CaptureLines
{
public:
    // `path`: for what is said of it.
    CaptureLines(std::string path, std::unique_ptr<CaptureFile> file);

    // Appends lines of about so many bytes; false: that were the last ones.
    bool read(std::size_t bytes, std::string& to);
    // At the end: what is amiss with the file, or else what was left out of it; empty: nothing. An Error where it holds
    // no IP packet.
    Result<Said> remark() const;

private:
    bool add(const CapturedFrame& frame, std::string& to);

    std::string m_path;
    std::unique_ptr<CaptureFile> m_file;
    std::uint64_t m_frames = 0, m_packets = 0;
    std::uint64_t m_cut = 0;    // packets whose headers are longer than what was captured
    int m_foreignLinkType = -1; // one that is not read
};

} // namespace hookwalk::wire
