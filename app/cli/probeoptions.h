// SPDX-License-Identifier: GPL-3.0-or-later
// Command line options for a probe and its lab, shared by ping and explain.
#pragma once

#include "labrun.h"
#include "subcommands.h"

#include <QCommandLineParser>

namespace hookwalk::cli
{

// Each reads one value; an Error says which one cannot be used and what to give.
Result<quint32> wholeNumber(const char* option, const QString& text, quint32 least, quint32 most);
Result<qint64> microseconds(const char* option, const QString& text, qint64 most); // from seconds
Result<IpAddress> address(const QString& text, Said refusal);

class ProbeOptions
{
public:
    void addTo(QCommandLineParser& parser) const;
    // Sets all but addresses, count and times, for which each command has its own options; the addresses must
    // be set before, or be null. An Error if an option cannot be used.
    Result<void> read(const QCommandLineParser& parser, LabOrder& order) const;

private:
    using Option = QCommandLineOption;
    static QString s(const char* text) { return QLatin1String(text); }

    Result<void> readPacket(const QCommandLineParser& parser, session::PingRequest& request) const;

    Option m_lab{s("lab"), cli::tr("Send it in a lab of its own: so without another place.")};
    Option m_host{s("host"),
                  cli::tr("Send it from this machine itself, by an ordinary socket, or from a tun of its "
                          "own (--from). Nothing is changed there.")};
    Option m_netns{
        s("netns"),
        cli::tr("The same in a network namespace: a name that ip netns lists, a file, or the PID of a "
                "process in it, a container's too."),
        s("NAME|PATH|PID")};
    Option m_protocol{{s("protocol"), s("proto")},
                      cli::tr("icmp, udp or tcp (a SYN, as Linux sends it). Default: icmp."),
                      s("PROTOCOL"),
                      s("icmp")};
    Option m_port{s("port"), cli::tr("Destination port. Default: 33434 for udp, 80 for tcp."), s("N"),
                  s("0")};
    Option m_sourcePort{s("source-port"), cli::tr("Source port of the first probe. Default: one of its own."),
                        s("N"), s("0")};
    Option m_same{s("same-connection"),
                  cli::tr("Keep one ICMP id or source port: nat chains see only the first packet.")};
    Option m_tcpFlags{s("tcp-flags"),
                      cli::tr("The flags of a TCP packet, as in syn,ack; given several times: of one flow's "
                              "packets, one after another. Default: syn."),
                      s("FLAGS"), s("syn")};
    Option m_handshake{
        s("handshake"),
        cli::tr("Open a TCP connection, where the SYN is answered, and close it again. With --from local a "
                "socket does it.")};
    Option m_size{
        s("size"),
        cli::tr("Bytes of payload, 0 to 1472; more with --fragment. Default: 13, and none for tcp."), s("N"),
        s("13")};
    Option m_ttl{s("ttl"), cli::tr("Time to live or hop limit, 1 to 255. Default: 64."), s("N"), s("64")};
    Option m_df{s("df"), cli::tr("Forbid fragmenting on the way (IPv4). TCP does so anyway.")};
    Option m_noDf{s("no-df"), cli::tr("Allow fragmenting on the way for TCP, too.")};
    Option m_fragment{s("fragment"),
                      cli::tr("Send it in IP fragments of N bytes, a multiple of 8, 8 to 1448."), s("N"),
                      s("0")};
    Option m_damage{s("damage"), cli::tr("Make a checksum wrong on purpose: ip or transport."), s("WHICH"),
                    s("none")};
    Option m_from{
        {s("from"), s("iif")},
        cli::tr("Where it comes from: tun, local (a process of this machine) or a device (it arrives "
                "there). Default: tun."),
        s("DEV"),
        s("tun")};
    Option m_prepare{
        s("prepare"),
        cli::tr("Run this shell command in the lab before the first probe; may be given several times."),
        s("COMMAND")};
    Option m_source{s("source"),
                    cli::tr("Where events come from: auto, kmsg, nflog, both or nftrace. Default: auto."),
                    s("SOURCE"), s("auto")};
    Option m_noDetails{s("no-details"),
                       cli::tr("Report trace points only: no rules, connections and frames.")};
    Option m_save{
        s("save"),
        cli::tr(
            "Save all that is reported as a log file, for `hookwalk-cli traversals` and the window; \"-\": "
            "to "
            "standard output, and what else is printed to standard error. It is written as it comes, to "
            "FILE.part beside FILE, and takes FILE's place when the run ends, also by Ctrl-C, SIGTERM or a "
            "closed terminal: until then an old FILE stays as it was. After a kill FILE.part is left, with "
            "all but the last moment."),
        s("FILE")};
    Option m_maxSize{s("max-size"), cli::tr("End the run when N MiB have been reported, 1 to 1000000."),
                     s("N"), s("0")};
    Option m_maxTime{s("max-time"), cli::tr("End the run after S seconds."), s("S"), s("0")};
    Option m_json{s("json"), cli::tr("Print one JSON object for each packet, then one with the outcome.")};
};

} // namespace hookwalk::cli
