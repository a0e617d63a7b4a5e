// SPDX-License-Identifier: GPL-3.0-or-later
// What the window gives away: pictures and documents of the packet that is shown, packets for other tools, as files and to
// the clipboard.
#include "ui/compare/comparesheet.h"
#include "ui/compare/compareview.h"
#include "ui/export/exportdialog.h"
#include "ui/mainwindow.h"
#include "ui/theme/text.h"

#include <QClipboard>
#include <QGuiApplication>

namespace hookwalk::ui
{

namespace
{

constexpr double exportScale = 2;

} // namespace

ExportSource MainWindow::exportSource() const
{
    const Layout& layout = m_diagram->diagramLayout();
    ExportSource source{.drawing = {.sheet = sheetOf(layout, m_diagram->picture()),
                                    .steps = stepsOf(m_diagram->scene(), layout),
                                    .look = m_appearance.look()},
                        .trace = m_document.sharedTrace(),
                        .step = std::max(0, m_selection.stop()) + 1,
                        .name = m_document.isLive() ? QString() : m_document.name()};
    if (m_selection.walk()) {
        source.packet = m_selection.traversal();
        // Each at its end, whichever step is looked at.
        const auto whole = [this](TraversalIndex packet) {
            return drawingAt(m_document, m_model, lastMoment(m_document, packet), true);
        };
        if (const auto reply = m_document.trace().traversals()[source.packet].reply; reply != noIndex)
            source.exchange = exchangeOf(whole(source.packet), whole(reply));
    }
    for (const Side side : {Side::A, Side::B}) {
        if (const auto& pin = m_work->pins[side]; pin && m_work->pins.areBoth())
            source.pair.push_back({pin->trace, pin->packet(), pin->file});
    }
    source.isComparing = isComparing();
    if (m_work->pins.areBoth())
        source.comparison = comparisonDrawing();
    // Nothing where the filter is still at work: a part would pass for all.
    const bool isJudged = !m_filter.isActive() || m_filter.judgedTo() >= m_document.count();
    for (auto packet = m_document.first(); isJudged && packet < m_document.count(); ++packet) {
        if (m_model.shows(packet))
            source.shown.push_back(packet);
    }
    return source;
}

void MainWindow::exportDiagram()
{
    auto* dialog = new ExportDialog(m_appearance, exportSource(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exported, this, [this](const QString& path) {
        m_messages->show(MessageBar::Tone::Good, tr("Exported as %1.").arg(path));
    });
    dialog->open();
}

// The step is the one that the comparison stands at, or none where it is not shown.
Drawing MainWindow::comparisonDrawing() const
{
    const Pins& pins = m_work->pins;
    return isComparing() ? drawingOf(*m_compare->compared(), m_compare->step(), m_appearance.look())
                         : drawingOf({*pins[Side::A], *pins[Side::B]}, -1, m_appearance.look());
}

void MainWindow::copyPicture()
{
    const Sheet sheet =
        isComparing() ? comparisonDrawing().sheet : sheetOf(m_diagram->diagramLayout(), m_diagram->picture());
    QGuiApplication::clipboard()->setImage(imageOf(sheet, m_appearance.look(), exportScale));
    m_messages->show(MessageBar::Tone::Good, tr("The picture is on the clipboard."));
}

void MainWindow::copyText()
{
    if (isComparing())
        return m_compare->copy();
    const auto text = documentOf(exports::Form::Text, ExportOf::Packet, exportSource(), exports::Look::Auto,
                                 exports::Length::Medium);
    if (!text)
        return showFailure(tl::unexpected(text.error()));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(*text));
    m_messages->show(MessageBar::Tone::Good, tr("The packet's way is on the clipboard, as text."));
}

} // namespace hookwalk::ui
