// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportsource.h"

#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

bool isThere(const Trace& trace, TraversalIndex packet)
{
    return packet != noIndex && packet >= trace.traversals().first() && packet < trace.traversals().size();
}

TraversalIndex replyIn(const ExportSource& source)
{
    return isThere(*source.trace, source.packet) ? source.trace->traversals()[source.packet].reply : noIndex;
}

} // namespace

std::vector<ExportInfo> exportForms()
{
    std::vector<ExportInfo> all{
        {PictureForm::Png, QStringLiteral("PNG"), QStringLiteral(".png")},
        {PictureForm::Svg, QStringLiteral("SVG"), QStringLiteral(".svg")},
        {PictureForm::Pdf, QStringLiteral("PDF"), QStringLiteral(".pdf")},
        {PictureForm::WebP, tr("Animated WebP"), QStringLiteral(".webp")},
        {SeriesForm(), tr("Series of PNGs"), {}},
    };
    for (const auto& form : exports::forms())
        all.push_back({form.form, form.name, form.ending});
    all.insert(all.end(), {{exports::FileFormat::Pcapng, QStringLiteral("pcapng"), QStringLiteral(".pcapng")},
                           {exports::FileFormat::Csv, QStringLiteral("CSV"), QStringLiteral(".csv")},
                           {exports::FileFormat::Json, tr("JSON, a line each"), QStringLiteral(".json")},
                           {exports::FileFormat::Log, tr("Kernel log"), QStringLiteral(".log")}});
    return all;
}

std::vector<ExportOf> subjectsFor(const ExportForm& form, const ExportSource& source)
{
    const bool isFile = std::holds_alternative<exports::FileFormat>(form);
    const auto* document = std::get_if<exports::Form>(&form);
    std::vector<ExportOf> all;
    if (source.packet != noIndex)
        all.push_back(ExportOf::Packet);
    const bool isDrawn = !isFile && !document;
    if (isDrawn ? source.exchange.has_value() : replyIn(source) != noIndex)
        all.push_back(ExportOf::Exchange);
    if (document ? !source.pair.empty() : isDrawn && source.comparison)
        all.insert(source.isComparing ? all.begin() : all.end(), ExportOf::Pair);
    if (isDrawn)
        return all;
    const bool isListed = isFile || *document != exports::Form::AnimatedSvg;
    if (isListed && !source.shown.empty()) // what a file is mostly wanted for
        all.insert(isFile ? all.begin() : all.end(), ExportOf::Shown);
    return all;
}

std::vector<TraversalIndex> packetsOf(ExportOf of, const ExportSource& source)
{
    std::vector<TraversalIndex> packets = of == ExportOf::Shown ? source.shown : std::vector{source.packet};
    if (of == ExportOf::Exchange)
        packets.push_back(replyIn(source));
    std::erase_if(packets, [&](TraversalIndex packet) { return !isThere(*source.trace, packet); });
    std::ranges::sort(packets);
    return packets;
}

bool isLongList(exports::Form form, ExportOf of, const ExportSource& source)
{
    const bool isBounded =
        form == exports::Form::Page || form == exports::Form::Mermaid; // however many there are
    return of == ExportOf::Shown && !isBounded && source.shown.size() > mostAtOnce;
}

Result<QByteArray> documentOf(exports::Form form, ExportOf of, const ExportSource& source, exports::Look look,
                              exports::Length length)
{
    exports::Options options;
    options.look = look;
    options.length = length;
    options.source = source.name;
    if (of == ExportOf::Pair) {
        const auto &a = source.pair.at(0), &b = source.pair.at(1);
        if (!isThere(*a.trace, a.packet) || !isThere(*b.trace, b.packet))
            return failure(ErrorCode::NotFound, say("export-forgotten"));
        options.source = a.name;
        options.sourceOfB = b.name;
        return exports::make(form, exports::Pair{{*a.trace, a.packet}, {*b.trace, b.packet}}, options);
    }
    const auto packets = packetsOf(of, source);
    if (packets.empty() && of != ExportOf::Shown && source.packet == noIndex)
        return failure(ErrorCode::BadInput, say("export-choose-packet"));
    if (packets.empty())
        return failure(ErrorCode::NotFound, say("export-forgotten"));
    if (of == ExportOf::Shown)
        return exports::make(form, exports::List{*source.trace, packets}, options);
    options.step = form == exports::Form::AnimatedSvg ? 0 : source.step; // it would end there
    if (of == ExportOf::Exchange && packets.size() == 2)
        return exports::make(form, exports::Exchange{*source.trace, source.packet, replyIn(source)}, options);
    return exports::make(form, exports::Packet{*source.trace, source.packet}, options);
}

} // namespace hookwalk::ui
