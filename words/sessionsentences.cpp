// SPDX-License-Identifier: GPL-3.0-or-later
// What a session says: of its helper, its pings and the place (core/session), and of files that are read
// (core/wire/textfile) and written (core/session/savedfile).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array ofSession{
    // ---- the helper
    Sentence{"no-socket-for-helper",
             QT_TRANSLATE_NOOP("words", "No socket could be made for the helper. Close some programs and "
                                        "try again.")},
    Sentence{"helper-not-found",
             QT_TRANSLATE_NOOP("words", "The helper program was not found at %1. Install Hookwalk again, or "
                                        "name it in HOOKWALK_HELPER.")},
    Sentence{"helper-not-found-at-two",
             QT_TRANSLATE_NOOP("words", "The helper program was not found at %1 or %2. Install Hookwalk "
                                        "again, or name it in HOOKWALK_HELPER.")},
    Sentence{"helper-not-started", QT_TRANSLATE_NOOP("words", "The helper could not be started: %1.")},
    Sentence{"helper-gone", QT_TRANSLATE_NOOP("words", "The helper ended.")},
    Sentence{"helper-killed",
             QT_TRANSLATE_NOOP("words", "The helper was ended by signal %1. Start the lab again.")},
    Sentence{"helper-killed-saying",
             QT_TRANSLATE_NOOP("words", "The helper was ended by signal %1. Start the lab "
                                        "again. It said:")},
    Sentence{"helper-ended",
             QT_TRANSLATE_NOOP("words", "The helper ended by itself with exit status %1. Start the lab "
                                        "again.")},
    Sentence{"helper-ended-saying",
             QT_TRANSLATE_NOOP("words", "The helper ended by itself with exit status %1. "
                                        "Start the lab again. It said:")},
    Sentence{"helper-gone-unanswered",
             QT_TRANSLATE_NOOP("words", "The helper ended before it answered. Start it again.")},
    Sentence{"helper-silent",
             QT_TRANSLATE_NOOP("words", "The helper does not answer and was ended. Start the lab again.")},
    Sentence{"helper-answer-unreadable",
             QT_TRANSLATE_NOOP("words", "The helper gave an answer that makes no sense. Make sure that "
                                        "Hookwalk and its helper are of the same version.")},
    Sentence{"no-pkexec",
             QT_TRANSLATE_NOOP("words", "This machine can be changed with an administrator's consent only, "
                                        "and pkexec, which asks for it, is not installed. Install polkit "
                                        "(on Debian: pkexec, and an agent such as lxpolkit).")},
    Sentence{"let-in-once",
             QT_TRANSLATE_NOOP("words", "Or let an administrator let the group netdev in, once and for all. "
                                        "As root: cd %1; %2")},
    Sentence{"password-not-given",
             QT_TRANSLATE_NOOP("words", "The password was not given, so this machine stays as it is. Start "
                                        "again to be asked again; the lab needs no password.")},
    Sentence{"pkexec-refused",
             QT_TRANSLATE_NOOP("words", "The helper may not be started on this machine, or nobody could be "
                                        "asked for the password. A polkit agent must run in your session "
                                        "to ask for it: the desktop's own, or for example lxpolkit; start "
                                        "it and try again.")},
    Sentence{"pkexec-refused-saying",
             QT_TRANSLATE_NOOP("words", "The helper may not be started on this machine, or nobody could be "
                                        "asked for the password (pkexec said: %1). A polkit agent must run "
                                        "in your session to ask for it: the desktop's own, or for example "
                                        "lxpolkit; start it and try again.")},

    // ---- the place and its tun
    Sentence{"no-place-yet", QT_TRANSLATE_NOOP("words", "There is no place yet. Start it first.")},
    Sentence{"no-place-to-change",
             QT_TRANSLATE_NOOP("words", "There is no place yet that could be changed. Start it first.")},
    Sentence{"no-lab-yet",
             QT_TRANSLATE_NOOP("words", "There is no lab to send the ping in. Start it first.")},
    Sentence{"run-under-way",
             QT_TRANSLATE_NOOP("words", "A ping run is under way. Wait for its end or cancel it.")},
    Sentence{"tun-being-opened", QT_TRANSLATE_NOOP("words", "The tun is being opened. Wait a moment.")},
    Sentence{"tun-not-chosen-now",
             QT_TRANSLATE_NOOP("words", "The tun cannot be chosen now. Wait for the end of the run, or "
                                        "start first.")},
    Sentence{"no-tun-chosen",
             QT_TRANSLATE_NOOP("words", "There is no tun to send into. Choose or create one first.")},
    Sentence{"tun-deleted", QT_TRANSLATE_NOOP("words", "%1 was deleted. Create it again to send into it.")},
    Sentence{"tun-closed-before", QT_TRANSLATE_NOOP("words", "The tun was closed before the first ping.")},
    Sentence{"tun-closed-elsewhere",
             QT_TRANSLATE_NOOP("words", "The tun was closed from the other side. Start the lab again.")},
    Sentence{"tun-down-to-write",
             QT_TRANSLATE_NOOP("words", "The tun could not be written to: its device is down. Set it up "
                                        "again and repeat the ping.")},
    Sentence{"tun-not-written",
             QT_TRANSLATE_NOOP("words", "The tun could not be written to: %e1. Start the lab again.")},
    Sentence{"tun-down-to-read",
             QT_TRANSLATE_NOOP("words", "The tun could not be read: its device is down. Set it up again and "
                                        "repeat the ping.")},
    Sentence{"tun-not-read",
             QT_TRANSLATE_NOOP("words", "The tun could not be read: %e1. Start the lab again.")},
    Sentence{"details-off",
             QT_TRANSLATE_NOOP("words", "Rules, connections and frames are not reported in this run: it is "
                                        "one of more than 100 pings less than 1 ms apart, which they would "
                                        "slow down.")},

    // ---- what a ping may be
    Sentence{"destination-missing",
             QT_TRANSLATE_NOOP("words", "The destination is no address. Give one like 203.0.113.29.")},
    Sentence{"source-missing",
             QT_TRANSLATE_NOOP("words", "The source is no address. Give one like 192.168.69.1.")},
    Sentence{"families-differ",
             QT_TRANSLATE_NOOP("words", "The source is an address of the other family. Give two IPv4 or two "
                                        "IPv6 addresses.")},
    Sentence{"too-many-addresses",
             QT_TRANSLATE_NOOP("words", "More than 60 further addresses cannot be traced. Leave some "
                                        "out.")},
    Sentence{"fragment-size-unusable",
             QT_TRANSLATE_NOOP("words", "The size of the fragments cannot be used. Give a multiple of 8 "
                                        "from 8 to 1448.")},
    Sentence{"fragments-forbidden",
             QT_TRANSLATE_NOOP("words", "A packet that must not be fragmented cannot be sent in fragments. "
                                        "Choose one.")},
    Sentence{"no-source-to-send-from",
             QT_TRANSLATE_NOOP("words",
                               "No source address is known from which %1 can be asked there: there is no way "
                               "to it, or only the namespace's root may look. Give one.")},
    Sentence{"prepare-in-lab-only",
             QT_TRANSLATE_NOOP("words",
                               "--prepare runs commands in a lab only: nothing of this machine is changed.")},
    Sentence{"one-place-only", QT_TRANSLATE_NOOP("words", "Give one of --lab, --host and --netns.")},
    Sentence{"machine-sends-by-socket",
             QT_TRANSLATE_NOOP("words",
                               "On a machine that is no lab, probes are sent by ordinary sockets: no "
                               "fragments, no wrong checksums, and of TCP whole connections only.")},
    Sentence{
        "far-end-not-found",
        QT_TRANSLATE_NOOP("words", "The other end of %1 is in a network namespace that is not known here.")},
    Sentence{
        "far-end-takes-root",
        QT_TRANSLATE_NOOP("words", "Only root sees those of all processes: run the same command with sudo.")},
    Sentence{
        "far-end-needs-process",
        QT_TRANSLATE_NOOP("words", "It takes a process that runs in it, or a name that `ip netns` lists.")},
    Sentence{"far-end-without-way",
             QT_TRANSLATE_NOOP("words", "At the other end of %1 there is no way to %2: %e.")},
    Sentence{"far-end-without-source",
             QT_TRANSLATE_NOOP("words", "The other end of %1 cannot send from %3 to %2: %e.")},
    Sentence{"far-end-goes-elsewhere",
             QT_TRANSLATE_NOOP(
                 "words", "What is sent to %2 at the other end of %1 does not come here: it leaves by %3.")},
    Sentence{"netns-not-entered",
             QT_TRANSLATE_NOOP("words", "The network namespace %1 cannot be entered: %e.")},
    Sentence{"netns-takes-root",
             QT_TRANSLATE_NOOP("words",
                               "It takes CAP_SYS_ADMIN: run the same command with sudo. For a container of "
                               "your own that runs without root, give the PID of a process in it.")},
    Sentence{"netns-takes-root-once",
             QT_TRANSLATE_NOOP(
                 "words",
                 "It takes root. This command starts Hookwalk there, as yourself; for a container of "
                 "your own that runs without root, give the PID of a process in it.")},
    Sentence{"netns-are-named",
             QT_TRANSLATE_NOOP("words",
                               "Give a name that `ip netns` lists, a file such as /proc/PID/ns/net, or the "
                               "PID of a process in it.")},
    Sentence{"too-many-tcp-packets",
             QT_TRANSLATE_NOOP("words", "The TCP flags cannot be used. Give those of 1 to 16 packets.")},
    Sentence{"no-tcp-flags",
             QT_TRANSLATE_NOOP("words",
                               "--tcp-flags %1 names no TCP flags. Give fin, syn, rst, psh, ack, urg, ece "
                               "and cwr, joined by commas, or none.")},
    Sentence{"flags-without-tcp",
             QT_TRANSLATE_NOOP("words", "Only TCP has such flags. Choose the protocol tcp.")},
    Sentence{"handshake-needs-syn",
             QT_TRANSLATE_NOOP("words", "Only a TCP SYN opens a connection. Choose the protocol tcp and no "
                                        "other flags.")},
    Sentence{"handshake-not-from-device",
             QT_TRANSLATE_NOOP("words", "Behind a device no socket can go on with a connection. Send it from "
                                        "the tun or from this machine.")},
    Sentence{"device-name-unusable",
             QT_TRANSLATE_NOOP("words", "The device cannot be used. Give a name of 1 to 15 bytes, for "
                                        "example eth0.")},
    Sentence{"count-out-of-range",
             QT_TRANSLATE_NOOP("words", "The count is out of range. Give a number from 1 to 1000000.")},
    Sentence{"interval-out-of-range",
             QT_TRANSLATE_NOOP("words", "The interval is out of range. Give 0 to 3600 seconds.")},
    Sentence{"timeout-out-of-range",
             QT_TRANSLATE_NOOP("words", "The timeout is out of range. Give more than 0 and at most 60 "
                                        "seconds.")},
    Sentence{"payload-needs-fragments",
             QT_TRANSLATE_NOOP("words", "The payload is too long. At most %1 bytes fit into one packet; "
                                        "more only in fragments.")},
    Sentence{"payload-too-long",
             QT_TRANSLATE_NOOP("words", "The payload is too long. At most %1 bytes fit into one packet.")},
    Sentence{"raw-empty",
             QT_TRANSLATE_NOOP("words",
                               "There are no bytes. Write a whole IP packet in hexadecimal, as in 45 00 00 "
                               "1d.")},
    Sentence{"raw-not-hexadecimal",
             QT_TRANSLATE_NOOP("words", "\"%1\" is no byte. Write two hexadecimal digits for each.")},
    Sentence{
        "raw-no-version",
        QT_TRANSLATE_NOOP("words", "The first digit is the version of IP: 4 or 6, and not %1 (decimal).")},
    Sentence{"raw-header-cut",
             QT_TRANSLATE_NOOP("words",
                               "The IPv%1 header is not whole: it has %2 bytes or more, and there are %3.")},
    Sentence{"raw-too-long",
             QT_TRANSLATE_NOOP("words", "These are %1 bytes. At most %2 go into one packet.")},
    Sentence{"raw-from-here",
             QT_TRANSLATE_NOOP("words",
                               "The kernel would complete the header of what a process here sends. Send the "
                               "bytes from the tun or a device.")},
    Sentence{"ttl-out-of-range",
             QT_TRANSLATE_NOOP("words", "The TTL is out of range. Give a number from 1 to 255.")},
    Sentence{"ipv6-without-checksum",
             QT_TRANSLATE_NOOP("words", "IPv6 headers have no checksum that could be wrong. Damage the "
                                        "transport's instead.")},

    // ---- files
    Sentence{"no-such-file", QT_TRANSLATE_NOOP("words", "There is no file \"%1\". Check its name.")},
    Sentence{"file-closed",
             QT_TRANSLATE_NOOP("words", "\"%1\" may not be read by you. Change its permissions, or read it "
                                        "as root and pipe it in.")},
    Sentence{"file-is-directory",
             QT_TRANSLATE_NOOP("words", "\"%1\" is a directory. Name a log file in it.")},
    Sentence{"file-not-read", QT_TRANSLATE_NOOP("words", "\"%1\" cannot be read: %e.")},
    Sentence{"input-not-read", QT_TRANSLATE_NOOP("words", "Standard input cannot be read: %e.")},
    Sentence{"file-empty",
             QT_TRANSLATE_NOOP("words", "\"%1\" is empty. Save a kernel log into it first, for example with "
                                        "dmesg.")},
    Sentence{"input-empty",
             QT_TRANSLATE_NOOP("words", "Standard input is empty. Save a kernel log into it first, for "
                                        "example with dmesg.")},
    Sentence{"file-of-zeros",
             QT_TRANSLATE_NOOP("words", "\"%1\" gives nothing but zero bytes, so it is no log.")},
    Sentence{"input-of-zeros",
             QT_TRANSLATE_NOOP("words", "Standard input gives nothing but zero bytes, so it is no log.")},
    Sentence{"file-of-long-lines",
             QT_TRANSLATE_NOOP("words", "\"%1\" has a line of more than 16 MiB, so it is no log.")},
    Sentence{"input-of-long-lines",
             QT_TRANSLATE_NOOP("words", "Standard input has a line of more than 16 MiB, so it is no "
                                        "log.")},
    Sentence{"file-too-large",
             QT_TRANSLATE_NOOP("words", "\"%1\" has more than %2 MiB, too much for this machine's memory. "
                                        "Read a part of it, for example its end: tail -c 500M.")},
    Sentence{"input-too-large",
             QT_TRANSLATE_NOOP("words", "Standard input has more than %1 MiB, too much for this machine's "
                                        "memory. Read a part of it, for example its end: tail -c 500M.")},
    Sentence{"file-without-log-line",
             QT_TRANSLATE_NOOP(
                 "words", "%1 holds no line of netfilter's LOG target (none has IN= and "
                          "OUT=). Save a log with: dmesg > saved.log. What is otherwise packed or binary "
                          "must be made text first.")},
    Sentence{"input-without-log-line",
             QT_TRANSLATE_NOOP(
                 "words", "The input holds no line of netfilter's LOG target (none has IN= and OUT=). A log "
                          "comes, for example, from: dmesg, or journalctl -k. What is otherwise packed or "
                          "binary must be made text first.")},
    Sentence{"file-of-connections",
             QT_TRANSLATE_NOOP("words",
                               "This tells of connections (%1) and of no packet. Known are their addresses "
                               "before and after NAT (`hookwalk-cli traversals` prints them); which chains "
                               "and rules their packets met is not.")},
    Sentence{"capture-without-ip",
             QT_TRANSLATE_NOOP("words", "\"%1\" is a capture without any IP packet. Capture some, for "
                                        "example: tcpdump -i any -w saved.pcap ip or ip6.")},
    Sentence{"capture-of-other-link",
             QT_TRANSLATE_NOOP("words", "\"%1\" is a capture of link type %2, which is not read. Read are "
                                        "Ethernet, raw IP, Linux cooked and loopback.")},
    Sentence{"capture-unreadable",
             QT_TRANSLATE_NOOP("words", "\"%1\" is a capture of which nothing can be read. %w2")},
    Sentence{"capture-head-damaged", QT_TRANSLATE_NOOP("words", "The head of the capture is damaged (%1).")},
    Sentence{"capture-damaged",
             QT_TRANSLATE_NOOP("words", "The capture is damaged or ends behind frame %1. What came before is "
                                        "shown.")},
    Sentence{"capture-not-read-on",
             QT_TRANSLATE_NOOP("words",
                               "The capture cannot be read behind frame %1: %e2. What came before is "
                               "shown.")},
    Sentence{"capture-headers-cut",
             QT_TRANSLATE_NOOP("words",
                               "The snap length is shorter than the headers of some packets (%1): what "
                               "is missing of these is not known. Capture with: tcpdump -s 0.")},
    Sentence{
        "capture-links-left-out",
        QT_TRANSLATE_NOOP(
            "words",
            "Some frames of the capture are left out (%1): no IP, or of link type %2, which is not read.")},
    Sentence{"together-without-capture",
             QT_TRANSLATE_NOOP("words", "Captures (pcap, pcapng) are joined with one log, and these are two "
                                        "logs. Logs are joined with cat, in the order of their times.")},
    Sentence{"together-apart",
             QT_TRANSLATE_NOOP("words",
                               "The times of log and capture do not overlap, and no packet looks the "
                               "same in both: nothing is joined.")},
    Sentence{"together-nothing-alike",
             QT_TRANSLATE_NOOP("words", "No packet looks the same in log and capture, so their clocks cannot "
                                        "be compared: nothing is joined but what their times show.")},
    Sentence{"together-clocks-set",
             QT_TRANSLATE_NOOP("words", "Log and capture count time differently: that of the capture was set "
                                        "to the log's by packets that both show (%1).")},
    Sentence{"no-memory-for-file",
             QT_TRANSLATE_NOOP("words", "There is not enough memory to read %1. Read a part of it, for "
                                        "example its end: tail -c 500M.")},
    Sentence{"file-packed-badly",
             QT_TRANSLATE_NOOP("words",
                               "The packed data of \"%1\" is damaged. What can be read of it is shown, "
                               "and a line that is missing proves nothing.")},
    Sentence{"file-ends-early",
             QT_TRANSLATE_NOOP("words", "The packed data of \"%1\" ends too early. What can be read of it is "
                                        "shown; what came behind its end is not known.")},
    Sentence{
        "anonymised-lines-emptied",
        QT_TRANSLATE_NOOP("words", "Lines about no packet, which may name anything, were emptied (%1).")},
    Sentence{"anonymised-comments-left-out",
             QT_TRANSLATE_NOOP("words", "Comments of the capture were left out (%1).")},
    Sentence{"recording-newer",
             QT_TRANSLATE_NOOP("words", "\"%1\" was saved by a newer Hookwalk (format %2). What this one "
                                        "knows of it is shown.")},
    Sentence{"autosave-ended",
             QT_TRANSLATE_NOOP("words",
                               "Nothing more is kept for after a crash, as \"%1\" cannot be written: "
                               "%e. What is shown stays; save it.")},
    Sentence{"file-changed",
             QT_TRANSLATE_NOOP("words", "\"%1\" was emptied or rewritten while it was read. What was read "
                                        "until then is shown; read it again to see what it holds now.")},
    Sentence{"file-not-written",
             QT_TRANSLATE_NOOP("words", "%1 cannot be written: %e. Choose another folder or name.")},
    Sentence{"no-plain-file",
             QT_TRANSLATE_NOOP("words", "%1 cannot be written: It is no plain file. Choose another folder "
                                        "or name.")},
    Sentence{"output-not-written",
             QT_TRANSLATE_NOOP("words", "Standard output cannot be written: %e. Choose another folder or "
                                        "name.")},
};

} // namespace

std::span<const Sentence> sentencesOfSession()
{
    return ofSession;
}

} // namespace hookwalk::words
