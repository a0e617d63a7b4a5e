// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of an SVG as the outlines of their letters, each of which is defined once.
#pragma once

#include "ui/diagram/painter.h"

#include <map>
#include <QString>
#include <tuple>

class QRawFont;

namespace hookwalk::ui
{

class Outlines
{
public:
    // Elements that draw the text where its group has put the first letter's foot at 0,0, in the group's colour; over
    // them the text itself, unseen.
    QString write(const WrittenText& written);
    const QString& definitions() const { return m_definitions; }

private:
    QString nameOf(QRawFont font, quint32 glyph); // "" for a blank

    std::map<std::tuple<QString, int, quint32>, QString> m_names; // by family, weight and glyph
    QString m_definitions;
};

} // namespace hookwalk::ui
