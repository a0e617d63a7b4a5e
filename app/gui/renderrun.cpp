// SPDX-License-Identifier: GPL-3.0-or-later
#include "renderrun.h"

#include "session/savedfile.h"
#include "ui/diagram/tooltip.h"
#include "ui/export/pictures.h"
#include "ui/export/staleness.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <cstdio>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTimer>

namespace hookwalk
{

namespace
{

constexpr int countersMs = 1500; // the helper looks at them each second

}

RenderRun::RenderRun(ui::MainWindow& window, QWidget& shown, ui::RenderOrder order, ui::Look look,
                     QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_shown(shown)
    , m_order(std::move(order))
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
        return fail(ui::qt(words::text(wanted.error())));
    m_moment = ui::tellingMoment(m_window.document());
    if (m_moment.traversal == noIndex)
        return fail(QStringLiteral("No packet was reported, so there is nothing to draw."));
    if (*wanted != noIndex) // where the packet alone is named, its end tells most
        m_moment = {*wanted, m_locator.step > 0 ? static_cast<int>(m_locator.step) - 1 : steps(*wanted) - 1};
    m_window.showMoment(m_moment.traversal, m_moment.stop);
    save();
}

void RenderRun::save()
{
    m_window.messages().clear(); // good news would be there or not, as time has it
    if (m_order.task == ui::RenderOrder::Task::Series)
        return finish(saveSeries());
    const auto bytes = drawn();
    if (!bytes)
        return finish(tl::unexpected(bytes.error()));
    finish(
        m_order.task == ui::RenderOrder::Task::Check
            ? check(*bytes)
            : session::saveFile(m_order.path, {bytes->constData(), static_cast<std::size_t>(bytes->size())}));
}

int RenderRun::steps(TraversalIndex packet) const
{
    return static_cast<int>(m_window.document().walk(packet)->stops.size());
}

Result<QByteArray> RenderRun::drawn()
{
    using ui::PictureForm;
    const QImage window = ui::settledImage(m_shown);
    const auto& diagram = m_window.diagram();
    switch (const auto form = *ui::pictureForm(m_order.path)) {
    case PictureForm::WebP:
        return ui::webpOf(diagram.scene(), diagram.diagramLayout(), m_look, diagramScale());
    case PictureForm::Svg:
        if (m_order.isForBothLooks)
            return ui::svgForBothLooks(diagram.picture(), diagram.diagramLayout());
        [[fallthrough]];
    case PictureForm::Pdf:
        return ui::vectorOf(diagram.picture(), diagram.diagramLayout(), m_look, form);
    case PictureForm::Png:
        break;
    }
    return ui::pngOf(m_look == ui::Look::Print ? diagramNow() : window,
                     ui::captionInWords(diagram.picture().caption));
}

double RenderRun::diagramScale() const
{
    const QSizeF plain = m_window.diagram().diagramLayout().size();
    const double fit = m_order.size ? std::min(m_order.size->width() / plain.width(),
                                               m_order.size->height() / plain.height())
                                    : 1;
    return fit * m_order.scale;
}

QImage RenderRun::diagramNow() const
{
    const auto& diagram = m_window.diagram();
    return ui::diagramImage(diagram.picture(), m_look, diagramScale(), diagram.diagramLayout());
}

void RenderRun::show(int stop)
{
    m_window.showMoment(m_moment.traversal, stop);
    (void)ui::settledImage(m_shown);
}

// step-01.png and so on, with an index that a person or a site's builder reads.
Result<void> RenderRun::saveSeries()
{
    constexpr int decimal = 10;
    const QDir folder(m_order.path);
    if (!folder.mkpath(QStringLiteral(".")))
        return failure(ErrorCode::NotFound, say("no-folder", m_order.path.toStdString()));
    const auto save = [&folder](const QString& name, const QByteArray& bytes) {
        return session::saveFile(folder.filePath(name),
                                 {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    };
    const int count = steps(m_moment.traversal);
    const int digits = std::max(2, static_cast<int>(QString::number(count).size()));
    QString index;
    for (int stop = 0; stop < count; ++stop) {
        show(stop);
        const QString words = ui::captionInWords(m_window.diagram().picture().caption);
        const QString name = QStringLiteral("step-%1.png").arg(stop + 1, digits, decimal, QLatin1Char('0'));
        const auto png = ui::pngOf(diagramNow(), words);
        if (!png)
            return tl::unexpected(png.error());
        if (auto saved = save(name, *png); !saved)
            return saved;
        QString escaped = words; // as the text of a picture has it
        escaped.replace(QRegularExpression(QStringLiteral("([\\\\\\[\\]*_`<])")), QStringLiteral("\\\\\\1"));
        index += QStringLiteral("%1. ![%2](%3)\n").arg(stop + 1).arg(escaped, name);
    }
    return save(QStringLiteral("index.md"), index.toUtf8());
}

Result<void> RenderRun::check(const QByteArray& now)
{
    QFile file(m_order.path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound, say("no-picture", m_order.path.toStdString()));
    const QStringList changes = ui::changesBetween(file.readAll(), now);
    m_stale = !changes.isEmpty();
    if (m_stale)
        std::printf("%s: %s\n", m_order.path.toLocal8Bit().constData(),
                    changes.join(u' ').toUtf8().constData());
    return {};
}

void RenderRun::finish(const Result<void>& result)
{
    if (!result)
        return fail(ui::qt(words::text(result.error())));
    m_over = true;
    Q_EMIT finished(m_stale ? 1 : 0);
}

void RenderRun::fail(const QString& sentence)
{
    if (std::exchange(m_over, true))
        return;
    std::fprintf(stderr, "hookwalk: %s\n", sentence.toUtf8().constData());
    Q_EMIT finished(1);
}

} // namespace hookwalk
