// SPDX-License-Identifier: GPL-3.0-or-later
// A machine's own network for tests: a fresh network namespace, with a /run of its own, in which helpers are
// started and which the test looks at. Nothing of the real machine is touched.
#pragma once

#include "model/uniquefd.h"

#include <QProcess>
#include <QString>
#include <string>
#include <sys/types.h>

namespace hookwalk::test
{

// The calling process, on a machine's own network of its own. System calls only.
bool enterFreshMachine();
// What commands of a shell print, where the calling process is now.
QByteArray printed(const char* commands);
// Links, addresses, routes, rules, settings and /run there, to be found the same afterwards.
QByteArray ownMachine();

class HostNet
{
public:
    HostNet();
    ~HostNet();
    HostNet(const HostNet&) = delete;
    HostNet& operator=(const HostNet&) = delete;

    // For a child between fork and exec: system calls only.
    bool enter() const;
    pid_t holder() const { return m_holder; } // a process in its namespaces that does nothing

    // Of those in it, or of the children of one of them; 0: none.
    pid_t processNamed(const std::string& name, pid_t parent = 0) const;

    // Commands of a shell in it; what they print, and "failed" where one of them did.
    std::string run(const QString& commands) const;
    // Ruleset, settings, links, addresses and routes as the programs print them: without counters and times
    // that run down, lines of a listing whose order means nothing sorted.
    std::string state() const;

private:
    pid_t m_holder = -1;
    UniqueFd m_net, m_mounts;
};

} // namespace hookwalk::test
