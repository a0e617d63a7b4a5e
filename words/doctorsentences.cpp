// SPDX-License-Identifier: GPL-3.0-or-later
// What the doctor says (core/kernel/doctor): the title of each check as ID-…, and what of it as ID-…-means.
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array ofDoctor{
    Sentence{"kernel-says", QT_TRANSLATE_NOOP("words", "The kernel says: %e1.")},
    Sentence{"privileges-needed-means",
             QT_TRANSLATE_NOOP("words", "Without privileges this cannot be looked at here. In a lab of its "
                                        "own it can.")},
    Sentence{"rules-hidden-means",
             QT_TRANSLATE_NOOP("words", "The rules of this place may be looked at with privileges only.")},

    // ---- the machine
    Sentence{"privileges-none", QT_TRANSLATE_NOOP("words", "Without privileges here")},
    Sentence{"privileges-none-means",
             QT_TRANSLATE_NOOP("words", "This machine's own network cannot be changed or traced so, and "
                                        "some of what follows cannot be looked at. A lab of its own needs "
                                        "none.")},
    Sentence{"privileges-no-net-raw", QT_TRANSLATE_NOOP("words", "CAP_NET_RAW is missing")},
    Sentence{"privileges-no-net-raw-means", QT_TRANSLATE_NOOP("words", "Frames at devices cannot be seen.")},
    Sentence{"privileges-for-machine",
             QT_TRANSLATE_NOOP("words", "The helper may change this machine's network")},
    Sentence{"privileges-for-namespace",
             QT_TRANSLATE_NOOP("words", "The helper may change the network of this namespace")},

    Sentence{"tun-device-missing", QT_TRANSLATE_NOOP("words", "There is no /dev/net/tun")},
    Sentence{"tun-device-missing-means",
             QT_TRANSLATE_NOOP("words", "No tun can be made, so there is nothing to send into.")},
    Sentence{"tun-device-closed", QT_TRANSLATE_NOOP("words", "/dev/net/tun is closed to this user")},
    Sentence{"tun-device-closed-means",
             QT_TRANSLATE_NOOP("words", "No tun can be made or opened. The kernel asks for privileges "
                                        "besides, so mode 0666 is safe and usual.")},
    Sentence{"tun-device-no-driver", QT_TRANSLATE_NOOP("words", "The kernel has no tun driver")},
    Sentence{"tun-device-no-driver-means", QT_TRANSLATE_NOOP("words", "/dev/net/tun cannot be opened: %e1.")},
    Sentence{"tun-device-for-some", QT_TRANSLATE_NOOP("words", "/dev/net/tun is open to some only")},
    Sentence{"tun-device-for-some-means",
             QT_TRANSLATE_NOOP("words", "Other users cannot make a lab or open a tun that they own.")},
    Sentence{"tun-device-there", QT_TRANSLATE_NOOP("words", "/dev/net/tun is there")},
    Sentence{"tun-device-there-means",
             QT_TRANSLATE_NOOP("words", "Every user may open it; making a tun takes privileges.")},

    Sentence{"user-namespaces-within", QT_TRANSLATE_NOOP("words", "In a user namespace already")},
    Sentence{"user-namespaces-not-needed",
             QT_TRANSLATE_NOOP("words", "Privileged: a lab needs no user namespace")},
    Sentence{"user-namespaces-allowed", QT_TRANSLATE_NOOP("words", "User namespaces are allowed")},
    Sentence{"user-namespaces-allowed-means", QT_TRANSLATE_NOOP("words", "A lab can be made without root.")},
    Sentence{"user-namespaces-off", QT_TRANSLATE_NOOP("words", "User namespaces are switched off")},
    Sentence{"user-namespaces-root-only", QT_TRANSLATE_NOOP("words", "User namespaces are for root only")},
    Sentence{"user-namespaces-apparmor", QT_TRANSLATE_NOOP("words", "AppArmor restricts user namespaces")},
    Sentence{"user-namespaces-apparmor-means",
             QT_TRANSLATE_NOOP("words", "Its profile hookwalk-helper lets this one program make them; the "
                                        "machine stays protected.")},
    Sentence{"user-namespaces-none", QT_TRANSLATE_NOOP("words", "The kernel gives no user namespace")},
    Sentence{"user-namespaces-none-means", QT_TRANSLATE_NOOP("words", "A lab cannot be made without root.")},

    Sentence{"leftovers-none", QT_TRANSLATE_NOOP("words", "Nothing was left behind")},
    Sentence{"leftovers-here",
             QT_TRANSLATE_NOOP("words", "A helper that was killed has left changes behind")},
    Sentence{"leftovers-here-means",
             QT_TRANSLATE_NOOP("words", "Its journal is there and nobody uses it any more.")},
    Sentence{"leftovers-elsewhere",
             QT_TRANSLATE_NOOP("words", "A helper that was killed has left changes in another network "
                                        "namespace")},
    Sentence{"leftovers-elsewhere-means",
             QT_TRANSLATE_NOOP("words", "They can be put back from there alone, with hookwalk-cli doctor "
                                        "--restore.")},
    Sentence{"leftovers-unknown",
             QT_TRANSLATE_NOOP("words", "Helpers that were killed may have left changes behind")},
    Sentence{"leftovers-unknown-means",
             QT_TRANSLATE_NOOP("words", "What they noted is closed to this user.")},
    Sentence{"leftovers-files", QT_TRANSLATE_N_NOOP("words", "%n file(s), the first %2.")},

    // ---- the kernel log
    Sentence{"kernel-log-open", QT_TRANSLATE_NOOP("words", "The kernel log can be read")},
    Sentence{"kernel-log-open-means",
             QT_TRANSLATE_NOOP("words", "kernel.dmesg_restrict closes it to others.")},
    Sentence{"kernel-log-closed",
             QT_TRANSLATE_NOOP("words", "The kernel log is closed (kernel.dmesg_restrict)")},
    Sentence{"kernel-log-closed-means", QT_TRANSLATE_NOOP("words", "LOG lines cannot be read here.")},
    Sentence{"kernel-log-unreadable", QT_TRANSLATE_NOOP("words", "The kernel log cannot be read")},
    Sentence{"kernel-log-nflog-instead",
             QT_TRANSLATE_NOOP("words", "Trace points report through NFLOG instead: the same events.")},

    Sentence{"log-all-namespaces-on",
             QT_TRANSLATE_NOOP("words", "The kernel log shows the packets of every network namespace")},
    Sentence{"log-all-namespaces-when-traced",
             QT_TRANSLATE_NOOP("words", "The kernel log can show a lab's packets")},
    Sentence{"log-all-namespaces-when-traced-means",
             QT_TRANSLATE_NOOP("words", "net.netfilter.nf_log_all_netns is set while a lab is traced, and "
                                        "put back.")},
    Sentence{"log-all-namespaces-off",
             QT_TRANSLATE_NOOP("words", "The kernel log shows no packets of a lab")},
    Sentence{"log-all-namespaces-off-means",
             QT_TRANSLATE_NOOP("words", "net.netfilter.nf_log_all_netns is not 1. Trace points report "
                                        "through NFLOG instead: the same events. LOG rules of your own "
                                        "stay silent there.")},

    Sentence{"log-backend-kernel-log",
             QT_TRANSLATE_NOOP("words", "The kernel log takes what conntrack reports")},
    Sentence{"log-backend-other",
             QT_TRANSLATE_NOOP("words", "The kernel log does not get what conntrack reports")},
    Sentence{"log-backend-both", QT_TRANSLATE_NOOP("words", "nf_log: %1 for IPv4, %2 for IPv6.")},
    Sentence{"log-backend-other-means",
             QT_TRANSLATE_NOOP("words", "Packets that conntrack calls INVALID are not logged there. LOG "
                                        "rules and trace points are not concerned.")},

    // ---- the other sources
    Sentence{"nftables-there", QT_TRANSLATE_NOOP("words", "nftables is there")},
    Sentence{"nftables-unknown", QT_TRANSLATE_NOOP("words", "Whether nftables is there cannot be seen")},
    Sentence{"nftables-missing", QT_TRANSLATE_NOOP("words", "nftables is not there")},
    Sentence{"nftables-missing-means",
             QT_TRANSLATE_NOOP("words", "Trace points are made of its rules: nothing can be seen "
                                        "without.")},

    Sentence{"nflog-there", QT_TRANSLATE_NOOP("words", "NFLOG is there")},
    Sentence{"nflog-unknown", QT_TRANSLATE_NOOP("words", "Whether NFLOG is there cannot be seen")},
    Sentence{"nflog-missing", QT_TRANSLATE_NOOP("words", "NFLOG is not there")},
    Sentence{"nflog-missing-means",
             QT_TRANSLATE_NOOP("words", "Where the kernel log is silent, trace points report through "
                                        "it.")},

    Sentence{"nftrace-reported",
             QT_TRANSLATE_NOOP("words", "The kernel reports rules and verdicts (nftrace)")},
    Sentence{"nftrace-unknown",
             QT_TRANSLATE_NOOP("words", "Whether the kernel reports rules and verdicts (nftrace) cannot be "
                                        "seen")},
    Sentence{"nftrace-missing",
             QT_TRANSLATE_NOOP("words", "The kernel does not report rules and verdicts (nftrace)")},
    Sentence{"nftrace-missing-means",
             QT_TRANSLATE_NOOP("words", "Which rule decided is then found by counters only.")},

    Sentence{"connection-events-reported",
             QT_TRANSLATE_NOOP("words", "The kernel reports connections (conntrack events)")},
    Sentence{"connection-events-unknown",
             QT_TRANSLATE_NOOP("words", "Whether the kernel reports connections (conntrack events) cannot "
                                        "be seen")},
    Sentence{"connection-events-missing",
             QT_TRANSLATE_NOOP("words", "The kernel does not report connections (conntrack events)")},
    Sentence{"connection-events-off", QT_TRANSLATE_NOOP("words", "Connection events are switched off")},
    Sentence{"connection-events-missing-means",
             QT_TRANSLATE_NOOP("words", "What conntrack does with a packet's addresses is not told.")},

    // ---- the rules in force
    Sentence{"conntrack-on", QT_TRANSLATE_NOOP("words", "Connections are tracked")},
    Sentence{"conntrack-unknown",
             QT_TRANSLATE_NOOP("words", "Whether connections are tracked cannot be seen")},
    Sentence{"conntrack-off", QT_TRANSLATE_NOOP("words", "Connections are not tracked")},
    Sentence{"conntrack-off-means",
             QT_TRANSLATE_NOOP("words", "No rule needs conntrack, so the nat chains see no packet and no "
                                        "connection is told. A rule with MASQUERADE or a ct match switches "
                                        "it on.")},

    Sentence{"two-rulesets-unknown",
             QT_TRANSLATE_NOOP("words", "Whether there are rules of iptables-legacy cannot be seen")},
    Sentence{"two-rulesets-no-legacy", QT_TRANSLATE_NOOP("words", "All rules are nftables' own")},
    Sentence{"two-rulesets-no-legacy-means",
             QT_TRANSLATE_NOOP("words", "iptables-legacy has no tables here.")},
    Sentence{"two-rulesets-legacy-only",
             QT_TRANSLATE_NOOP("words", "The rules are those of iptables-legacy")},
    Sentence{"two-rulesets-legacy-only-means",
             QT_TRANSLATE_NOOP("words", "nftrace does not report rules of iptables-legacy: which of them "
                                        "decided is not seen.")},
    Sentence{"two-rulesets-both",
             QT_TRANSLATE_NOOP("words", "There are rules of nftables and of iptables-legacy")},
    Sentence{"two-rulesets-both-means",
             QT_TRANSLATE_NOOP("words", "Both are run for each packet. iptables shows one of the two, "
                                        "iptables-legacy the other, and nftrace does not report rules of "
                                        "iptables-legacy.")},

    Sentence{"flowtables-unknown", QT_TRANSLATE_NOOP("words", "Whether there are flowtables cannot be seen")},
    Sentence{"flowtables-none", QT_TRANSLATE_NOOP("words", "No flowtable hides packets")},
    Sentence{"flowtables-some", QT_TRANSLATE_NOOP("words", "A flowtable takes packets past the chains")},
    Sentence{"flowtables-some-means",
             QT_TRANSLATE_NOOP("words", "Once a connection is in it, its packets go from device to device "
                                        "and enter none of the chains: only the first ones are seen.")},

    // ---- the way of a packet
    Sentence{"bridge-netfilter-off", QT_TRANSLATE_NOOP("words", "Bridged frames keep out of the IP chains")},
    Sentence{"bridge-netfilter-on",
             QT_TRANSLATE_NOOP("words", "Bridged frames go through the IP chains, too")},
    Sentence{"bridge-netfilter-on-means",
             QT_TRANSLATE_NOOP("words", "Packets between two ports of a bridge, of containers for example, "
                                        "enter PREROUTING, FORWARD and POSTROUTING although nothing routes "
                                        "them (bridge-nf-call-iptables).")},

    Sentence{"forwarding-on", QT_TRANSLATE_NOOP("words", "Forwarding is on")},
    Sentence{"forwarding-off", QT_TRANSLATE_NOOP("words", "Forwarding is off")},
    Sentence{"forwarding-off-means",
             QT_TRANSLATE_NOOP("words", "Packets from a tun to anybody but this machine stop at the routing "
                                        "decision: FORWARD is never reached.")},

    Sentence{"rp-filter-loose", QT_TRANSLATE_NOOP("words", "Sources are not checked strictly (rp_filter)")},
    Sentence{"rp-filter-strict", QT_TRANSLATE_NOOP("words", "Sources are checked strictly (rp_filter)")},
    Sentence{"rp-filter-strict-means",
             QT_TRANSLATE_NOOP("words", "At %1 a packet is dropped behind PREROUTING where its answer would "
                                        "leave by another device, and only a counter tells of it.")},

    Sentence{"ipv6-there", QT_TRANSLATE_NOOP("words", "IPv6 is there")},
    Sentence{"ipv6-off", QT_TRANSLATE_NOOP("words", "IPv6 is switched off")},
    Sentence{"ipv6-missing", QT_TRANSLATE_NOOP("words", "The kernel has no IPv6")},
    Sentence{"ipv6-missing-means", QT_TRANSLATE_NOOP("words", "Only IPv4 packets can be sent and seen.")},
};

} // namespace

std::span<const Sentence> sentencesOfDoctor()
{
    return ofDoctor;
}

} // namespace hookwalk::words
