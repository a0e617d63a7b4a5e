// SPDX-License-Identifier: GPL-3.0-or-later
// Two pinned packets beside each other: what all parts of the comparison show.
#pragma once

#include "query/comparison.h"
#include "query/rulesetdiff.h"
#include "ui/compare/pins.h"

namespace hookwalk::ui
{

class Compared
{
public:
    Compared(Pin a, Pin b);

    const Pin& pin(Side side) const { return side == Side::A ? m_a : m_b; }
    const Walk& walk(Side side) const { return *pin(side).walk; }
    const query::Comparison& comparison() const { return m_comparison; }

    // Steps of both, from 0.
    int steps() const { return static_cast<int>(m_comparison.steps.size()); }
    int stepOfA(int stop) const { return m_comparison.stepOfA(stop); } // -1: A has no such stop
    std::size_t stepsOfA() const { return m_a.walk->stops.size(); }
    const query::StepPair& step(int step) const { return m_comparison.steps[static_cast<std::size_t>(step)]; }
    const Stop* stop(Side side, int step) const; // null: it does not stand there
    const Stop& stop(int step) const;            // of A, else of B
    int firstStep(Side side) const;              // where it stands first and last; -1: nowhere
    int lastStep(Side side) const;
    int ownSteps(Side side) const; // as its own walk counts them, with the chains that it skipped
    int differenceFrom(int step, int direction) const; // the next one; -1: there is none
    bool endsAt(Side side, int step) const { return step >= 0 && step == lastStep(side); }

    const Ruleset* rules(Side side) const; // in force when the packet came; null: not told
    query::SameRule sameRule() const;
    bool knowsRules() const { return rules(Side::A) && rules(Side::B); }
    std::vector<query::ChainDifference> ruleDifferences() const; // none where they are not known of both

    QString kind() const;               // "Compare · two packets of one recording"
    QString nameOf(Side side) const;    // "packet 3 of kern.log"
    QString sourceOf(Side side) const;  // and its ruleset
    QString rulesetOf(Side side) const; // "ruleset 41"; "" not told
    QString endText(Side side) const;   // "dropped · rule 3"
    QString stepTitle(int step) const;  // "filter FORWARD"
    QString verdict() const;            // of the whole, one line
    QString about() const;              // what else there is to say
    QString noteOf(int step) const;     // "A: accept by rule 2, B: drop by rule 3"; "" no difference

private:
    int stopIndex(Side side, int step) const;

    Pin m_a, m_b;
    query::Comparison m_comparison;
};
using ComparedPointer = std::shared_ptr<const Compared>;

} // namespace hookwalk::ui
