// SPDX-License-Identifier: GPL-3.0-or-later
// What is the same and what is different at one step, as rows: header, rules of the chain, rulesets. Pure functions.
#pragma once

#include "ui/compare/compared.h"

#include <vector>

namespace hookwalk::ui
{

struct DiffRow {
    enum class Kind {
        Field, // name, and a value of each
        Chain, // heads the rules of a chain
        Rule,  // name: its number; words; what came of it for each
        Line,  // of a ruleset's difference, or a remark
    };

    Kind kind = Kind::Field;
    QString name, words, a, b;
    bool differs = false;     // Field: two values
    std::optional<Side> only; // Rule, Line: only one has it
    bool aDrops = false, bDrops = false;

    QString spoken() const; // in one line
    bool operator==(const DiffRow&) const = default;
};

struct DiffRows {
    std::vector<DiffRow> rows;
    QString detail; // "2 of 14 differ", "1 added"
    QString note;   // what stands below
};

DiffRows endingRows(const Compared& compared);
// Of the kernel's lines at the step; what is rarely looked at and alike is only named in the note.
DiffRows headerRows(const Compared& compared, int step);
// The union of both chains' rules, with what came of each where nftrace told.
DiffRows ruleRows(const Compared& compared, int step);
// What was added to and taken from the ruleset of A, as diff(1) writes it.
DiffRows rulesetRows(const Compared& compared);
QString rulesetTitle(const Compared& compared);   // "Ruleset 41 → 42"
QString comparisonText(const Compared& compared); // all of it, to be copied

} // namespace hookwalk::ui
