// What may be typed into the fields of the left dock: a sentence that says what is wrong, or an empty one.
// The ranges are those of protocol/fields.h, said for a person.
#pragma once

#include "model/network.h"

#include <optional>
#include <QString>
#include <QStringList>

namespace hookwalk::ui
{

inline constexpr int leastMtu = 68, mostMtu = 65535; // RFC 791, 3.2; IP_MAX_MTU

std::optional<Network> networkIn(const QString& text);
QString toText(const Network& network);
QString freeName(const QStringList& taken); // the first of tun0, tun1, … that nobody has

QString deviceNameProblem(const QString& text, const QStringList& taken = {}); // dev_valid_name(), IFNAMSIZ
QString networkProblem(const QString& text, const QStringList& taken = {});
QString subnetProblem(const QString& text); // and no bits behind the prefix
QString addressProblem(const QString& text, bool v4);
QString mtuProblem(const QString& text);

} // namespace hookwalk::ui
