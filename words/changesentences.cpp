// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a change of the machine: what it cannot be (core/change), why it is refused
// (core/kernel/precautions, core/kernel/changes), and what is wrong with a message (core/protocol).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array changes{
    // ---- what a field of a change cannot be
    Sentence{"address-missing",
             QT_TRANSLATE_NOOP("words",
                               "An address is missing: give one with its prefix length, as 192.0.2.1/24.")},
    Sentence{"bad-prefix-length",
             QT_TRANSLATE_NOOP(
                 "words", "The prefix length of %1 goes from 1 to %2; /0 would be every address there is.")},
    Sentence{"unspecified-address",
             QT_TRANSLATE_NOOP("words", "0.0.0.0 is no address of a device: give another one.")},
    Sentence{"bits-behind-prefix",
             QT_TRANSLATE_NOOP("words", "The bits behind the prefix must be zero: %1.")},
    Sentence{"source-not-ipv4",
             QT_TRANSLATE_NOOP("words",
                               "The new source is an address of the subnet's family: give an IPv4 address.")},
    Sentence{"source-not-ipv6",
             QT_TRANSLATE_NOOP("words",
                               "The new source is an address of the subnet's family: give an IPv6 address.")},
    Sentence{"device-name-missing",
             QT_TRANSLATE_NOOP("words", "A device has a name of 1 to 15 bytes: give one.")},
    Sentence{"device-name-too-long",
             QT_TRANSLATE_NOOP("words", "A device's name has at most 15 bytes; these are %1.")},
    Sentence{"blank-in-device-name",
             QT_TRANSLATE_NOOP("words",
                               "The kernel takes no blank in a device's name, nor a byte A0: leave it out.")},
    Sentence{"device-name-reserved",
             QT_TRANSLATE_NOOP("words", "The kernel keeps the name “%1” for itself: choose another one.")},
    Sentence{"bad-letter-in-device-name",
             QT_TRANSLATE_NOOP("words", "“%1” cannot be part of a device's name: leave it out.")},
    Sentence{"device-not-in-rules",
             QT_TRANSLATE_NOOP("words",
                               "A rule cannot name the device “%1”: a quote, or a star or plus at the "
                               "end, has a meaning of its own there. Give the device another name.")},
    Sentence{"bad-mtu", QT_TRANSLATE_NOOP("words", "The MTU is a number of bytes from 68 to 65535.")},
    Sentence{"bad-filter-value",
             QT_TRANSLATE_NOOP("words", "The reverse path filter is 0 (off), 1 (strict) or 2 (loose).")},
    Sentence{"route-of-two-families",
             QT_TRANSLATE_NOOP("words", "A route is asked for between two addresses of one family.")},
    Sentence{"traced-address-missing",
             QT_TRANSLATE_NOOP("words", "An address to trace is missing: give one.")},

    // ---- messages between session and helper
    Sentence{"message-no-map",
             QT_TRANSLATE_NOOP("words", "The other side of the helper's socket said something that makes no "
                                        "sense (a body that is not a CBOR map).")},
    Sentence{"message-of-unknown-kind",
             QT_TRANSLATE_NOOP("words", "The other side of the helper's socket said something that makes no "
                                        "sense (a message of unknown kind %1).")},
    Sentence{"message-of-bad-length",
             QT_TRANSLATE_NOOP("words", "The other side of the helper's socket said something that makes no "
                                        "sense (a message of %1 bytes).")},
    Sentence{"message-with-bad-field",
             QT_TRANSLATE_NOOP(
                 "words",
                 "The other side of the helper's socket said something that makes no sense (the field %1).")},
    Sentence{"field-not-taken",
             QT_TRANSLATE_NOOP("words", "The field %1 is missing, or is none that this helper takes. Make "
                                        "sure that Hookwalk and its helper are of the same version.")},
    Sentence{"reports-damaged",
             QT_TRANSLATE_NOOP("words", "The helper sent a batch of packets that is cut short or damaged.")},
    Sentence{"same-version",
             QT_TRANSLATE_NOOP("words", "Make sure that Hookwalk and its helper are of the same version.")},

    // ---- what is in use cannot be found out
    Sentence{"routes-in-use-unknown",
             QT_TRANSLATE_NOOP(
                 "words", "The kernel does not show its routes, so nobody can tell what would be cut: %e.")},
    Sentence{"sockets-in-use-unknown",
             QT_TRANSLATE_NOOP(
                 "words", "The kernel does not show its sockets, so nobody can tell what would be cut: %e.")},
    Sentence{
        "connections-in-use-unknown",
        QT_TRANSLATE_NOOP(
            "words", "The kernel does not show its connections, so nobody can tell what would be cut: %e.")},
    Sentence{"connections-not-understood",
             QT_TRANSLATE_NOOP("words", "The kernel tells of connections that this Hookwalk does not "
                                        "understand, so nobody can tell what would be cut.")},
    Sentence{
        "settings-in-use-unknown",
        QT_TRANSLATE_NOOP("words", "/proc/sys cannot be read, so nobody can tell what would be cut: %e.")},
    Sentence{"setting-in-use-unknown",
             QT_TRANSLATE_NOOP("words",
                               "The setting net/%1 cannot be read, so nobody can tell what would be cut.")},
    Sentence{"holders-not-found-out",
             QT_TRANSLATE_NOOP("words", "Who has a device open cannot be found out (%1): %e.")},

    // ---- what would be cut, or could not be put back
    Sentence{"network-too-wide",
             QT_TRANSLATE_NOOP("words", "%1 would draw the traffic of half the internet. The prefix has %2 "
                                        "bits or more on this machine.")},
    Sentence{"network-overlaps",
             QT_TRANSLATE_NOOP("words", "%1 overlaps with %2 at %3: connections there would be cut.")},
    Sentence{
        "network-overlaps-route",
        QT_TRANSLATE_NOOP(
            "words", "%1 overlaps with %2, which is reached through %3: connections there would be cut.")},
    Sentence{
        "network-overlaps-other-route",
        QT_TRANSLATE_NOOP(
            "words",
            "%1 overlaps with %2, which is reached through another device: connections there would be cut.")},
    Sentence{"network-holds-router",
             QT_TRANSLATE_NOOP("words", "The router %1 lies in %2: what goes through it would be cut.")},
    Sentence{
        "network-cuts-own",
        QT_TRANSLATE_NOOP(
            "words",
            "This machine has a connection with %1. It would be cut, because %1 lies in the network of %2.")},
    Sentence{"network-cuts-passing",
             QT_TRANSLATE_NOOP("words", "A connection of %1 with %2 passes through this machine. It would be "
                                        "cut, because %2 lies in the network of %3.")},
    Sentence{"others-not-tracked",
             QT_TRANSLATE_NOOP("words", "This machine routes for others and tracks no connections, so nobody "
                                        "can tell whether one of theirs has an end in %1.")},
    Sentence{"choose-free-network",
             QT_TRANSLATE_NOOP("words", "Choose a network that is free, %1 for example.")},
    Sentence{"choose-private-network",
             QT_TRANSLATE_NOOP("words", "Choose a private network, %1 for example.")},
    Sentence{"choose-another-network", QT_TRANSLATE_NOOP("words", "Choose another network.")},
    Sentence{"program-connected",
             QT_TRANSLATE_NOOP(
                 "words", "A program on this machine has a connection from %1 with %2: it would be cut.")},
    Sentence{"connection-passes",
             QT_TRANSLATE_NOOP("words",
                               "A connection of %1 with %2 passes through this machine: it would be cut.")},
    Sentence{"end-it-first", QT_TRANSLATE_NOOP("words", "End it first.")},
    Sentence{"port-not-put-back",
             QT_TRANSLATE_NOOP(
                 "words",
                 "%1 was there before, and it is a port of a bridge or bond, which could not be put back.")},
    Sentence{
        "upper-device-not-put-back",
        QT_TRANSLATE_NOOP(
            "words",
            "%1 was there before, and %2 on top of it would go down, too, which could not be put back.")},
    Sentence{
        "neighbour-not-put-back",
        QT_TRANSLATE_NOOP(
            "words",
            "%1 was there before, and it has a permanent neighbour entry, which could not be put back.")},
    Sentence{"nat-of-everybody",
             QT_TRANSLATE_NOOP("words", "/0 would rewrite everybody's packets. Say the network of the tun.")},
    Sentence{"nat-overlaps", QT_TRANSLATE_NOOP("words", "%1 overlaps with %2 at %3: what other hosts send "
                                                        "through this machine would be rewritten, too.")},
    Sentence{"nat-overlaps-route",
             QT_TRANSLATE_NOOP("words", "%1 overlaps with %2, which is reached through %3: what other hosts "
                                        "send through this machine would be rewritten, too.")},
    Sentence{"nat-overlaps-other-route",
             QT_TRANSLATE_NOOP("words", "%1 overlaps with %2, which is reached through another device: what "
                                        "other hosts send through this machine would be rewritten, too.")},
    Sentence{"nat-rewrites-own",
             QT_TRANSLATE_NOOP("words", "This machine has a connection with %1, which lies in %2: what other "
                                        "hosts send through this machine would be rewritten, too.")},
    Sentence{"nat-rewrites-passing",
             QT_TRANSLATE_NOOP("words", "A connection of %1 with %2 passes through this machine. It would be "
                                        "rewritten, too, because %2 lies in %3.")},
    Sentence{"nat-for-the-tun", QT_TRANSLATE_NOOP("words", "Say the network of the tun alone.")},
    Sentence{"strict-filter-cuts",
             QT_TRANSLATE_NOOP("words", "This machine has several networks (%1): a strict filter could cut "
                                        "connections whose answers leave by another one.")},
    Sentence{"choose-loose-filter",
             QT_TRANSLATE_NOOP("words", "Choose loose, or make it strict at the tun alone.")},
    Sentence{
        "forwarded-before",
        QT_TRANSLATE_NOOP(
            "words", "This machine routed for others before Hookwalk: connections through it would be cut.")},
    Sentence{"default-route-forgotten",
             QT_TRANSLATE_NOOP("words",
                               "With IPv6 forwarding the kernel would forget its default route, which it "
                               "learned from a router at %1, and connections through it would end.")},
    Sentence{"device-in-use",
             QT_TRANSLATE_NOOP(
                 "words", "%1 was there before and a program has it open: its connections would be cut.")},
    Sentence{
        "device-in-use-by",
        QT_TRANSLATE_NOOP("words", "%1 was there before and %2 has it open: its connections would be cut.")},
    Sentence{
        "device-never-up",
        QT_TRANSLATE_NOOP(
            "words",
            "%1 was there before and was never up: what the first time does to it could not be undone.")},
    Sentence{"mtu-takes-ipv6",
             QT_TRANSLATE_NOOP("words",
                               "An MTU below 1280 takes IPv6 away from a device with all of its settings, "
                               "and these could not be put back for %1, which was there before.")},
    Sentence{"use-own-device", QT_TRANSLATE_NOOP("words", "Use a device of your own.")},

    // ---- what the kernel, or a device, does not let be done
    Sentence{
        "may-not-change-machine",
        QT_TRANSLATE_NOOP(
            "words", "This user may not change the network of this machine (CAP_NET_ADMIN is missing).")},
    Sentence{"use-pkexec-or-lab",
             QT_TRANSLATE_NOOP(
                 "words", "Start the helper with pkexec or run Hookwalk as root; the lab needs neither.")},
    Sentence{"needs-net-admin",
             QT_TRANSLATE_NOOP("words", "It needs CAP_NET_ADMIN: run Hookwalk as root, or use the lab.")},
    Sentence{"deleted-meanwhile", QT_TRANSLATE_NOOP("words", "It was deleted meanwhile.")},
    Sentence{"no-such-device", QT_TRANSLATE_NOOP("words", "There is no device %1.")},
    Sentence{"other-name-of-device", QT_TRANSLATE_NOOP("words", "%1 is another name of %2: use that one.")},
    Sentence{
        "no-tun",
        QT_TRANSLATE_NOOP("words", "%1 is no tun or tap device: Hookwalk changes tun and tap devices only.")},
    Sentence{"no-tun-but-kind",
             QT_TRANSLATE_NOOP(
                 "words",
                 "%1 is no tun or tap device but of kind %2: Hookwalk changes tun and tap devices only.")},
    Sentence{"device-exists", QT_TRANSLATE_NOOP("words", "There is a device %1 already: %e.")},
    Sentence{"device-exists-open-in",
             QT_TRANSLATE_NOOP("words", "There is a device %1 already, open in %2: %e.")},
    Sentence{"choose-another-name", QT_TRANSLATE_NOOP("words", "Choose another name.")},
    Sentence{"deleted-when-made", QT_TRANSLATE_NOOP("words", "%1 was deleted as soon as it was made.")},
    Sentence{"device-not-marked", QT_TRANSLATE_NOOP("words", "%1 cannot be marked as Hookwalk's own: %e.")},
    Sentence{"tun-not-ours",
             QT_TRANSLATE_NOOP("words", "%1 was not made by this Hookwalk, so it is not deleted.")},
    Sentence{"tun-not-deleted", QT_TRANSLATE_NOOP("words", "%1 cannot be deleted: %e.")},
    Sentence{"device-held", QT_TRANSLATE_NOOP("words", "%1 is open in %2: %e.")},
    Sentence{"device-held-by-another", QT_TRANSLATE_NOOP("words", "Another program has %1 open: %e.")},
    Sentence{"tun-of-somebody-else",
             QT_TRANSLATE_NOOP("words", "%1 belongs to somebody else: its owner and root may open it.")},
    Sentence{"device-not-up", QT_TRANSLATE_NOOP("words", "%1 cannot be brought up: %e.")},
    Sentence{"device-not-down", QT_TRANSLATE_NOOP("words", "%1 cannot be brought down: %e.")},
    Sentence{"mtu-refused", QT_TRANSLATE_NOOP("words", "%1 cannot have an MTU of %2: %e.")},
    Sentence{"mtu-of-tap", QT_TRANSLATE_NOOP("words", "A tap takes 68 to 65521 bytes.")},
    Sentence{"mtu-of-tun", QT_TRANSLATE_NOOP("words", "A tun takes 68 to 65535 bytes.")},
    Sentence{"address-refused", QT_TRANSLATE_NOOP("words", "%1 cannot have the address %2: %e.")},
    Sentence{"ipv6-off-at-device", QT_TRANSLATE_NOOP("words", "IPv6 is off at it: %1")},
    Sentence{"address-there-already", QT_TRANSLATE_NOOP("words", "%1 has the address %2 already: %e.")},
    Sentence{"no-such-address", QT_TRANSLATE_NOOP("words", "%1 has no address %2.")},
    Sentence{"route-not-lost",
             QT_TRANSLATE_NOOP("words", "No change of this session took the route to %2 from %1.")},
    Sentence{"route-takes-own",
             QT_TRANSLATE_NOOP("words",
                               "This machine has a connection with %1. The route to %2 would take it over.")},
    Sentence{"route-takes-passing",
             QT_TRANSLATE_NOOP("words",
                               "A connection of %1 with %2 passes through this machine. The route to "
                               "%3 would take it over.")},
    Sentence{"route-not-again", QT_TRANSLATE_NOOP("words", "%1 cannot have the route to %2: %e.")},
    Sentence{"address-kept", QT_TRANSLATE_NOOP("words", "%1 keeps the address %2: %e.")},

    // ---- commands that a person can type
    Sentence{"as-root", QT_TRANSLATE_NOOP("words", "As root: %1")},
    Sentence{"by-hand", QT_TRANSLATE_NOOP("words", "By hand: %1")},
    Sentence{"do-first", QT_TRANSLATE_NOOP("words", "First: %1")},
};

} // namespace

std::span<const Sentence> sentencesOfChanges()
{
    return changes;
}

} // namespace hookwalk::words
