// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of documents, by role: those of the window's light and dark looks (ui/theme/theme.cpp). In a document they
// are classes: f-text fills with it, s-text draws lines. Internal to exports.
#pragma once

#include "exports/exports.h"

#include <set>
#include <string>
#include <string_view>

namespace hookwalk::exports
{

// What is painted with; only those go into a style sheet.
class Paints
{
public:
    // ` class="f-card s-line"`, with more classes behind; "" for a fill or line leaves it out ("none" for a fill: none).
    std::string operator()(std::string_view fill, std::string_view stroke = {}, std::string_view more = {});
    // Rules for them, in both looks where the reader's system chooses. `media`: what the dark ones must also hold for.
    std::string css(Look look, std::string_view media = {}) const;
    // ":root{--text:#171A21;…}" for all roles that a page's style sheet names.
    static std::string variables(Look look, std::string_view media = {});

private:
    std::set<std::string, std::less<>> m_fills, m_strokes;
};

} // namespace hookwalk::exports
