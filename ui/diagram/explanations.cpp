// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/explanations.h"

#include <QCoreApplication>

namespace hookwalk::ui
{

namespace
{

struct Text {
    const char* title;
    const char* body;
};

struct ChainText {
    Chain chain;
    Text text;
};

#define TEXT(title, body)                                                                                    \
    {                                                                                                        \
        QT_TRANSLATE_NOOP("Caption", title), QT_TRANSLATE_NOOP("Caption", body)                              \
    }

constexpr ChainText chainTexts[] = {
    {{Table::Raw, Hook::Prerouting},
     TEXT("Received from {in}", "The raw table sees a packet first, before connection tracking. Its rules "
                                "can exempt it from tracking.")},
    {{Table::Mangle, Hook::Prerouting},
     TEXT("Before the way is chosen", "mangle may change the header and the mark here, in time for the "
                                      "routing decision to look at them.")},
    {{Table::Nat, Hook::Prerouting},
     TEXT("First packet of a connection", "Rules here can give it another destination: DNAT, REDIRECT. Later "
                                          "packets of the connection skip nat.")},
    {{Table::Mangle, Hook::Input},
     TEXT("For this machine",
          "The routing decision said: local. mangle may still change the header before filter.")},
    {{Table::Filter, Hook::Input},
     TEXT("Is it let in?",
          "A firewall of this machine stands here: ACCEPT lets the packet in, DROP ends it.")},
    {{Table::Security, Hook::Input},
     TEXT("Security label", "Mandatory access control, such as SELinux, labels what filter has let in.")},
    {{Table::Nat, Hook::Input},
     TEXT("Last stop before the socket", "Rules here can give packets to this machine another source. nat "
                                         "sees the first packet of a connection only.")},
    {{Table::Mangle, Hook::Forward},
     TEXT("Forwarded to {out}",
          "This machine is a router for this packet. mangle may change it before filter decides.")},
    {{Table::Filter, Hook::Forward},
     TEXT("Is it let through?", "A router's firewall stands here. It judges what goes from {in} to {out}.")},
    {{Table::Security, Hook::Forward},
     TEXT("Security label",
          "Mandatory access control, such as SELinux, labels what filter has let through.")},
    {{Table::Raw, Hook::Output},
     TEXT("Sent by a local process", "The raw table sees the packet first, before connection tracking.")},
    {{Table::Mangle, Hook::Output},
     TEXT("Before it leaves",
          "A mark or type of service changed here makes the kernel look up the route again.")},
    {{Table::Nat, Hook::Output},
     TEXT("First packet of a connection",
          "Rules here can give packets of this machine another destination.")},
    {{Table::Filter, Hook::Output},
     TEXT("Is it let out?", "A firewall against this machine's own programs stands here.")},
    {{Table::Security, Hook::Output},
     TEXT("Security label", "Mandatory access control, such as SELinux, labels what filter has let out.")},
    {{Table::Mangle, Hook::Postrouting},
     TEXT("About to leave by {out}", "Forwarded and local packets meet here. mangle sees the packet as it "
                                     "will be queued for the device.")},
    {{Table::Nat, Hook::Postrouting},
     TEXT("The source may change", "SNAT and MASQUERADE choose the source here. The log still shows the old "
                                   "one: the rewrite comes after.")},
};

constexpr Text conntrackText =
    TEXT("A new connection",
         "conntrack knows no connection of this packet and makes an entry for it. It is no table: "
         "no rule can stand here.");
constexpr Text conntrackKnownText = TEXT(
    "A known connection",
    "conntrack finds the connection that the first packet made. It is no table: no rule can stand here.");
constexpr Text forwardText = TEXT(
    "The way leads to {out}", "The destination is no address of this machine, so the packet is forwarded.");
constexpr Text inputText =
    TEXT("It is for this machine",
         "The destination is an address of this machine, so the packet goes up to INPUT.");
constexpr Text routingText =
    TEXT("Which way?", "The kernel looks up the destination: this machine, or another one.");
constexpr Text routingOutText = TEXT(
    "Which way out?", "The kernel chooses the device and, where the program did not, the source address.");
constexpr Text rerouteText =
    TEXT("The route is looked up again",
         "A rule of OUTPUT changed the mark or an address, so another way may be right.");
constexpr Text sendText =
    TEXT("A local process sends", "A program on this machine wrote the packet to a socket.");
constexpr Text deliveredText = TEXT("Delivered", "The packet has reached a socket on this machine.");
constexpr Text networkInText = TEXT("Arrives at {in}", "The packet came in from the network by {in}.");
constexpr Text networkOutText =
    TEXT("Sent out by {out}", "The packet leaves netfilter and goes to the network by {out}.");
constexpr Text writtenText =
    TEXT("Written to {in}",
         "A program wrote the packet to the tun. For the kernel it was received from a network.");
constexpr Text readText =
    TEXT("Read from {out}", "The kernel sent the packet to the tun: the program that holds it reads it.");
constexpr Text unplacedText =
    TEXT("Seen somewhere", "The prefix of this line names no chain, so its place is unknown.");

#undef TEXT

bool skipsNatAfter(const Walk& walk, std::size_t index)
{
    for (std::size_t i = index; i < walk.stops.size(); ++i) {
        const Stop& stop = walk.stops[i];
        if (stop.stage.kind == StageKind::Chain && stop.stage.chain.table == Table::Nat)
            return stop.kind == StopKind::Skipped;
    }
    return false;
}

const Text& chainText(Chain chain)
{
    for (const auto& [candidate, text] : chainTexts) {
        if (candidate == chain)
            return text;
    }
    return unplacedText;
}

const Text& routingInText(const Walk& walk, std::size_t index)
{
    for (std::size_t i = index; i < walk.stops.size(); ++i) {
        const Stage& stage = walk.stops[i].stage;
        if (stage.kind == StageKind::Chain && stage.chain.hook == Hook::Forward)
            return forwardText;
        if (stage.kind == StageKind::Chain && stage.chain.hook == Hook::Input)
            return inputText;
    }
    return routingText;
}

const Text& textOf(const Walk& walk, std::size_t index)
{
    const Stage& stage = walk.stops[index].stage;
    switch (stage.kind) {
    case StageKind::Chain:
        return chainText(stage.chain);
    case StageKind::Conntrack:
    case StageKind::AddressRewrite:
        return skipsNatAfter(walk, index) ? conntrackKnownText : conntrackText;
    case StageKind::RoutingIn:
        return routingInText(walk, index);
    case StageKind::RoutingOut:
        return routingOutText;
    case StageKind::RerouteCheck:
        return rerouteText;
    case StageKind::LocalProcess:
        return index == 0 ? sendText : deliveredText;
    case StageKind::NetworkIn:
        return networkInText;
    case StageKind::NetworkOut:
        return networkOutText;
    case StageKind::TunWritten:
        return writtenText;
    case StageKind::TunRead:
        return readText;
    case StageKind::Unplaced:
        break;
    }
    return unplacedText;
}

} // namespace

Explanation explanationOf(const Walk& walk, int stop)
{
    const Text& text = textOf(walk, static_cast<std::size_t>(stop));
    return {QCoreApplication::translate("Caption", text.title),
            QCoreApplication::translate("Caption", text.body)};
}

} // namespace hookwalk::ui
