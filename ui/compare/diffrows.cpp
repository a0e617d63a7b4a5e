// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/diffrows.h"

#include "ui/compare/stepmarks.h"
#include "ui/inspector/headermodel.h"
#include "ui/inspector/rulerows.h"
#include "ui/theme/text.h"
#include "words/packets.h"

#include <algorithm>
#include <array>

namespace hookwalk::ui
{

namespace
{

using Kind = DiffRow::Kind;

constexpr std::size_t mostRules = 200; // of a longer chain those that tell nothing are left out
constexpr std::size_t mostLines = 60;

std::vector<HeaderRow> headerOf(const Compared& compared, Side side, int step)
{
    const int stop = side == Side::A ? compared.step(step).a : compared.step(step).b;
    return stop < 0 ? std::vector<HeaderRow>()
                    : headerAt(*compared.pin(side).trace, compared.walk(side), stop).rows;
}

bool isRarelyRead(const QString& field)
{
    static const std::array rare{"TOS", "PREC", "WINDOW", "RES", "URGP", "TC", "FLOWLBL", "HOPLIMIT"};
    return std::ranges::any_of(rare, [&](const char* name) { return field == QLatin1String(name); });
}

// The base chains that stand at the stop, for packets of this family.
std::vector<const RuleChain*> basesAt(const Ruleset& ruleset, const Stop& stop, bool isIpv6)
{
    std::vector<const RuleChain*> bases;
    if (stop.stage.kind == StageKind::Chain)
        bases = ruleset.chainsAt(stop.stage.chain);
    else if (stop.base)
        bases = {ruleset.find(stop.base->family, stop.base->table, stop.base->name)};
    std::erase_if(bases, [&](const RuleChain* chain) {
        return !chain || !chain->isBase || chain->family == (isIpv6 ? "ip" : "ip6");
    });
    return bases;
}

// Of a rule or policy, for one of the two.
QString cameOf(Side side, const RuleRow* row, bool isHere, bool isThere)
{
    const QString who = nameOf(side);
    if (!isThere)
        return side == Side::A ? tr("%1: not there yet").arg(who) : tr("%1: not there any more").arg(who);
    if (!isHere)
        return tr("%1: did not come here").arg(who);
    if (!row || row->state == RuleState::Unknown)
        return {};
    switch (row->state) {
    case RuleState::NoMatch:
        return tr("%1: no match").arg(who);
    case RuleState::NotReached:
        return tr("%1: never reached").arg(who);
    default:
        break;
    }
    if (row->kind == RuleRow::Kind::Policy)
        return tr("%1: decided here").arg(who);
    return row->verdict.isEmpty() ? tr("%1: matched").arg(who) : tr("%1: matched, %2").arg(who, row->verdict);
}

bool isDropRow(const RuleRow* row)
{
    return row && row->state == RuleState::Decided && row->verdict == QStringLiteral("drop");
}

// The rules of one chain in both rulesets.
class ChainRows
{
public:
    ChainRows(const Compared& compared, int step, const RuleChain* a, const RuleChain* b)
        : m_compared(compared)
        , m_a{a, compared.stop(Side::A, step), rowsOf(Side::A, a, compared.stop(Side::A, step))}
        , m_b{b, compared.stop(Side::B, step), rowsOf(Side::B, b, compared.stop(Side::B, step))}
    {
    }

    void addTo(DiffRows& diff, int& added, int& gone) const
    {
        const auto pairs = query::unionOf(m_a.chain, m_b.chain, m_compared.sameRule());
        int leftOut = 0;
        for (const auto& pair : pairs) {
            added += pair.a ? 0 : 1;
            gone += pair.b ? 0 : 1;
            const RuleRow* inA = m_a.row(pair.numberInA);
            const RuleRow* inB = m_b.row(pair.numberInB);
            const auto tells = [](const RuleRow* row) {
                return row && (row->state == RuleState::Matched || row->state == RuleState::Decided);
            };
            if (pairs.size() > mostRules && pair.isInBoth() && !tells(inA) && !tells(inB)) {
                ++leftOut;
                continue;
            }
            const RuleRow* shown = inB ? inB : inA;
            DiffRow row{Kind::Rule,
                        QString::number(pair.b ? pair.numberInB : pair.numberInA),
                        shown ? shown->words : qt(pair.rule().words()),
                        {},
                        {},
                        false,
                        {},
                        false,
                        false};
            if (!pair.isInBoth())
                row.only = pair.a ? Side::A : Side::B;
            finish(row, inA, inB, pair.a, pair.b);
            diff.rows.push_back(std::move(row));
        }
        if (leftOut > 0)
            diff.rows.push_back({Kind::Line,
                                 {},
                                 ui::tr("… %n rule(s) that are the same and did not match", nullptr, leftOut),
                                 {},
                                 {},
                                 false,
                                 {},
                                 false,
                                 false});
        addPolicy(diff);
    }

private:
    struct Of {
        const RuleChain* chain;
        const Stop* stop;
        std::vector<RuleRow> rows; // head, rules, policy
        const RuleRow* row(int number) const
        {
            return number > 0 && number + 1 < static_cast<int>(rows.size())
                       ? &rows[static_cast<std::size_t>(number)]
                       : nullptr;
        }
        const RuleRow* policy() const { return rows.empty() ? nullptr : &rows.back(); }
    };

    std::vector<RuleRow> rowsOf(Side side, const RuleChain* chain, const Stop* stop) const
    {
        return chain ? ui::ruleRows(m_compared.rules(side), chain->base(),
                                    stop ? std::span(stop->rules) : std::span<const RuleHit>())
                     : std::vector<RuleRow>();
    }
    void finish(DiffRow& row, const RuleRow* inA, const RuleRow* inB, bool isInA, bool isInB) const
    {
        row.a = cameOf(Side::A, inA, m_a.stop, isInA);
        row.b = cameOf(Side::B, inB, m_b.stop, isInB);
        row.aDrops = isDropRow(inA);
        row.bDrops = isDropRow(inB);
    }
    void addPolicy(DiffRows& diff) const
    {
        const RuleRow* inA = m_a.policy();
        const RuleRow* inB = m_b.policy();
        const auto add = [&](const RuleRow* shown, std::optional<Side> only) {
            DiffRow row{Kind::Rule, QStringLiteral("–"), shown->words, {}, {}, false, only, false, false};
            finish(row, only == Side::B ? nullptr : inA, only == Side::A ? nullptr : inB, only != Side::B,
                   only != Side::A);
            diff.rows.push_back(std::move(row));
        };
        if (inA && inB && inA->words == inB->words)
            return add(inB, std::nullopt);
        if (inA)
            add(inA, Side::A);
        if (inB)
            add(inB, Side::B);
    }

    const Compared& m_compared;
    Of m_a, m_b;
};

QString changesInWords(int added, int gone)
{
    QStringList parts;
    if (added > 0)
        parts << tr("%n added", nullptr, added);
    if (gone > 0)
        parts << tr("%n taken away", nullptr, gone);
    return parts.join(QStringLiteral(", "));
}

DiffRow diffLine(const QString& words, std::optional<Side> only = {})
{
    return {Kind::Line, {}, words, {}, {}, false, only, false, false};
}

} // namespace

QString DiffRow::spoken() const
{
    QStringList parts;
    switch (kind) {
    case Kind::Field:
        return differs || a != b ? ui::tr("%1: A %2, B %3").arg(name, a, b)
                                 : ui::tr("%1: %2, the same in both").arg(name, a);
    case Kind::Chain:
        return words;
    case Kind::Rule:
        parts << ui::tr("Rule %1: %2").arg(name, words) << a << b;
        break;
    case Kind::Line:
        parts << words;
        break;
    }
    if (only)
        parts << ui::tr("only in the rules of %1").arg(nameOf(*only));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

DiffRows endingRows(const Compared& compared)
{
    DiffRows diff;
    const auto add = [&](const QString& name, const QString& a, const QString& b) {
        if (!a.isEmpty() || !b.isEmpty())
            diff.rows.push_back({Kind::Field, name, {}, a, b, a != b, {}, false, false});
    };
    const auto ending = [&](Side side) { return qt(words::endingSummary(compared.walk(side))); };
    add(tr("Ending"), ending(Side::A), ending(Side::B));
    diff.rows.back().aDrops = isDropped(compared.walk(Side::A).ending.kind);
    diff.rows.back().bDrops = isDropped(compared.walk(Side::B).ending.kind);
    add(tr("Duration"), durationOf(compared.walk(Side::A)), durationOf(compared.walk(Side::B)));
    return diff;
}

DiffRows headerRows(const Compared& compared, int step)
{
    DiffRows diff;
    const auto ofA = headerOf(compared, Side::A, step), ofB = headerOf(compared, Side::B, step);
    const bool isAlone = compared.step(step).isAlone();
    QStringList alike;
    int differing = 0, all = 0;
    const auto add = [&](const QString& name, const QString& a, const QString& b) {
        ++all;
        const bool differs = !isAlone && a != b;
        differing += differs ? 1 : 0;
        if (!differs && isRarelyRead(name))
            alike << name;
        else
            diff.rows.push_back({Kind::Field, name, {}, a, b, differs, {}, false, false});
    };
    // A name may come twice: FLAGS of IP and of TCP.
    const auto valueIn = [](const std::vector<HeaderRow>& rows, const HeaderRow& like, std::size_t before) {
        for (const HeaderRow& row : rows) {
            if (row.name == like.name && before-- == 0)
                return std::optional(row.value);
        }
        return std::optional<QString>();
    };
    const auto alikeBefore = [](const std::vector<HeaderRow>& rows, std::size_t index) {
        return static_cast<std::size_t>(
            std::count_if(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(index),
                          [&](const HeaderRow& row) { return row.name == rows[index].name; }));
    };
    const QString none = QStringLiteral("–");
    for (std::size_t i = 0; i < ofA.size(); ++i)
        add(ofA[i].name, ofA[i].value, valueIn(ofB, ofA[i], alikeBefore(ofA, i)).value_or(none));
    for (std::size_t i = 0; i < ofB.size(); ++i) {
        if (!valueIn(ofA, ofB[i], alikeBefore(ofB, i)))
            add(ofB[i].name, none, ofB[i].value);
    }
    if (isAlone)
        diff.detail = tr("only %1 came here").arg(nameOf(ofA.empty() ? Side::B : Side::A));
    else if (all > 0)
        diff.detail = tr("%1 of %2 differ").arg(differing).arg(all);
    if (!isAlone && all > 0)
        diff.note = alike.isEmpty()
                        ? tr("= the same in both")
                        : tr("= the same in both, and so: %1").arg(alike.join(QStringLiteral(", ")));
    return diff;
}

DiffRows ruleRows(const Compared& compared, int step)
{
    DiffRows diff;
    const Stop& stop = compared.stop(step);
    const Ruleset* inA = compared.rules(Side::A);
    const Ruleset* inB = compared.rules(Side::B);
    if (!inA && !inB) {
        diff.note = tr("Nothing here tells the rules. A live run with nftrace does.");
        return diff;
    }
    const auto& pin = compared.pin(compared.stop(Side::A, step) ? Side::A : Side::B);
    const auto& source = pin.trace->events()[pin.trace->traversals()[pin.packet()].first].source;
    const auto a = inA ? basesAt(*inA, stop, !source.isV4()) : std::vector<const RuleChain*>();
    const auto b = inB ? basesAt(*inB, stop, !source.isV4()) : std::vector<const RuleChain*>();
    std::vector<std::pair<const RuleChain*, const RuleChain*>> chains;
    for (const auto* chain : b) {
        const auto same = std::ranges::find_if(a, [&](const auto* other) { return other->isSameAs(*chain); });
        chains.emplace_back(same == a.end() ? nullptr : *same, chain);
    }
    for (const auto* chain : a) {
        if (std::ranges::none_of(b, [&](const auto* other) { return other->isSameAs(*chain); }))
            chains.emplace_back(chain, nullptr);
    }
    int added = 0, gone = 0;
    for (const auto& [ofA, ofB] : chains) {
        if (chains.size() > 1)
            diff.rows.push_back(
                {Kind::Chain, {}, qt((ofB ? ofB : ofA)->base().fullName()), {}, {}, false, {}, false, false});
        ChainRows(compared, step, ofA, ofB).addTo(diff, added, gone);
    }
    diff.detail = changesInWords(added, gone);
    if (chains.empty() && (stop.stage.kind == StageKind::Chain || stop.base))
        diff.note = tr("No base chain is registered here, in neither ruleset.");
    return diff;
}

QString rulesetTitle(const Compared& compared)
{
    const Ruleset* a = compared.rules(Side::A);
    const Ruleset* b = compared.rules(Side::B);
    if (!a || !b || a->generation == 0 || b->generation == 0)
        return tr("Rulesets of A and B");
    return a->generation == b->generation ? tr("Ruleset %1").arg(a->generation)
                                          : tr("Ruleset %1 → %2").arg(a->generation).arg(b->generation);
}

DiffRows rulesetRows(const Compared& compared)
{
    DiffRows diff;
    if (!compared.knowsRules()) {
        if (compared.rules(Side::A) || compared.rules(Side::B))
            diff.note = tr("The rules are known of one of the two only.");
        return diff;
    }
    const auto differences = compared.ruleDifferences();
    if (differences.empty())
        diff.note = tr("The same rules for both.");
    const auto add = [&](const QString& words, Side side) {
        diff.rows.push_back(
            diffLine((side == Side::A ? QStringLiteral("- ") : QStringLiteral("+ ")) + words, side));
    };
    for (const auto& difference : differences) {
        const RuleChain& chain = difference.chain();
        diff.rows.push_back(diffLine(QStringLiteral("@@ table %1 %2, chain %3 @@")
                                         .arg(qt(chain.family), qt(chain.table), qt(chain.name))));
        if (difference.hasOtherPolicy()) {
            add(QStringLiteral("policy %1").arg(qt(difference.a->policy)), Side::A);
            add(QStringLiteral("policy %1").arg(qt(difference.b->policy)), Side::B);
        } else if (!difference.a || !difference.b) {
            add(QStringLiteral("chain %1").arg(qt(chain.name)), difference.a ? Side::A : Side::B);
        }
        for (const auto& pair : difference.changed)
            add(qt(withoutCounts(pair.rule().words())), pair.a ? Side::A : Side::B);
    }
    if (diff.rows.size() > mostLines) {
        const auto more = static_cast<int>(diff.rows.size() - mostLines);
        diff.rows.resize(mostLines);
        diff.rows.push_back(diffLine(tr("… %n more line(s)", nullptr, more)));
    }
    return diff;
}

QString comparisonText(const Compared& compared)
{
    QStringList lines{QStringLiteral("A: ") + compared.nameOf(Side::A),
                      QStringLiteral("B: ") + compared.nameOf(Side::B),
                      {}};
    for (int step = 0; step < compared.steps(); ++step) {
        const auto& pair = compared.step(step);
        const QString mark = pair.isPassedBy()    ? QStringLiteral("–")
                             : pair.b < 0         ? QStringLiteral("A")
                             : pair.a < 0         ? QStringLiteral("B")
                             : pair.isDifferent() ? QStringLiteral("≠")
                                                  : QStringLiteral("=");
        const QString note = compared.noteOf(step);
        lines << QStringLiteral("%1 %2  %3%4")
                     .arg(step == compared.comparison().first ? QStringLiteral("→") : QStringLiteral(" "),
                          mark, compared.stepTitle(step),
                          note.isEmpty() || pair.isAlone() ? QString() : QStringLiteral("  (%1)").arg(note));
    }
    lines << QString() << compared.verdict() << compared.about();
    const auto rules = rulesetRows(compared);
    if (!rules.rows.empty())
        lines << QString() << rulesetTitle(compared);
    for (const DiffRow& row : rules.rows)
        lines << row.words;
    return lines.join(u'\n') + u'\n';
}

} // namespace hookwalk::ui
