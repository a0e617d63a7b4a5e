// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/rulerows.h"

#include "ui/theme/text.h"

#include <algorithm>
#include <optional>
#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{

constexpr int deepestJump = 16; // NFT_JUMP_STACK_SIZE, include/uapi/linux/netfilter/nf_tables.h

bool isSame(const RuleHit& hit, const RuleChain& chain)
{
    return hit.family == chain.family && hit.table == chain.table && hit.chain == chain.name;
}

bool isSameChain(const RuleHit& a, const RuleHit& b)
{
    return a.family == b.family && a.table == b.table && a.chain == b.chain;
}

bool goesOn(const RuleHit& hit)
{
    return hit.verdict == "jump" || hit.verdict == "goto";
}

// One passage of the packet through a chain, and through those that it was sent to from there.
struct Passage {
    struct Step {
        const RuleHit* hit;
        std::vector<Passage> inner; // of a jump: one
    };
    std::vector<Step> steps;
    bool atEnd = false; // the chain's end or policy was reported

    const Step* of(std::uint64_t handle) const
    {
        const auto found = std::ranges::find_if(steps, [handle](const Step& step) {
            return step.hit->type == RuleHitType::Rule && step.hit->handle == handle;
        });
        return found == steps.end() ? nullptr : &*found;
    }
    // Nothing behind this step was run in the chain.
    static bool ends(const Step& step)
    {
        const auto& hit = *step.hit;
        if (hit.type != RuleHitType::Rule)
            return false;
        if (hit.decides() || hit.verdict == "return" || hit.verdict == "goto")
            return true;
        return std::ranges::any_of(step.inner, [](const Passage& passage) { return passage.decided(); });
    }
    bool decided() const
    {
        return std::ranges::any_of(steps, [](const Step& step) {
            return (step.hit->type == RuleHitType::Rule && step.hit->decides()) ||
                   std::ranges::any_of(step.inner, [](const Passage& passage) { return passage.decided(); });
        });
    }
};

// Takes the hits of one passage from the front: what lies deeper belongs to the jump before it.
Passage takePassage(std::span<const RuleHit>& hits, int depth)
{
    Passage passage;
    while (!hits.empty() && hits.front().depth >= depth) {
        const RuleHit& hit = hits.front();
        if (hit.depth > depth) {
            Passage inner = takePassage(hits, hit.depth);
            if (!passage.steps.empty() && goesOn(*passage.steps.back().hit))
                passage.steps.back().inner.push_back(std::move(inner));
            continue;
        }
        if (!passage.steps.empty() && !isSameChain(hit, *passage.steps.front().hit))
            break;
        hits = hits.subspan(1);
        passage.atEnd = passage.atEnd || hit.type != RuleHitType::Rule;
        passage.steps.push_back({&hit, {}});
        // A base chain reports its end and then its policy; a user-defined chain its end alone.
        if (hit.type == RuleHitType::Policy || (hit.type == RuleHitType::Return && depth > 0))
            break;
    }
    return passage;
}

std::vector<Passage> passagesOf(std::span<const RuleHit> hits)
{
    std::vector<Passage> passages;
    while (!hits.empty()) {
        auto passage = takePassage(hits, 0);
        if (!passage.steps.empty()) // else deeper than any jump: nothing says where it belongs
            passages.push_back(std::move(passage));
    }
    return passages;
}

QString withoutCounters(QString words)
{
    static const QRegularExpression counters(QStringLiteral("counter packets \\d+ bytes \\d+"));
    return words.replace(counters, QStringLiteral("counter"));
}

// iptables-save begins each rule with its chain, and the head above has said that.
QString shownWords(const Rule& rule)
{
    static const QRegularExpression chain(QStringLiteral("^-A \\S+ "));
    return withoutCounters(qt(rule.words()).remove(chain));
}

QString jumpTarget(const Rule& rule)
{
    static const QRegularExpression jump(QStringLiteral("\\b(?:jump|goto) (\\S+)"));
    return jump.match(qt(rule.text)).captured(1);
}

QString verdictWords(const RuleHit& hit)
{
    if (hit.verdict == "jump")
        return tr("jump to %1").arg(qt(hit.target));
    if (hit.verdict == "goto")
        return tr("go to %1").arg(qt(hit.target));
    return hit.verdict == "continue" ? QString() : qt(hit.verdict);
}

class Rows
{
public:
    explicit Rows(const Ruleset& ruleset)
        : m_ruleset(ruleset)
    {
    }

    // `passage`: null where the packet did not come; `known`: whether anything is known of the packet here.
    std::vector<RuleRow> of(const RuleChain& chain, const Passage* passage, bool known, int depth) const
    {
        std::vector<RuleRow> rows;
        bool ended = known && !passage;
        for (const Rule& rule : chain.rules) {
            RuleRow row = plain(rule, static_cast<int>(rows.size()) + 1);
            const auto* step = passage ? passage->of(rule.handle) : nullptr;
            row.state = ended                                            ? RuleState::NotReached
                        : step                                           ? stateOf(*step->hit)
                        : passage && isBehindLast(chain, *passage, rule) ? RuleState::Unknown
                        : passage                                        ? RuleState::NoMatch
                                                                         : RuleState::Unknown;
            if (step) {
                row.verdict = verdictWords(*step->hit);
                row.taken = goesOn(*step->hit);
                ended = ended || Passage::ends(*step);
            }
            addTarget(row, chain, rule, step, known, depth);
            rows.push_back(std::move(row));
        }
        return rows;
    }

    static RuleRow plain(const Rule& rule, int number)
    {
        RuleRow row;
        row.number = QString::number(number);
        row.words = shownWords(rule);
        row.full = rule.iptables.empty() ? withoutCounters(qt(rule.text)) : qt(rule.iptables);
        if (rule.packets)
            row.detail = packetsAndBytes(*rule.packets, rule.bytes.value_or(0));
        return row;
    }

private:
    static RuleState stateOf(const RuleHit& hit)
    {
        return hit.decides() ? RuleState::Decided : RuleState::Matched;
    }

    // The reports of the chain stop before this rule, and nothing says why.
    static bool isBehindLast(const RuleChain& chain, const Passage& passage, const Rule& rule)
    {
        if (passage.atEnd || passage.steps.empty())
            return false;
        const auto last = std::ranges::find(chain.rules, passage.steps.back().hit->handle, &Rule::handle);
        return last < chain.rules.end() && &rule > &*last;
    }

    void addTarget(RuleRow& row, const RuleChain& chain, const Rule& rule, const Passage::Step* step,
                   bool known, int depth) const
    {
        const auto name = step && goesOn(*step->hit) ? step->hit->target : jumpTarget(rule).toStdString();
        const auto* target =
            name.empty() || depth >= deepestJump ? nullptr : m_ruleset.find(chain.family, chain.table, name);
        if (!target)
            return;
        const Passage* inner = step && !step->inner.empty() ? &step->inner.front() : nullptr;
        const bool innerKnown = known && row.state != RuleState::Unknown && !(row.taken && !inner);
        row.children = of(*target, inner, innerKnown, depth + 1);
    }

    const Ruleset& m_ruleset;
};

bool sees(const RuleChain& chain, RuleFamily family)
{
    return family == RuleFamily::Any || chain.family == "inet" ||
           chain.family == (family == RuleFamily::Ip ? "ip" : "ip6");
}

RuleRow headOf(const RuleChain& chain)
{
    RuleRow head;
    head.kind = RuleRow::Kind::Chain;
    head.words = head.full = qt(chain.family + ' ' + chain.table + ' ' + chain.name);
    const auto priority = QString::number(chain.priority).replace(QLatin1Char('-'), QChar(0x2212));
    head.detail = tr("priority %1 · policy %2").arg(priority, qt(chain.policy));
    return head;
}

RuleRow policyOf(const RuleChain& chain, const Passage* passage, bool known)
{
    RuleRow row;
    row.kind = RuleRow::Kind::Policy;
    row.number = QStringLiteral("—");
    row.words = row.full = tr("policy %1").arg(qt(chain.policy));
    const auto* end = passage && passage->atEnd ? passage->steps.back().hit : nullptr;
    const bool decided = end && end->type == RuleHitType::Policy;
    row.state = decided                                     ? RuleState::Decided
                : known && (!passage || passage->decided()) ? RuleState::NotReached
                                                            : RuleState::Unknown;
    if (decided)
        row.verdict = qt(end->verdict.empty() ? chain.policy : end->verdict);
    return row;
}

// What nftrace told of rules that no ruleset of this log holds.
std::vector<RuleRow> rowsOfHits(std::span<const RuleHit> hits)
{
    std::vector<RuleRow> rows;
    QString chain;
    for (const RuleHit& hit : hits) {
        const QString name = qt(hit.family + ' ' + hit.table + ' ' + hit.chain);
        if (name != chain)
            rows.push_back({RuleRow::Kind::Chain, {}, name, name, {}, {}, {}, false, {}});
        chain = name;
        RuleRow row;
        row.kind = hit.type == RuleHitType::Rule ? RuleRow::Kind::Rule : RuleRow::Kind::Policy;
        row.number = QStringLiteral("—");
        row.words = hit.type == RuleHitType::Policy   ? tr("policy %1").arg(qt(hit.verdict))
                    : hit.type == RuleHitType::Return ? tr("end of the chain")
                    : hit.text.empty()                ? QStringLiteral("handle %1").arg(hit.handle)
                                                      : qt(hit.text);
        row.full = row.words;
        const bool decided = hit.decides() || hit.type == RuleHitType::Policy;
        row.state = decided ? RuleState::Decided : RuleState::Matched;
        row.verdict = verdictWords(hit);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<RuleRow> rowsOf(const Ruleset& ruleset, const std::vector<const RuleChain*>& bases,
                            std::span<const RuleHit> hits)
{
    const auto passages = passagesOf(hits);
    std::vector<RuleRow> rows;
    for (const RuleChain* base : bases) {
        const auto found = std::ranges::find_if(
            passages, [&](const Passage& passage) { return isSame(*passage.steps.front().hit, *base); });
        const Passage* passage = found == passages.end() ? nullptr : &*found;
        const bool known = !hits.empty();
        rows.push_back(headOf(*base));
        for (auto& row : Rows(ruleset).of(*base, passage, known, 0))
            rows.push_back(std::move(row));
        rows.push_back(policyOf(*base, passage, known));
    }
    return rows;
}

void count(const std::vector<RuleRow>& rows, RuleCount& total)
{
    for (const RuleRow& row : rows) {
        if (row.kind != RuleRow::Kind::Rule)
            continue;
        ++total.rules;
        total.matched += row.state == RuleState::Matched || row.state == RuleState::Decided;
        if (row.taken)
            count(row.children, total);
    }
}

QString shortNumber(double value, bool spaced)
{
    static constexpr std::pair<double, const char*> steps[] = {
        {1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
    for (const auto& [step, sign] : steps) {
        if (value >= step)
            return QString::number(value / step, 'f', value / step < 9.95 ? 1 : 0) +
                   (spaced ? QChar(0x202F) : QChar(0xA0)) + QLatin1String(sign);
    }
    return QString::number(value, 'f', 0) + (spaced ? QString() : QString(QChar(0xA0)));
}

} // namespace

std::vector<RuleRow> ruleRows(const Ruleset* ruleset, Chain chain, std::span<const RuleHit> hits,
                              RuleFamily family)
{
    if (!ruleset)
        return rowsOfHits(hits);
    auto bases = ruleset->chainsAt(chain);
    std::erase_if(bases, [&](const RuleChain* base) { return !base->isBase || !sees(*base, family); });
    return rowsOf(*ruleset, bases, hits);
}

std::vector<RuleRow> ruleRows(const Ruleset* ruleset, const BaseChain& chain, std::span<const RuleHit> hits)
{
    const auto* base = ruleset ? ruleset->find(chain.family, chain.table, chain.name) : nullptr;
    return base ? rowsOf(*ruleset, {base}, hits) : rowsOfHits(hits);
}

RuleCount countRules(const std::vector<RuleRow>& rows)
{
    RuleCount total;
    count(rows, total);
    return total;
}

QString statusText(const RuleRow& row)
{
    switch (row.state) {
    case RuleState::Unknown:
        return {};
    case RuleState::NoMatch:
        return tr("no match");
    case RuleState::NotReached:
        return tr("not reached");
    case RuleState::Decided:
        return tr("decided: %1").arg(row.verdict);
    case RuleState::Matched:
        break;
    }
    return row.verdict.isEmpty() ? tr("matched") : tr("matched: %1").arg(row.verdict);
}

QString packetsAndBytes(std::uint64_t packets, std::uint64_t bytes)
{
    return tr("%1 pkt(s) · %2B", nullptr, formOf(packets))
        .arg(shortNumber(static_cast<double>(packets), true), shortNumber(static_cast<double>(bytes), false));
}

} // namespace hookwalk::ui
