// SPDX-License-Identifier: GPL-3.0-or-later
// How the helper gets its privileges: for a lab it needs none, because it makes a user namespace; for this
// machine an administrator has to agree.
#pragma once

#include "model/result.h"
#include "protocol/level.h"
#include "session/netns.h"

#include <optional>
#include <QString>
#include <QStringList>

namespace hookwalk::session
{

enum class Place {
    Lab,  // network namespaces of its own
    Host, // this machine, as it is
};

// Automatic: directly where that suffices (for root, or if the helper, or a copy below it that this user may
// run, has file capabilities: setcap(8), model/groupaccess.h), else through pkexec. $HOOKWALK_START overrides it
// with "direct" or "pkexec".
enum class StartBy { Automatic, Direct, Pkexec };

struct HelperStart {
    QString program;
    QStringList arguments;
    QString helper; // its absolute path
    NetworkNamespace netns = {};
    bool asksUser = false; // a person has to answer a question first, so there is no short timeout
};

// `helper`: as findHelper() returns it. The administrator is asked for `level`, each of which is a polkit
// action (packaging/polkit); a helper started without a question has its user's rights. An Error if
// privileges are needed and pkexec is not installed, with a hint how to do without.
Result<HelperStart> planStart(const QString& helper, Place place, StartBy by = StartBy::Automatic,
                              protocol::Level level = protocol::Level::Change);

// The same start, but the helper does no more than the level, also where nobody was asked.
HelperStart restricted(HelperStart how, protocol::Level level);

// Whether the program gets CAP_NET_ADMIN from its file (xattr security.capability, capabilities(7)).
bool hasFileCapabilities(const QString& program);

// What pkexec means by its exit status (pkexec(1)): 126 the question was closed, 127 not allowed or nobody
// could be asked. Nothing for a status that is the helper's own. `said`: what it printed.
std::optional<Error> refusalOfPkexec(const HelperStart& how, int exitStatus, const QString& said);

} // namespace hookwalk::session
