// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/exports.h"

#include "exports/account.h"
#include "wire/linejson.h"
#include "words/traversaljson.h"
#include "words/words.h"

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

template<typename Told> std::string madeOf(Form form, const Told& told, const Options& options)
{
    switch (form) {
    case Form::Page:
        return pageOf(told, options);
    case Form::Mermaid:
        return mermaidOf(told, options);
    case Form::Markdown:
        return markdownOf(told, options);
    default:
        return textOf(told, options);
    }
}

Result<void> checkStep(const Account& account, const Options& options)
{
    if (options.step >= 0 && options.step <= std::ssize(account.steps))
        return {};
    return failure(ErrorCode::NotFound, say("export-no-step", options.step, account.steps.size()));
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
    return std::visit(Overloaded{[&](const List& list) -> Result<QByteArray> {
                                     if (form == Form::AnimatedSvg)
                                         return failure(ErrorCode::BadInput, say("export-needs-packet"));
                                     return QByteArray::fromStdString(madeOf(form, list, options));
                                 },
                                 [&](const auto& packets) -> Result<QByteArray> {
                                     const Account account = accountOf(packets);
                                     return checkStep(account, options).map([&] {
                                         if (form == Form::AnimatedSvg)
                                             return QByteArray::fromStdString(animationOf(account, options));
                                         return QByteArray::fromStdString(madeOf(form, account, options));
                                     });
                                 }},
                      subject);
}

} // namespace hookwalk::exports
