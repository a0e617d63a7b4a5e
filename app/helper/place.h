// SPDX-License-Identifier: GPL-3.0-or-later
// Where the helper works: a lab of its own or the machine's own network, with everything that belongs to it.
// Chosen once.
#pragma once

#include "kernel/answers/investigation.h"
#include "kernel/changes/devices.h"
#include "kernel/changes/gateway.h"
#include "kernel/journal/namespacelogging.h"
#include "kernel/lab/lab.h"

#include <memory>
#include <optional>

namespace hookwalk::helper
{

class Place
{
public:
    // `session`: the socket. Both give up the capabilities that are only needed to set up the place.
    static Result<std::unique_ptr<Place>> makeLab(int session);
    // Where nothing may be changed, nothing is noted either: what is watched goes with this process.
    static Result<std::unique_ptr<Place>> useHost(int session, bool mayChange);
    ~Place() { journal.finish(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    Result<UniqueFd> openTun(const std::string& name);
    Result<void> make(const change::Change& change);

    std::optional<kernel::Lab> lab; // nothing: the machine itself
    kernel::Journal journal;
    kernel::Holders holders;
    Result<kernel::NamespaceLogging> logging;
    kernel::Investigation investigation;
    kernel::TunAdmin admin;
    kernel::Gateway gateway;
    std::optional<kernel::DeviceWatch> watch;

private:
    struct Parts;
    Place(int session, Parts parts);
    static Result<std::unique_ptr<Place>> settle(int session, Parts parts);
    Result<void> deleteTun(const std::string& name);

    int m_session;
};

} // namespace hookwalk::helper
