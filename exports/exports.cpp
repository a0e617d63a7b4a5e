// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/exports.h"

#include "exports/account.h"
#include "wire/linejson.h"
#include "words/traversaljson.h"
#include "words/words.h"

#include <algorithm>

namespace hookwalk::exports
{

namespace
{

template<typename... Functions> struct Overloaded : Functions... {
    using Functions::operator()...;
};
template<typename... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

// A packet is the object that `traversals --json` prints, a comparison that of `compare --json`, several packets an
// array of such objects, one a line.
std::string jsonOf(const Subject& subject)
{
    const auto packet = [](const Trace& trace, TraversalIndex index) {
        return wire::dumpLine(toJson(trace, walkOf(trace, index)));
    };
    const auto packets = [&](const Trace& trace, const std::vector<TraversalIndex>& all) {
        std::string text = "[";
        for (const auto index : all)
            text += (text.size() == 1 ? "\n" : ",\n") + packet(trace, index);
        return text + "\n]\n";
    };
    return std::visit(
        Overloaded{[&](const Packet& one) { return packet(one.trace, one.packet) + '\n'; },
                   [&](const Exchange& both) {
                       return packets(both.trace, {both.request, both.reply});
                   },
                   [&](const Pair& pair) { return wire::dumpLine(toJson(*accountOf(pair).compared)) + '\n'; },
                   [&](const List& list) { return packets(list.trace, list.packets); }},
        subject);
}

// The step's number in the account.
Result<int> stepIn(const Account& account, int step)
{
    const bool isPair = account.kind == Account::Kind::Comparison;
    const auto count = isPair ? account.legs[0].walk.stops.size() : account.steps.size();
    if (step < 0 || step > static_cast<int>(count))
        return failure(ErrorCode::NotFound, say("export-no-step", step, count));
    if (step == 0 || !isPair)
        return step;
    return account.compared->comparison.stepOfA(step - 1) + 1; // each of A's is in it
}

Result<QByteArray> madeOf(Form form, const Account& account, Options options)
{
    const auto step = stepIn(account, options.step);
    if (!step)
        return tl::unexpected(step.error());
    options.step = *step;
    switch (form) {
    case Form::Page:
        return pageOf(account, options).map(&QByteArray::fromStdString);
    case Form::AnimatedSvg:
        return animationOf(account, options).map(&QByteArray::fromStdString);
    case Form::Mermaid:
        return QByteArray::fromStdString(mermaidOf(account, options));
    case Form::Markdown:
        return QByteArray::fromStdString(markdownOf(account, options));
    default:
        return QByteArray::fromStdString(textOf(account, options));
    }
}

Result<QByteArray> madeOf(Form form, const List& list, const Options& options)
{
    switch (form) {
    case Form::Page:
        return QByteArray::fromStdString(pageOf(list, options));
    case Form::AnimatedSvg:
        return failure(ErrorCode::BadInput, say("export-needs-packet"));
    case Form::Mermaid:
        return QByteArray::fromStdString(mermaidOf(list, options));
    case Form::Markdown:
        return QByteArray::fromStdString(markdownOf(list, options));
    default:
        return QByteArray::fromStdString(textOf(list, options));
    }
}

} // namespace

std::vector<FormInfo> forms()
{
    const auto named = [](const Said& name) { return QString::fromStdString(words::text(name)); };
    return {{Form::Page, QStringLiteral(".html"), named(say("form-page"))},
            {Form::AnimatedSvg, QStringLiteral(".anim.svg"), named(say("form-animated-svg"))},
            {Form::Mermaid, QStringLiteral(".mmd"), named(say("form-mermaid"))},
            {Form::Markdown, QStringLiteral(".md"), named(say("form-markdown"))},
            {Form::Text, QStringLiteral(".txt"), named(say("form-text"))},
            {Form::Json, QStringLiteral(".json"), named(say("form-json"))}};
}

std::optional<Form> formOf(const QString& fileName)
{
    for (const FormInfo& info : forms()) {
        if (fileName.endsWith(info.ending, Qt::CaseInsensitive))
            return info.form;
    }
    return std::nullopt;
}

Result<QByteArray> make(Form form, const Subject& subject, const Options& options)
{
    if (form == Form::Json)
        return QByteArray::fromStdString(jsonOf(subject));
    return std::visit(
        Overloaded{[&](const List& list) { return madeOf(form, list, options); },
                   [&](const auto& packets) { return madeOf(form, accountOf(packets), options); }},
        subject);
}

Said remarkOn(Form form, const List& list, const Options& options)
{
    if (list.packets.empty() && !list.trace.traversals().empty())
        return say("export-none-match");
    const auto room = form == Form::Page      ? roomInPage(list, options)
                      : form == Form::Mermaid ? roomInMermaid(list)
                                              : list.packets.size();
    return room == list.packets.size() ? Said{} : say("export-room", room, list.packets.size());
}

} // namespace hookwalk::exports
