// SPDX-License-Identifier: GPL-3.0-or-later
#include "renderrun.h"

#include "sheetrun.h"
#include "ui/compare/compareview.h"
#include "ui/export/png.h"
#include "ui/theme/text.h"

#include <QTimer>

namespace hookwalk
{

namespace
{

constexpr int countersMs = 1500; // the helper looks at them each second
} // namespace

RenderRun::RenderRun(ui::MainWindow& window, QWidget& shown, const Output& output)
    : m_window(window)
    , m_shown(shown)
    , m_output(output)
{
    shown.installEventFilter(this);
}

// Nobody sees the window, so it need not be painted but into its picture.
bool RenderRun::eventFilter(QObject* watched, QEvent* event)
{
    return event->type() == QEvent::UpdateRequest || QObject::eventFilter(watched, event);
}

void RenderRun::fromFile(const query::Locator& locator)
{
    m_locator = locator;
    connect(&m_window.opener(), &ui::FileOpener::failed, this, &RenderRun::fail);
    connect(&m_window.opener(), &ui::FileOpener::opened, this, &RenderRun::keep);
    m_window.openLocator(locator);
}

void RenderRun::fromFiles(const query::Locator& a, const query::Locator& b)
{
    m_locator = a;
    connect(&m_window.opener(), &ui::FileOpener::failed, this, &RenderRun::fail);
    connect(&m_window.opener(), &ui::FileOpener::opened, this, [this] {
        if (m_window.isComparing())
            keepCompared();
        else if (!m_window.opener().isBusy()) // it has no such packet, as a message says
            end(complain(m_window.messages().text(), notThere));
    });
    m_window.openComparison(a, b);
}

void RenderRun::fromLab(int pings)
{
    connect(&m_window.lab(), &ui::LabLink::failed, this, &RenderRun::fail);
    connect(&m_window.lab(), &ui::LabLink::finished, this, &RenderRun::askAgain);
    connect(&m_window.lab(), &ui::LabLink::ready, this, [this, pings] {
        m_window.form().setCount(pings);
        if (const auto request = m_window.form().request())
            Q_EMIT m_window.form().sendRequested(*request);
        else
            fail(m_window.form().problem());
    });
    m_window.startLab();
}

// What the window shows beside the packets is as old as the run: the doctor's checks and the devices' counters, which
// are told within a second where they have changed.
void RenderRun::askAgain()
{
    auto& session = m_window.lab().session();
    connect(&session, &session::Session::examined, this, [this] { arrived(m_examined); });
    connect(&session, &session::Session::devicesChanged, this, [this] { arrived(m_counted); });
    QTimer::singleShot(countersMs, this, [this] { arrived(m_counted); }); // they are as they were
    session.examine();
}

void RenderRun::arrived(bool& what)
{
    what = true;
    if (m_examined && m_counted)
        keep();
}

void RenderRun::keep()
{
    if (m_over)
        return;
    const ui::Document& document = m_window.document();
    const auto moment = momentOf(m_locator, document);
    if (!moment)
        return end(complain(moment.error(), notThere));
    if (moment->traversal == noIndex)
        return fail(ui::tr("No packet was reported, so there is nothing to draw."));
    m_window.showMoment(moment->traversal, moment->stop);
    if (m_output.order().document)
        return end(m_output.document(exports::Packet{document.trace(), moment->traversal}));
    const auto& diagram = m_window.diagram();
    const ui::Layout& layout = diagram.diagramLayout();
    ui::Drawing drawing{.sheet = ui::sheetOf(layout, diagram.picture())};
    if (m_output.isOfWindow())
        return draw(drawing.sheet);
    if (m_output.needsSteps())
        drawing.steps = ui::stepsOf(diagram.scene(), layout);
    end(m_output.draw(std::move(drawing)));
}

void RenderRun::keepCompared()
{
    if (m_locator.step > 0) { // of A
        const auto step = stepOfA(*m_window.comparison()->compared(), m_locator);
        if (!step)
            return end(complain(step.error(), notThere));
        m_window.comparison()->playhead().goTo(*step);
    }
    draw(m_window.comparisonDrawing().sheet);
}

void RenderRun::draw(const ui::Sheet& inWords)
{
    m_window.messages().clear(); // good news would be there or not, as time has it
    ui::settle(m_shown);
    end(m_output.put(ui::pngOf(ui::windowImage(m_shown), inWords.description)));
}

void RenderRun::fail(const QString& sentence)
{
    end(complain(sentence));
}

void RenderRun::end(int status)
{
    if (!std::exchange(m_over, true))
        Q_EMIT finished(status);
}

} // namespace hookwalk
