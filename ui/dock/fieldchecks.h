// SPDX-License-Identifier: GPL-3.0-or-later
// What may be typed into the fields of the left dock: a sentence that says what is wrong, or an empty one.
// What was read is judged by change/check.h.
#pragma once

#include "change/check.h"

#include <QString>
#include <QStringList>

namespace hookwalk::ui
{

std::optional<Network> networkIn(const QString& text);
QString toText(const Network& network);
QString freeName(const QStringList& taken); // the first of tun0, tun1, … that nobody has

QString sentenceOf(const change::Checked& problem);
QString deviceNameProblem(const QString& text, const QStringList& taken = {});
QString networkProblem(const QString& text, const QStringList& taken = {});
QString subnetProblem(const QString& text);
QString sourceProblem(const QString& text, const QString& subnet); // of a translation
QString mtuProblem(const QString& text);

} // namespace hookwalk::ui
