// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "session/savedfile.h"
#include "ui/export/series.h"
#include "ui/export/staleness.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <cstdio>
#include <QFile>
#include <QFileInfo>

namespace hookwalk
{

namespace
{

using Task = ui::RenderOrder::Task;

QString nameOf(const query::Locator& locator)
{
    return QFileInfo(QFile::decodeName(locator.file.c_str())).fileName();
}

int statusOf(const Result<void>& result)
{
    return result ? 0 : complain(result.error());
}

} // namespace

int complain(const QString& sentence, int status)
{
    std::fprintf(stderr, "hookwalk: %s\n", sentence.toUtf8().constData());
    return status;
}

int complain(const Error& error, int status)
{
    return complain(ui::qt(words::text(error)), status);
}

Output::Output(ui::RenderOrder order, query::Locator locator, query::Locator against)
    : m_order(std::move(order))
    , m_locator(std::move(locator))
    , m_against(std::move(against))
{
}

bool Output::isOfWindow() const
{
    return m_order.task != Task::Series && !m_order.document && !m_order.withReply &&
           m_order.look != ui::Look::Print && ui::pictureForm(m_order.path) == ui::PictureForm::Png;
}

bool Output::needsSteps() const
{
    return m_order.task == Task::Series || ui::pictureForm(m_order.path) == ui::PictureForm::WebP;
}

int Output::draw(ui::Drawing drawing) const
{
    const QSizeF size = drawing.sheet.size;
    drawing.look = look();
    drawing.isForBothLooks = m_order.isForBothLooks;
    drawing.scale = m_order.scale;
    if (m_order.size)
        drawing.scale *=
            std::min(m_order.size->width() / size.width(), m_order.size->height() / size.height());
    if (m_order.task == Task::Series)
        return statusOf(saveSeries(drawing, m_order.path));
    return put(ui::fileOf(drawing, *ui::pictureForm(m_order.path)));
}

int Output::document(const exports::Subject& subject) const
{
    exports::Options options;
    options.step = static_cast<int>(m_locator.step);
    options.look = !m_order.look                     ? exports::Look::Auto
                   : *m_order.look == ui::Look::Dark ? exports::Look::Dark
                                                     : exports::Look::Light;
    options.source = nameOf(m_locator);
    options.sourceOfB = nameOf(m_against);
    const auto* list = std::get_if<exports::List>(&subject);
    const Said remark = list ? exports::remarkOn(*m_order.document, *list, options) : Said();
    if (!remark.isEmpty() && m_order.task != Task::Check)
        (void)complain(ui::qt(words::text(remark))); // all the same it is made
    const auto bytes = exports::make(*m_order.document, subject, options);
    return bytes ? put(bytes) : complain(bytes.error(), notThere);
}

int Output::put(const Result<QByteArray>& bytes) const
{
    if (!bytes)
        return complain(bytes.error());
    if (m_order.task != Task::Check)
        return statusOf(
            session::saveFile(m_order.path, {bytes->constData(), static_cast<std::size_t>(bytes->size())}));
    const auto kept = exports::kept(m_order.path);
    if (!kept)
        return complain(kept.error());
    const QString changed = m_order.document
                                ? ui::qt(words::text(exports::whatChanged(m_order.path, *kept, *bytes)))
                                : ui::whatChangedIn(m_order.path, *kept, *bytes);
    return changed.isEmpty() ? 0 : complain(changed);
}

} // namespace hookwalk
