// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/caption.h"

#include "ui/diagram/explanations.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hookwalk::ui
{

namespace
{

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString valueOf(const std::optional<wire::Field>& field)
{
    return field && !field->value.empty() ? qt(field->value) : tr("none");
}

bool isTtl(const wire::FieldChange& change)
{
    return change.name == "ttl" || change.name == "hoplimit";
}

const Stop* nextStand(const Walk& walk, int stop)
{
    for (std::size_t i = static_cast<std::size_t>(stop) + 1; i < walk.stops.size(); ++i) {
        if (walk.stops[i].kind != StopKind::Skipped)
            return &walk.stops[i];
    }
    return nullptr;
}

bool isWhereItEnded(const Walk& walk, int stop)
{
    return !nextStand(walk, stop) && walk.stops[static_cast<std::size_t>(stop)].kind != StopKind::Skipped;
}

// What an address turned into since the stop before; "" where it did not change.
QString rewrittenText(const Stop& stop)
{
    QStringList sentences;
    for (const auto& change : stop.changed) {
        if (change.name == "dst")
            sentences +=
                tr("The destination %1 became %2.").arg(valueOf(change.before), valueOf(change.after));
        else if (change.name == "src")
            sentences += tr("The source %1 became %2.").arg(valueOf(change.before), valueOf(change.after));
        else if (change.name == "mark")
            sentences += tr("The mark is %1 now.").arg(valueOf(change.after));
    }
    return sentences.join(QLatin1Char(' '));
}

// A mapping that conntrack applied on the way here: FORWARD and INPUT show its result.
const Stop* rewriteBefore(const Walk& walk, int stop)
{
    for (int i = stop - 1; i >= 0 && walk.stops[static_cast<std::size_t>(i)].kind != StopKind::Observed;
         --i) {
        const Stop& before = walk.stops[static_cast<std::size_t>(i)];
        if (before.stage.kind == StageKind::AddressRewrite)
            return &before;
    }
    return nullptr;
}

bool changesField(const Stop& stop, std::string_view field)
{
    return std::any_of(stop.changed.begin(), stop.changed.end(),
                       [field](const auto& change) { return change.name == field; });
}

// What is different about the packet here, for a chain: the news comes before the explanation.
QString newsText(const Walk& walk, int index)
{
    const Stop& stop = walk.stops[static_cast<std::size_t>(index)];
    QStringList sentences;
    for (const auto& change : stop.changed) {
        if (isTtl(change) && change.before && change.after)
            sentences += tr("The TTL is one lower now.");
    }
    if (const Stop* rewrite = rewriteBefore(walk, index)) {
        const bool reply = walk.title.find("reply") != std::string::npos;
        if (changesField(*rewrite, "dst"))
            sentences += reply ? tr("conntrack has already put the sender of the ping back as destination.")
                               : tr("conntrack has already put the new destination in.");
        else
            sentences += tr("conntrack has already put the new source in.");
    } else if (const QString rewritten = rewrittenText(stop); !rewritten.isEmpty()) {
        sentences += rewritten;
    }
    return sentences.join(QLatin1Char(' '));
}

QString withDevices(QString text, const Walk& walk)
{
    const auto device = [](const std::string& name, const char* otherwise) {
        return name.empty() ? tr(otherwise) : qt(name);
    };
    text.replace(QLatin1String("{in}"), device(walk.inDevice, QT_TRANSLATE_NOOP("Caption", "the network")));
    text.replace(QLatin1String("{out}"), device(walk.outDevice, QT_TRANSLATE_NOOP("Caption", "the network")));
    return text;
}

void explain(Caption& caption, const Walk& walk, int index)
{
    const Explanation text = explanationOf(walk, index);
    caption.title = withDevices(text.title, walk);
    caption.body = withDevices(text.body, walk);
}

void explainChain(Caption& caption, const Walk& walk, int index)
{
    explain(caption, walk, index);
    if (const QString news = newsText(walk, index); !news.isEmpty())
        caption.body = news;
}

void explainSkip(Caption& caption, const Stop& stop)
{
    caption.title = tr("%1 is skipped").arg(qt(name(stop.stage.chain)));
    caption.body = qt(words::text(stop.note));
}

void explainRewrite(Caption& caption, const Stop& stop)
{
    const bool destination = changesField(stop, "dst");
    caption.title = destination ? tr("The destination is rewritten") : tr("The source is rewritten");
    caption.body = rewrittenText(stop);
    if (!stop.note.empty())
        caption.body += QLatin1Char(' ') + qt(words::text(stop.note));
}

void explainDeath(Caption& caption, const Walk& walk)
{
    const QString at = qt(walk.ending.at);
    const bool atRouting = walk.ending.at == "routing decision";
    caption.title = walk.ending.code == "ttl-expired" ? tr("The TTL ran out")
                    : atRouting                       ? tr("Dropped at the routing decision")
                    : at.isEmpty()                    ? tr("Dropped")
                                                      : tr("Dropped in %1").arg(at);
    caption.body = qt(words::text(walk.ending.reason));
}

} // namespace

Caption captionOf(const Walk& walk, int index)
{
    Caption caption;
    if (index < 0 || static_cast<std::size_t>(index) >= walk.stops.size())
        return caption;
    const Stop& stop = walk.stops[static_cast<std::size_t>(index)];
    caption.small =
        tr("%1  ·  step %2 of %3").arg(capitalised(qt(walk.title))).arg(index + 1).arg(walk.stops.size());
    if (isWhereItEnded(walk, index) && walk.ending.kind == EndingKind::Dropped)
        explainDeath(caption, walk);
    else if (stop.kind == StopKind::Skipped)
        explainSkip(caption, stop);
    else if (stop.stage.kind == StageKind::AddressRewrite)
        explainRewrite(caption, stop);
    else if (stop.stage.kind == StageKind::Chain)
        explainChain(caption, walk, index);
    else
        explain(caption, walk, index);
    if (isWhereItEnded(walk, index) && (walk.ending.kind == EndingKind::Unknown || !walk.ending.code.empty()))
        caption.body = qt(words::text(walk.ending.reason));
    if (isWhereItEnded(walk, index)) {
        caption.code = qt(walk.ending.code);
        for (const auto& said : walk.ending.evidence)
            caption.evidence += qt(words::text(said));
    }
    return caption;
}

QString offsetText(double offsetUs)
{
    constexpr QChar narrowSpace(0x202F);
    const double size = std::abs(offsetUs);
    const QLatin1Char sign(offsetUs < 0 ? '-' : '+');
    const auto written = [&](double value, const QString& unit) {
        const int decimals = value < 10 && value != std::floor(value) ? 1 : 0;
        return sign + QString::number(value, 'f', decimals) + narrowSpace + unit;
    };
    if (size < 1000)
        return sign + QString::number(size, 'f', 0) + narrowSpace + QStringLiteral("µs");
    if (size < 1'000'000)
        return written(size / 1000, QStringLiteral("ms"));
    return written(size / 1'000'000, QStringLiteral("s"));
}

QString tagText(const Walk& walk, int index)
{
    const QString title = qt(walk.title).section(QLatin1Char(','), 0, 0);
    std::optional<wire::Field> ttl;
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        for (const auto& change : walk.stops[i].changed) {
            if (!isTtl(change))
                continue;
            if (static_cast<int>(i) <= index)
                ttl = change.after;
            else if (!ttl)
                ttl = change.before;
        }
    }
    return ttl ? tr("%1 · TTL %2").arg(title, qt(ttl->value)) : title;
}

} // namespace hookwalk::ui
