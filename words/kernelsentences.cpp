// SPDX-License-Identifier: GPL-3.0-or-later
// What the helper says of the kernel: what it refuses and what it cannot do (core/kernel, but for the changes
// that a person asks for and the doctor).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array ofKernel{
    // ---- privileges, namespaces, settings
    Sentence{"privileges-kept", QT_TRANSLATE_NOOP("words", "Privileges cannot be given up: %e.")},
    Sentence{"new-privileges-possible",
             QT_TRANSLATE_NOOP("words", "New privileges cannot be forbidden: %e.")},
    Sentence{"setgid-group-kept", QT_TRANSLATE_NOOP("words", "The group of the helper cannot be left: %e.")},
    Sentence{"calls-not-restricted", QT_TRANSLATE_NOOP("words", "System calls cannot be restricted: %e.")},
    Sentence{"needs-seccomp", QT_TRANSLATE_NOOP("words", "This takes a kernel with seccomp filters "
                                                         "(CONFIG_SECCOMP_FILTER).")},
    Sentence{"not-root-in-namespace",
             QT_TRANSLATE_NOOP("words", "The kernel does not let this user be root in a namespace of its "
                                        "own (%1): %e.")},
    Sentence{"allow-user-namespaces",
             QT_TRANSLATE_NOOP("words", "Allow user namespaces on this machine, or run Hookwalk as root.")},
    Sentence{"no-user-namespaces",
             QT_TRANSLATE_NOOP("words", "This machine does not allow user namespaces, which a lab without "
                                        "root needs: %e.")},
    Sentence{"set-user-namespaces",
             QT_TRANSLATE_NOOP("words", "As root: sysctl user.max_user_namespaces=10000 (on Debian also "
                                        "kernel.unprivileged_userns_clone=1, on Ubuntu the AppArmor profile "
                                        "that hookwalk-cli doctor names), or run Hookwalk "
                                        "as root.")},
    Sentence{"no-network-namespace",
             QT_TRANSLATE_NOOP("words", "The kernel does not give this user a network namespace: %e.")},
    Sentence{"run-as-root-or-elsewhere",
             QT_TRANSLATE_NOOP("words", "Run Hookwalk as root, or on a machine that allows user "
                                        "namespaces.")},
    Sentence{"namespace-not-held",
             QT_TRANSLATE_NOOP("words", "The new network namespace cannot be held (/proc/self/ns/net): "
                                        "%e.")},
    Sentence{"mount-proc", QT_TRANSLATE_NOOP("words", "Make sure that /proc is mounted.")},
    Sentence{"no-restorer", QT_TRANSLATE_NOOP("words", "What is changed could not be put back (%1): %e.")},
    Sentence{"no-such-setting", QT_TRANSLATE_NOOP("words", "There is no kernel setting %1.")},
    Sentence{"setting-not-opened", QT_TRANSLATE_NOOP("words", "The kernel setting %1 cannot be opened: %e.")},
    Sentence{"setting-not-read", QT_TRANSLATE_NOOP("words", "The kernel setting %1 cannot be read: %e.")},
    Sentence{"setting-not-set", QT_TRANSLATE_NOOP("words", "The kernel setting %1 cannot be set to %2: %e.")},
    Sentence{"make-proc-sys-writable",
             QT_TRANSLATE_NOOP("words", "Make sure that /proc/sys may be written here (in a container it "
                                        "is often read-only).")},

    // ---- tun
    Sentence{"no-tun-driver",
             QT_TRANSLATE_NOOP("words", "This machine has no tun driver (/dev/net/tun): %e.")},
    Sentence{"load-tun-driver",
             QT_TRANSLATE_NOOP("words", "As root: modprobe tun. In a container: give it the device, for "
                                        "example with --device /dev/net/tun.")},
    Sentence{"tun-file-closed", QT_TRANSLATE_NOOP("words", "This user may not open /dev/net/tun: %e.")},
    Sentence{"open-tun-file",
             QT_TRANSLATE_NOOP("words", "As root: chmod 0666 /dev/net/tun (the usual mode, it gives no "
                                        "rights over the machine's own network), or run Hookwalk as "
                                        "root.")},
    Sentence{"tun-file-not-opened", QT_TRANSLATE_NOOP("words", "/dev/net/tun cannot be opened: %e.")},
    Sentence{"tun-open-elsewhere",
             QT_TRANSLATE_NOOP("words", "Another program has the tun device %1 open: %e.")},
    Sentence{"end-holder-or-use-other",
             QT_TRANSLATE_NOOP("words", "End that program, or use another device.")},
    Sentence{"tun-not-allowed",
             QT_TRANSLATE_NOOP("words", "The kernel does not let this user make the tun device %1: %e.")},
    Sentence{"tun-needs-privileges",
             QT_TRANSLATE_NOOP("words", "It needs CAP_NET_ADMIN: use the lab, or run Hookwalk as root.")},
    Sentence{"no-tun-device", QT_TRANSLATE_NOOP("words", "The kernel takes %1 for no tun device: %e.")},
    Sentence{"use-other-name",
             QT_TRANSLATE_NOOP("words", "A device of another kind may have this name: use another one.")},
    Sentence{"tun-not-made", QT_TRANSLATE_NOOP("words", "The tun device %1 cannot be made: %e.")},
    Sentence{"device-name-length",
             QT_TRANSLATE_NOOP("words", "A device name has 1 to 15 characters, \"%1\" has not.")},
    Sentence{"owner-not-taken",
             QT_TRANSLATE_NOOP("words", "The kernel does not take %1 for the owner of %2: %e.")},
    Sentence{"give-user", QT_TRANSLATE_NOOP("words", "Give a user of this machine.")},
    Sentence{"group-not-taken",
             QT_TRANSLATE_NOOP("words", "The kernel does not take %1 for the group of %2: %e.")},
    Sentence{"give-group", QT_TRANSLATE_NOOP("words", "Give a group of this machine.")},
    Sentence{"tun-not-persistent", QT_TRANSLATE_NOOP("words", "The kernel does not make %1 persistent: %e.")},

    // ---- netlink, nftables
    Sentence{"no-memory-to-ask",
             QT_TRANSLATE_NOOP("words", "There is no memory to ask the kernel (netlink).")},
    Sentence{"netlink-no-answer", QT_TRANSLATE_NOOP("words", "The kernel does not answer (netlink): %1.")},
    Sentence{"no-memory-for-netlink", QT_TRANSLATE_NOOP("words", "There is no memory for a netlink socket.")},
    Sentence{"netlink-not-opened",
             QT_TRANSLATE_NOOP("words", "The kernel does not open a netlink socket: %1.")},
    Sentence{"network-changes-too-often",
             QT_TRANSLATE_NOOP("words", "The network was changed each time that the kernel listed it. Try "
                                        "again when it has come to rest.")},
    Sentence{"device-not-told", QT_TRANSLATE_NOOP("words", "The kernel does not tell about device %1: %e.")},
    Sentence{"network-not-listed", QT_TRANSLATE_NOOP("words", "The kernel does not list its network: %e.")},
    Sentence{"link-changes-not-told",
             QT_TRANSLATE_NOOP("words", "The kernel does not report changes of links: %1.")},
    Sentence{"device-changes-not-told",
             QT_TRANSLATE_NOOP("words", "The kernel does not report changes of devices: %1.")},
    Sentence{"devices-not-watched", QT_TRANSLATE_NOOP("words", "Devices cannot be watched: %e.")},
    Sentence{"veth-not-made",
             QT_TRANSLATE_NOOP("words", "The kernel does not make the veth pair %1 (is the veth driver "
                                        "there? As root: modprobe veth): %2.")},
    Sentence{"address-not-given",
             QT_TRANSLATE_NOOP("words", "The kernel does not give %1 the address %2: %e.")},
    Sentence{"default-route-not-taken",
             QT_TRANSLATE_NOOP("words", "The kernel does not take the default route via %1: %2.")},
    Sentence{"neighbour-not-taken",
             QT_TRANSLATE_NOOP("words", "The kernel does not take the neighbour %1: %2.")},
    Sentence{"device-not-ready",
             QT_TRANSLATE_NOOP("words", "The device %1 did not come up within three seconds. Try again.")},
    Sentence{"no-events", QT_TRANSLATE_NOOP("words", "This kernel does not offer %1: %e.")},
    Sentence{"load-event-modules",
             QT_TRANSLATE_NOOP("words", "As root: modprobe nf_tables nf_conntrack_netlink.")},
    Sentence{"events-not-allowed",
             QT_TRANSLATE_NOOP("words", "The kernel does not let this program listen to %1: %e.")},
    Sentence{"events-not-read", QT_TRANSLATE_NOOP("words", "The kernel's %1 cannot be read any more: %e.")},
    Sentence{"no-nftables", QT_TRANSLATE_NOOP("words", "This kernel does not offer nftables: %e.")},
    Sentence{"load-nf-tables", QT_TRANSLATE_NOOP("words", "As root: modprobe nf_tables.")},
    Sentence{"no-memory-for-nftables", QT_TRANSLATE_NOOP("words", "There is no memory for nftables.")},
    Sentence{"nftables-refuses", QT_TRANSLATE_NOOP("words", "nftables refuses: %1")},
    Sentence{"nftables-without-json",
             QT_TRANSLATE_NOOP("words", "nftables does not print JSON. Install a libnftables that does.")},
    Sentence{"nftables-needs-net-admin",
             QT_TRANSLATE_NOOP("words", "nftables may be looked at with CAP_NET_ADMIN only.")},

    // ---- the lab
    Sentence{"not-the-labs-tun", QT_TRANSLATE_NOOP("words", "The lab has no tun device %1; its tun is %2.")},
    Sentence{"send-from-own-tun",
             QT_TRANSLATE_NOOP(
                 "words", "Outside of a lab a probe is sent from a tun (--from tun9), from the other end "
                          "of a veth, as a container does (--from vethXY; of a bridge name the port), or "
                          "by a socket (--from local), in a container's namespace, too (--netns PID).")},
    Sentence{"nobody-at-far-end",
             QT_TRANSLATE_NOOP("words", "Nobody is at the far end of %1 who could send; packets can arrive "
                                        "at %2 and %3.")},
    Sentence{"no-packet-socket",
             QT_TRANSLATE_NOOP("words", "The lab cannot send to its device %1 (packet socket): %e.")},
    Sentence{"packet-not-sent-to", QT_TRANSLATE_NOOP("words", "The packet cannot be sent to %1: %e.")},
    Sentence{"bring-device-up", QT_TRANSLATE_NOOP("words", "Bring the device up.")},
    Sentence{"no-ip-header",
             QT_TRANSLATE_NOOP("words", "These bytes begin with no IP header of version 4 or 6.")},
    Sentence{"no-raw-socket",
             QT_TRANSLATE_NOOP("words", "No packet can be sent from this machine (raw socket): %e.")},
    Sentence{"packet-not-sent", QT_TRANSLATE_NOOP("words", "The kernel does not send this packet: %e.")},
    Sentence{"no-service-at-port", QT_TRANSLATE_NOOP("words", "The lab gets no service at port %1: %e.")},
    Sentence{"service-cannot-listen", QT_TRANSLATE_NOOP("words", "The lab's TCP service cannot listen: %e.")},

    // ---- sources of reports, and why this one
    Sentence{"no-nflog", QT_TRANSLATE_NOOP("words", "This kernel does not offer NFLOG: %e.")},
    Sentence{"load-nflog", QT_TRANSLATE_NOOP("words", "As root: modprobe nfnetlink_log.")},
    Sentence{"nflog-groups-taken",
             QT_TRANSLATE_NOOP("words", "The kernel does not let this program listen to one of the NFLOG "
                                        "groups %1 to %2: %e.")},
    Sentence{"end-nflog-listener",
             QT_TRANSLATE_NOOP("words", "Other programs may listen to them: end one of them.")},
    Sentence{"nflog-settings-refused",
             QT_TRANSLATE_NOOP("words", "The kernel does not take the settings of NFLOG: %e.")},
    Sentence{"nflog-not-read", QT_TRANSLATE_NOOP("words", "NFLOG cannot be read any more: %e.")},
    Sentence{"no-descriptor-for-sources",
             QT_TRANSLATE_NOOP("words", "There is no descriptor left for the sources: %e.")},
    Sentence{"source-not-watched", QT_TRANSLATE_NOOP("words", "A source cannot be watched: %e.")},
    Sentence{"frames-not-seen",
             QT_TRANSLATE_NOOP("words", "The frames at the devices cannot be seen (%1): %e.")},
    Sentence{"frames-need-net-raw",
             QT_TRANSLATE_NOOP("words", "That takes CAP_NET_RAW: trace without frames, or give the helper "
                                        "that right.")},
    Sentence{"connections-not-shown",
             QT_TRANSLATE_NOOP("words", "The kernel does not show its connections: %e.")},
    Sentence{"load-conntrack-netlink", QT_TRANSLATE_NOOP("words", "As root: modprobe nf_conntrack_netlink.")},
    Sentence{"kernel-log-not-opened",
             QT_TRANSLATE_NOOP("words", "The kernel log cannot be read (/dev/kmsg): %e.")},
    Sentence{"not-the-kernel-log",
             QT_TRANSLATE_NOOP("words", "/dev/kmsg is not the kernel log here but another file.")},
    Sentence{"kernel-log-not-read",
             QT_TRANSLATE_NOOP("words", "The kernel log cannot be read any more (/dev/kmsg): %e.")},
    Sentence{"kernel-log-too-small",
             QT_TRANSLATE_N_NOOP("words",
                                 "The lines of %n packet(s) would push the machine's own messages out "
                                 "of the kernel log, which has %2 KiB.")},
    Sentence{"choose-nflog", QT_TRANSLATE_NOOP("words", "Choose NFLOG: it gives the same events.")},
    Sentence{"so-nflog", QT_TRANSLATE_NOOP("words", "So NFLOG is used: it gives the same events.")},
    Sentence{"asked-for-nftrace", QT_TRANSLATE_NOOP("words", "You asked for nftrace.")},
    Sentence{"asked-for-nflog", QT_TRANSLATE_NOOP("words", "You asked for NFLOG.")},
    Sentence{"asked-for-both", QT_TRANSLATE_NOOP("words", "You asked for the kernel log and NFLOG.")},
    Sentence{"asked-for-kernel-log", QT_TRANSLATE_NOOP("words", "You asked for the kernel log.")},
    Sentence{"kernel-log-shows-namespace",
             QT_TRANSLATE_NOOP("words", "The kernel log can be read here and shows the packets of this "
                                        "namespace.")},

    // ---- the helper and its session
    Sentence{"peer-unknown",
             QT_TRANSLATE_NOOP("words", "It cannot be seen who is at the other end of the socket: %e.")},
    Sentence{"peer-of-other-user",
             QT_TRANSLATE_NOOP("words", "The program at the other end of the socket belongs to user %1, not "
                                        "to user %2 who started the helper. Start both as the same user.")},
    Sentence{"stack-too-small",
             QT_TRANSLATE_NOOP("words", "The stack may have %1 KiB here, too little. Allow more: ulimit -s "
                                        "8192.")},
    Sentence{"session-not-reached",
             QT_TRANSLATE_NOOP("words", "The session cannot be reached any more: %e.")},
    Sentence{"session-not-heard", QT_TRANSLATE_NOOP("words", "The session cannot be heard: %e.")},
    Sentence{"may-look-only",
             QT_TRANSLATE_NOOP("words", "This helper was let in to look only. Start it anew and let it "
                                        "trace or change.")},
    Sentence{"may-trace-only",
             QT_TRANSLATE_NOOP("words", "This helper was let in to look and trace only. Start it anew and "
                                        "let it change this machine.")},
    Sentence{"not-greeted", QT_TRANSLATE_NOOP("words", "The helper was not greeted: Hello comes first.")},
    Sentence{"lab-there-already", QT_TRANSLATE_NOOP("words", "The lab is there already.")},
    Sentence{"on-machine-already",
             QT_TRANSLATE_NOOP("words", "This helper works on the machine itself already.")},
    Sentence{"no-lab-made", QT_TRANSLATE_NOOP("words", "There is no lab yet. Make the lab first.")},
    Sentence{"other-version",
             QT_TRANSLATE_NOOP("words", "The helper speaks version %1, the program version %2. Install "
                                        "Hookwalk and its helper together, and make a copy of the helper "
                                        "that was let in once (host/hookwalk-helper) anew.")},
    Sentence{"no-probe-of-protocol", QT_TRANSLATE_NOOP("words", "No probe is sent of protocol %1.")},
    Sentence{"inject-in-lab-only", QT_TRANSLATE_NOOP("words", "Packets are injected in the lab only.")},

    // ---- what the kernel is asked
    Sentence{"drops-not-told",
             QT_TRANSLATE_NOOP("words", "The kernel does not tell reasons of drops (%1): %e.")},
    Sentence{"no-drop-reasons",
             QT_TRANSLATE_NOOP("words", "This kernel does not name the reasons of drops; Linux 5.17 and "
                                        "newer do.")},
    Sentence{"no-iptables-words",
             QT_TRANSLATE_NOOP("words", "The words of iptables cannot be found out (%1): %e.")},
    Sentence{"iptables-words-not-started",
             QT_TRANSLATE_NOOP("words", "The process for the words of iptables could not be started.")},
};

} // namespace

std::span<const Sentence> sentencesOfKernel()
{
    return ofKernel;
}

} // namespace hookwalk::words
