// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheetrun.h"

#include "query/query.h"
#include "ui/compare/comparesheet.h"
#include "ui/filenames.h"
#include "ui/theme/text.h"
#include "words/words.h"

namespace hookwalk
{

namespace
{

// A packet that a locator names; noIndex: it names none.
struct Found {
    std::shared_ptr<Trace> trace; // null: it was complained about
    TraversalIndex packet = noIndex;
    int status = 0;
};

Found find(const query::Locator& locator, std::shared_ptr<Trace> trace = {})
{
    if (!trace) {
        auto read = query::open(locator);
        if (!read)
            return {nullptr, noIndex, complain(read.error())};
        if (read->traversals().empty()) // of connections alone: nothing to walk through
            return {nullptr, noIndex, complain(ui::qt(words::text(read->remark())))};
        trace = std::make_shared<Trace>(std::move(*read));
    }
    const auto packet = query::packetOf(locator, *trace);
    if (!packet)
        return {nullptr, noIndex, complain(packet.error(), notThere)};
    return {std::move(trace), *packet};
}

ui::Pin pinOf(const Found& found, const query::Locator& locator)
{
    return {found.trace, std::make_shared<const Walk>(walkOf(*found.trace, found.packet)),
            ui::namesOf(ui::filesOf(locator))};
}

ui::Drawing drawingAt(const ui::Document& document, const query::Filter& shown, const ui::Moment& moment,
                      bool withSteps)
{
    ui::PacketFilter filter(document);
    ui::TimelineModel model(document);
    model.setFilter(filter);
    filter.setFilter(shown);
    while (filter.isWorking())
        QCoreApplication::processEvents();
    return ui::drawingAt(document, model, moment, withSteps);
}

} // namespace

int renderSheet(const Output& output, const query::Locator& locator)
{
    const Found found = find(locator);
    if (!found.trace)
        return found.status;
    const auto reply = output.order().withReply ? found.trace->traversals()[found.packet].reply : noIndex;
    if (output.order().withReply && reply == noIndex)
        return complain(ui::qt(words::text(say("export-no-reply", found.packet + 1))), notThere);
    const bool isDocument = output.order().document.has_value();
    if (isDocument && found.packet == noIndex) { // of the whole list
        auto packets = query::packetsShown(*found.trace, locator.filter);
        return packets ? output.document(exports::List{*found.trace, std::move(*packets)})
                       : complain(packets.error(), notThere);
    }
    if (isDocument && reply != noIndex)
        return output.document(exports::Exchange{*found.trace, found.packet, reply});
    if (isDocument)
        return output.document(exports::Packet{*found.trace, found.packet});
    ui::Document document;
    document.showFile(std::move(*found.trace), {});
    const auto moment = *momentOf(locator, document); // it is there, see find()
    auto drawing = drawingAt(document, locator.filter, moment, output.needsSteps());
    if (reply != noIndex)
        drawing = ui::exchangeOf(
            std::move(drawing),
            drawingAt(document, locator.filter, ui::lastMoment(document, reply), output.needsSteps()));
    return output.draw(std::move(drawing));
}

int renderComparison(const Output& output, const query::Locator& a, const query::Locator& b)
{
    const Found foundA = find(a);
    if (!foundA.trace)
        return foundA.status;
    const Found foundB = find(b, a.files() == b.files() ? foundA.trace : nullptr); // not read twice
    if (!foundB.trace)
        return foundB.status;
    if (output.order().document)
        return output.document(exports::Pair{{*foundA.trace, foundA.packet}, {*foundB.trace, foundB.packet}});
    const ui::Compared compared(pinOf(foundA, a), pinOf(foundB, b));
    const auto step = stepOfA(compared, a);
    return step ? output.draw(drawingOf(compared, *step, output.look())) : complain(step.error(), notThere);
}

Result<ui::Moment> momentOf(const query::Locator& locator, const ui::Document& document)
{
    return query::packetOf(locator, document.trace()).map([&](TraversalIndex packet) {
        if (packet == noIndex)
            return ui::tellingMoment(document);
        const auto steps = document.walk(packet)->stops.size();
        return ui::Moment{packet, static_cast<int>(locator.step > 0 ? locator.step : steps) - 1};
    });
}

Result<int> stepOfA(const ui::Compared& compared, const query::Locator& a)
{
    if (a.step == 0)
        return std::max(0, compared.comparison().first);
    const int step = compared.stepOfA(static_cast<int>(a.step) - 1);
    if (step < 0)
        return failure(ErrorCode::NotFound, say("export-no-step", a.step, compared.stepsOfA()));
    return step;
}

} // namespace hookwalk
