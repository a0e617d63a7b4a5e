// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compared.h"

#include "traversal/rules.h"
#include "ui/theme/text.h"
#include "words/comparisons.h"
#include "words/packets.h"
#include "words/stages.h"
#include "words/words.h"

#include <utility>

namespace hookwalk::ui
{

Compared::Compared(Pin a, Pin b)
    : m_a(std::move(a))
    , m_b(std::move(b))
    , m_comparison(query::compare({*m_a.trace, *m_a.walk}, {*m_b.trace, *m_b.walk}))
{
}

int Compared::stopIndex(Side side, int step) const
{
    const auto& pair = this->step(step);
    return side == Side::A ? pair.a : pair.b;
}

const Stop* Compared::stop(Side side, int step) const
{
    const int index = stopIndex(side, step);
    return index < 0 ? nullptr : &walk(side).stops[static_cast<std::size_t>(index)];
}

const Stop& Compared::stop(int step) const
{
    const auto& pair = this->step(step);
    return pair.stopOfA >= 0 ? m_a.walk->stops[static_cast<std::size_t>(pair.stopOfA)]
                             : m_b.walk->stops[static_cast<std::size_t>(pair.stopOfB)];
}

int Compared::firstStep(Side side) const
{
    for (int i = 0; i < steps(); ++i) {
        if (stopIndex(side, i) >= 0)
            return i;
    }
    return -1;
}

int Compared::lastStep(Side side) const
{
    int last = steps() - 1;
    while (last >= 0 && stopIndex(side, last) < 0)
        --last;
    return last;
}

int Compared::ownSteps(Side side) const
{
    return static_cast<int>(walk(side).stops.size());
}

int Compared::differenceFrom(int step, int direction) const
{
    for (int i = step + direction; i >= 0 && i < steps(); i += direction) {
        if (this->step(i).isDifferent())
            return i;
    }
    return -1;
}

const Ruleset* Compared::rules(Side side) const
{
    return hookwalk::rulesetOf(*pin(side).trace, pin(side).packet());
}

query::SameRule Compared::sameRule() const
{
    return m_a.trace == m_b.trace ? query::SameRule::ByHandle : query::SameRule::ByWords;
}

std::vector<query::ChainDifference> Compared::ruleDifferences() const
{
    return knowsRules() ? query::differencesOf(*rules(Side::A), *rules(Side::B), sameRule())
                        : std::vector<query::ChainDifference>();
}

QString Compared::kind() const
{
    return m_a.trace == m_b.trace ? ui::tr("Compare · two packets of one recording")
                                  : ui::tr("Compare · packets of two recordings");
}

QString Compared::nameOf(Side side) const
{
    const Pin& of = pin(side);
    return of.file.isEmpty() ? ui::tr("packet %1, live").arg(of.packet() + 1)
                             : ui::tr("packet %1 of %2").arg(of.packet() + 1).arg(of.file);
}

QString Compared::sourceOf(Side side) const
{
    const QString ruleset = rulesetOf(side);
    return ruleset.isEmpty() ? nameOf(side) : ui::tr("%1, %2").arg(nameOf(side), ruleset);
}

QString Compared::rulesetOf(Side side) const
{
    const Ruleset* of = rules(side);
    return of && of->generation > 0 ? ui::tr("ruleset %1").arg(of->generation) : QString();
}

QString Compared::endText(Side side) const
{
    return qt(words::endingTag(walk(side)));
}

QString Compared::stepTitle(int step) const
{
    return qt(words::stopTitle(stop(step)));
}

QString Compared::verdict() const
{
    return qt(words::text(words::verdictOf(m_comparison, walk(Side::A), walk(Side::B))));
}

QString Compared::about() const
{
    const auto rules = ruleDifferences();
    return qt(words::text(words::aboutBoth(m_comparison, knowsRules() ? &rules : nullptr)));
}

QString Compared::noteOf(int step) const
{
    const auto said = words::differenceAt(this->step(step), walk(Side::A), walk(Side::B));
    return said.code.empty() ? QString() : qt(words::text(said));
}

} // namespace hookwalk::ui
