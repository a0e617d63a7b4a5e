// SPDX-License-Identifier: GPL-3.0-or-later
// A helper with a lab and its tun: whose it is, what goes through it, and what its user would do in it.
#pragma once

#include "support/helperclient.h"
#include "wire/probe.h"

#include <QString>
#include <QStringList>

namespace hookwalk::test
{

// Rows for what holds for anybody: column "user".
void users();
// The same for every place that the sightings may come from: columns "user" and "source".
void usersAndSources();

// The chains that a ping to the far address meets, on its way there as the first of its connection, and back.
extern const QStringList forwardedRequest, forwardedReply;

struct Lab {
    explicit Lab(User user = User::Root);
    explicit Lab(const std::function<bool()>& enter); // see HelperClient

    bool write(const wire::Packet& packet) const;
    // An echo request to the far address.
    bool writeEcho(std::uint16_t id, std::uint16_t sequence) const;
    // The next packet that is read from the tun; one of kind Foreign where none comes within the time.
    wire::ReceivedPacket next(int atMostMs = 1000) const;
    // True where the reply with this id and sequence comes, each packet within two seconds.
    bool readReply(std::uint16_t id, std::uint16_t sequence) const;
    bool ping(std::uint16_t id, std::uint16_t sequence = 1) const;

    // In the namespace under study. Commands of a shell: their complaint where one fails; of nft: what is
    // printed, or said instead.
    std::string run(const QString& commands) const;
    std::string nft(const std::string& commands) const;
    void sendUdp(const IpAddress& to) const;

    // The answer comes behind all that was reported; without one, `why` says so.
    protocol::TraceShown shown();

    HelperClient helper;
    std::string problem; // why it could not be made
    UniqueFd tun;

private:
    void make();
};

} // namespace hookwalk::test
