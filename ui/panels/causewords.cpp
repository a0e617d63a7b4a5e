// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/causewords.h"

#include "traversal/cause.h"

#include <utility>

namespace hookwalk::ui
{

QString causeWords(std::string_view code)
{
    static constexpr std::array<std::pair<std::string_view, const char*>, causeCodes.size()> words{
        {{"ip-forward-off", "forwarding off"},
         {"no-route", "no route"},
         {"route-blackhole", "blackhole route"},
         {"route-unreachable", "unreachable route"},
         {"route-prohibit", "prohibit route"},
         {"rp-filter", "reverse path filter"},
         {"martian-source", "martian source"},
         {"martian-destination", "martian destination"},
         {"ttl-expired", "TTL ran out"},
         {"rule-drop", "rule dropped it"},
         {"rule-reject", "rule rejected it"},
         {"policy-drop", "policy dropped it"},
         {"invalid-dropped", "invalid, dropped"},
         {"nat-no-mapping", "source not rewritten"},
         {"peer-silent", "peer silent"},
         {"peer-refused", "peer refused"},
         {"mtu-exceeded", "larger than the MTU"},
         {"bad-checksum", "bad checksum"},
         {"interface-down", "device down"},
         {"conntrack-full", "conntrack full"},
         {"tun-closed", "tun not open"},
         {"no-listener", "no listener"},
         {"bad-packet", "malformed"},
         {"unexplained", "not explained"},
         {"lines-lost", "lines lost"}}};
    for (const auto& [candidate, text] : words) {
        if (candidate == code)
            return QString::fromLatin1(text);
    }
    return {};
}

} // namespace hookwalk::ui
