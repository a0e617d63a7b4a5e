// SPDX-License-Identifier: GPL-3.0-or-later
// How the helper gets its privileges: it has none for a lab, which makes a user namespace of its own, and
// for this machine an administrator has to agree.
#pragma once

#include "model/result.h"
#include "protocol/level.h"

#include <optional>
#include <QString>
#include <QStringList>

namespace hookwalk::session
{

enum class Place {
    Lab,  // network namespaces of its own
    Host, // this machine, as it is
};

// Automatic: as it is where that suffices (by root, or with file capabilities, setcap(8), of its own or of a
// copy below it that this user may run, model/letin.h), else through pkexec. $HOOKWALK_START says "direct" or
// "pkexec" for it.
enum class StartBy { Automatic, Direct, Pkexec };

struct HelperStart {
    QString program;
    QStringList arguments;
    QString helper;        // its absolute path
    bool asksUser = false; // a person answers a question first, which takes as long as it takes
};

// `helper`: as findHelper() gives it. The administrator is asked for `level`, an action of polkit's each
// (packaging/polkit); a helper that nobody is asked for may do what its user may. An Error where privileges
// are needed and pkexec is not installed; it says how to do without.
Result<HelperStart> planStart(const QString& helper, Place place, StartBy by = StartBy::Automatic,
                              protocol::Level level = protocol::Level::Change);

// Whether the program gets CAP_NET_ADMIN from its file (xattr security.capability, capabilities(7)).
bool hasFileCapabilities(const QString& program);

// What pkexec means by its exit status (pkexec(1)): 126 the question was closed, 127 not allowed or nobody
// could be asked. Nothing for a status that is the helper's own. `said`: what it printed.
std::optional<Error> refusalOfPkexec(const HelperStart& how, int exitStatus, const QString& said);

} // namespace hookwalk::session
