// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts for pictures, whose room is for some of the steps only, and what is said of the others.
#include "exports/account.h"
#include "exports/escape.h"
#include "model/printable.h"
#include "words/words.h"

#include <algorithm>
#include <set>

namespace hookwalk::exports
{

Account firstOf(const Account& account, std::size_t count)
{
    if (count >= account.steps.size())
        return account;
    Account first = account;
    first.left += first.steps.size() - count;
    first.steps.resize(count);
    for (std::size_t leg = 0; leg < first.legs.size(); ++leg) {
        int last = -1;
        for (const Step& step : first.steps)
            last = std::max(last, step.stops[leg]);
        auto& stops = first.legs[leg].walk.stops;
        first.legs[leg].isCut = last < lastStop(first.legs[leg].walk);
        stops.resize(static_cast<std::size_t>(last) + 1);
    }
    return first;
}

int Account::indexOf(int number) const
{
    const auto wanted = static_cast<std::size_t>(number);
    const auto index = wanted <= gap ? wanted - 1 : wanted - 1 - inGap;
    return number > 0 && index < steps.size() && numberOf(index) == wanted ? static_cast<int>(index) : -1;
}

Account withoutMiddle(const Account& account, std::size_t count, int number)
{
    if (count >= account.steps.size())
        return account;
    Account shorter = account;
    const auto out = account.steps.size() - count;
    auto from = (count + 1) / 2;
    if (const auto wanted = static_cast<std::size_t>(number); wanted > from && wanted <= from + out) {
        if (wanted + out < account.steps.size()) // the last one that is left before
            from = wanted;
        else if (wanted > out + 1) // the first one behind
            from = wanted - 1 - out;
    }
    const auto begin = shorter.steps.begin() + static_cast<std::ptrdiff_t>(from),
               end = begin + static_cast<std::ptrdiff_t>(out);
    for (std::size_t leg = 0; leg < shorter.legs.size(); ++leg) {
        auto& stops = shorter.legs[leg].walk.stops;
        for (auto step = begin; step != end; ++step) {
            if (step->stops[leg] < 0)
                continue;
            const auto& changed = stops[static_cast<std::size_t>(step->stops[leg])].changed;
            shorter.legs[leg].inGap.insert(shorter.legs[leg].inGap.end(), changed.begin(), changed.end());
        }
    }
    shorter.steps.erase(begin, end);
    shorter.gap = from;
    shorter.inGap = out;
    const auto first = static_cast<std::size_t>(account.first);
    if (account.first >= 0 && first >= from)
        shorter.first = first < from + out ? -1 : static_cast<int>(first - out);
    for (std::size_t leg = 0; leg < shorter.legs.size(); ++leg) {
        std::set<int> kept;
        for (const Step& step : shorter.steps)
            kept.insert(step.stops[leg]);
        kept.erase(-1);
        auto& [trace, walk, head, isCut, inGap] = shorter.legs[leg];
        isCut = isCut || !kept.contains(lastStop(walk));
        std::vector<Stop> stops;
        stops.reserve(kept.size());
        for (const int stop : kept)
            stops.push_back(walk.stops[static_cast<std::size_t>(stop)]);
        walk.stops = std::move(stops);
        for (Step& step : shorter.steps) {
            if (step.stops[leg] >= 0)
                step.stops[leg] = static_cast<int>(std::distance(kept.begin(), kept.find(step.stops[leg])));
        }
    }
    return shorter;
}

std::string namesOf(const Account& account)
{
    constexpr std::size_t mostOfName = 80;
    std::string names;
    const auto add = [&names](const std::string& one) {
        names = names.empty() ? one : words::text(say("export-list", names, one));
    };
    for (std::size_t i = 0; i < account.steps.size(); ++i) {
        const Step& step = account.steps[i];
        if (account.inGap > 0 && i == account.gap)
            add(words::text(say("export-steps-between", account.inGap)));
        const auto title = cut(printable(step.title), mostOfName);
        add(step.known == Step::Known::Observed ? title
                                                : words::text(say("export-with-remark", title, step.when)));
    }
    if (account.left > 0)
        add(words::text(say("export-more-steps", account.left)));
    return names;
}

std::string leftText(const Account& account, const Options& options)
{
    if (account.inGap == 0)
        return {};
    const auto between =
        words::text(say("export-sentence", words::text(say("export-steps-between", account.inGap))));
    return options.step == 0 || account.indexOf(options.step) >= 0
               ? between
               : words::text(
                     say("export-more", between, words::text(say("export-step-left-out", options.step))));
}

} // namespace hookwalk::exports
