// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/times.h"

#include <cmath>
#include <QString>

namespace hookwalk::words
{

namespace
{

std::string written(double value, int decimals, const char* behind = "")
{
    return QString::number(value, 'f', decimals).toStdString() + behind;
}

} // namespace

std::string duration(double us)
{
    if (us < 9'999.5)
        return written(us, 0, " µs");
    if (us < 9'999'500)
        return written(us / 1e3, us < 99'950 ? 1 : 0, " ms");
    return written(us / 1e6, 1, " s");
}

std::string offset(double us)
{
    const double size = std::abs(us);
    const char* const sign = us < 0 ? "-" : "+";
    const auto inUnit = [&](double value, const char* unit) {
        return sign + written(value, value < 10 && value != std::floor(value) ? 1 : 0, unit);
    };
    if (size < 1000)
        return sign + written(size, 0, "\u202fµs");
    return size < 1'000'000 ? inUnit(size / 1000, "\u202fms") : inUnit(size / 1'000'000, "\u202fs");
}

std::string tenths(double value)
{
    return written(value, 1);
}

} // namespace hookwalk::words
