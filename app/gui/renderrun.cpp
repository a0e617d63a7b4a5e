// SPDX-License-Identifier: GPL-3.0-or-later
#include "renderrun.h"

#include "query/query.h"
#include "session/savedfile.h"
#include "ui/compare/compareview.h"
#include "ui/export/png.h"
#include "ui/export/series.h"
#include "ui/export/staleness.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <cstdio>
#include <QFileInfo>
#include <QTimer>

namespace hookwalk
{

namespace
{

constexpr int countersMs = 1500; // the helper looks at them each second
constexpr int notThere = 2;      // of a command line, as hookwalk-cli has it

QString nameOf(const query::Locator& locator)
{
    return QFileInfo(QFile::decodeName(locator.file.c_str())).fileName();
}

void print(const QString& sentence)
{
    std::fprintf(stderr, "hookwalk: %s\n", sentence.toUtf8().constData());
}

} // namespace

RenderRun::RenderRun(ui::MainWindow& window, QWidget& shown, ui::RenderOrder order, ui::Look look,
                     QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_shown(shown)
    , m_order(std::move(order))
    , m_look(look)
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
    m_against = b;
    connect(&m_window.opener(), &ui::FileOpener::failed, this, &RenderRun::fail);
    connect(&m_window.opener(), &ui::FileOpener::opened, this, [this] {
        if (m_window.isComparing())
            keepCompared();
        else if (!m_window.opener().isBusy()) // it has no such packet, as a message says
            end(m_window.messages().text(), notThere);
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
    const auto wanted = query::packetOf(m_locator, m_window.document().trace());
    if (!wanted)
        return end(ui::qt(words::text(wanted.error())), notThere);
    if (m_order.document && *wanted == noIndex && !m_locator.file.empty())
        return save(); // of the whole list
    m_moment = ui::tellingMoment(m_window.document());
    if (m_moment.traversal == noIndex)
        return fail(QStringLiteral("No packet was reported, so there is nothing to draw."));
    if (*wanted != noIndex) // where the packet alone is named, its end tells most
        m_moment = {*wanted, m_locator.step > 0 ? static_cast<int>(m_locator.step) - 1 : steps(*wanted) - 1};
    m_window.showMoment(m_moment.traversal, m_moment.stop);
    save();
}

void RenderRun::keepCompared()
{
    if (m_locator.step > 0 && !m_order.document) { // of A
        const auto& compared = *m_window.comparison()->compared();
        const int step = compared.stepOfA(static_cast<int>(m_locator.step) - 1);
        if (step < 0)
            return end(ui::qt(words::text(say("export-no-step", m_locator.step, compared.stepsOfA()))),
                       notThere);
        m_window.comparison()->playhead().goTo(step);
    }
    save();
}

void RenderRun::save()
{
    m_window.messages().clear(); // good news would be there or not, as time has it
    if (m_order.task == ui::RenderOrder::Task::Series)
        return finish(saveSeries(drawing(), m_order.path));
    const auto bytes = made();
    if (!bytes)
        return end(ui::qt(words::text(bytes.error())), m_order.document ? notThere : 1);
    if (m_order.task == ui::RenderOrder::Task::Check)
        return check(*bytes);
    finish(session::saveFile(m_order.path, {bytes->constData(), static_cast<std::size_t>(bytes->size())}));
}

int RenderRun::steps(TraversalIndex packet) const
{
    return static_cast<int>(m_window.document().walk(packet)->stops.size());
}

Result<QByteArray> RenderRun::made()
{
    if (m_order.document)
        return document();
    const auto form = *ui::pictureForm(m_order.path);
    ui::settle(m_shown);
    if (form == ui::PictureForm::Png && m_look != ui::Look::Print)
        return ui::pngOf(ui::windowImage(m_shown), drawing().sheet.description);
    return ui::fileOf(drawing(), form);
}

Result<QByteArray> RenderRun::document() const
{
    exports::Options options;
    options.step = static_cast<int>(m_locator.step);
    options.look = !m_order.look                     ? exports::Look::Auto
                   : *m_order.look == ui::Look::Dark ? exports::Look::Dark
                                                     : exports::Look::Light;
    options.source = nameOf(m_locator);
    options.sourceOfB = nameOf(m_against);
    const Trace& trace = m_window.document().trace();
    if (m_window.isComparing()) {
        const auto pinned = [this](ui::Side side) {
            const auto& pin = *m_window.pins()[side];
            return exports::Packet{*pin.trace, pin.packet()};
        };
        return exports::make(*m_order.document, exports::Pair{pinned(ui::Side::A), pinned(ui::Side::B)},
                             options);
    }
    if (m_moment.traversal != noIndex)
        return exports::make(*m_order.document, exports::Packet{trace, m_moment.traversal}, options);
    return query::packetsShown(trace, m_locator.filter).and_then([&](std::vector<TraversalIndex> packets) {
        const exports::List list{trace, std::move(packets)};
        const Said room = exports::leftOutOf(*m_order.document, list, options);
        if (!room.isEmpty() && m_order.task != ui::RenderOrder::Task::Check)
            print(ui::qt(words::text(room)));
        return exports::make(*m_order.document, list, options);
    });
}

ui::Drawing RenderRun::drawing() const
{
    const auto& diagram = m_window.diagram();
    const ui::Layout& layout = diagram.diagramLayout();
    ui::Drawing made = m_window.isComparing() ? m_window.comparisonDrawing()
                                              : ui::Drawing{.sheet = ui::sheetOf(layout, diagram.picture()),
                                                            .steps = ui::stepsOf(diagram.scene(), layout)};
    const QSizeF size = made.sheet.size;
    made.look = m_look;
    made.isForBothLooks = m_order.isForBothLooks;
    made.scale = m_order.scale;
    if (m_order.size)
        made.scale *= std::min(m_order.size->width() / size.width(), m_order.size->height() / size.height());
    return made;
}

void RenderRun::check(const QByteArray& now)
{
    const auto kept = exports::kept(m_order.path);
    if (!kept)
        return finish(tl::unexpected(kept.error()));
    const QString changed = m_order.document
                                ? ui::qt(words::text(exports::whatChanged(m_order.path, *kept, now)))
                                : ui::whatChangedIn(m_order.path, *kept, now);
    if (!changed.isEmpty())
        return fail(changed);
    finish({});
}

void RenderRun::finish(const Result<void>& result)
{
    if (!result)
        return fail(ui::qt(words::text(result.error())));
    m_over = true;
    Q_EMIT finished(0);
}

void RenderRun::fail(const QString& sentence)
{
    end(sentence, 1);
}

void RenderRun::end(const QString& sentence, int status)
{
    if (std::exchange(m_over, true))
        return;
    print(sentence);
    Q_EMIT finished(status);
}

} // namespace hookwalk
