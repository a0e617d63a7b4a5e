// SPDX-License-Identifier: GPL-3.0-or-later
// What is called of libpcap: a part of its own (model/part.h). Internal to capture.
#pragma once

#include <pcap/pcap.h>

namespace hookwalk::wire
{

struct PcapCalls {
    decltype(&pcap_fopen_offline) open;
    decltype(&pcap_next_ex) next;
    decltype(&pcap_datalink) linkType;
    decltype(&pcap_close) close;
};

} // namespace hookwalk::wire
