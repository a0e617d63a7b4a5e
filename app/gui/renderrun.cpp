// SPDX-License-Identifier: GPL-3.0-or-later
#include "renderrun.h"

#include "ui/export/pictures.h"
#include "words/words.h"

#include <cstdio>
#include <QTimer>

namespace hookwalk
{

namespace
{

constexpr int countersMs = 1500; // the helper looks at them each second

}

RenderRun::RenderRun(ui::MainWindow& window, QWidget& shown, const QString& picture, ui::Look look,
                     QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_shown(shown)
    , m_picture(picture)
    , m_look(look)
{
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
    connect(&m_window.opener(), &ui::FileOpener::failed, this, &RenderRun::fail);
    connect(&m_window.opener(), &ui::FileOpener::opened, this, [this] {
        if (m_window.isComparing())
            save();
        else if (!m_window.opener().isBusy()) // it has no such packet, as a message says
            fail(m_window.messages().text());
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
        return fail(QString::fromStdString(words::text(wanted.error())));
    const auto moment = ui::tellingMoment(m_window.document());
    if (moment.traversal == noIndex)
        return fail(QStringLiteral("No packet was reported, so there is nothing to draw."));
    if (*wanted == noIndex) // else it is there
        m_window.showMoment(moment.traversal, moment.stop);
    save();
}

void RenderRun::save()
{
    m_window.messages().clear(); // good news would be there or not, as time has it
    const auto& diagram = m_window.diagram();
    const QImage image = ui::settledImage(m_shown);
    const auto saved = ui::isVectorName(m_picture)
                           ? ui::saveVector(diagram.picture(), diagram.diagramLayout(), m_look, m_picture)
                           : ui::savePng(image, m_picture);
    if (!saved)
        return fail(QString::fromStdString(words::text(saved.error())));
    m_over = true;
    Q_EMIT finished(0);
}

void RenderRun::fail(const QString& sentence)
{
    if (std::exchange(m_over, true))
        return;
    std::fprintf(stderr, "hookwalk: %s\n", sentence.toUtf8().constData());
    Q_EMIT finished(1);
}

} // namespace hookwalk
