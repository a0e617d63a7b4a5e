// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capture/pcapcalls.h"

#include "model/part.h"

HOOKWALK_PART hookwalk::wire::PcapCalls part{pcap_fopen_offline, pcap_next_ex, pcap_datalink, pcap_close};
