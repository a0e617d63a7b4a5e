// SPDX-License-Identifier: GPL-3.0-or-later
// The files that are read together, as paths, as names for people and as the files of a locator.
#pragma once

#include "query/locator.h"

#include <QStringList>

namespace hookwalk::ui
{

QStringList filesOf(const query::Locator& locator);
query::Locator locatorOf(const QStringList& paths); // at least one
QStringList wholePaths(const QStringList& paths);
QString namesOf(const QStringList& paths); // without folders: "kern.log + eth0.pcap"

} // namespace hookwalk::ui
