// SPDX-License-Identifier: GPL-3.0-or-later
// What the window gives away: pictures and documents of the packet that is shown, as files and to the clipboard.
#include "exports/exports.h"
#include "session/savedfile.h"
#include "ui/export/pictures.h"
#include "ui/filechooser.h"
#include "ui/mainwindow.h"
#include "ui/theme/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QThreadPool>

namespace hookwalk::ui
{

namespace
{

constexpr double exportScale = 2;

// Pictures first, then the documents, which need a packet.
QString exportFilter(bool hasPacket)
{
    QStringList forms{QStringLiteral("PNG (*.png)"), QStringLiteral("SVG (*.svg)"),
                      QStringLiteral("PDF (*.pdf)")};
    if (hasPacket) {
        forms << tr("Animated WebP (*.webp)");
        for (const auto& form : exports::forms())
            forms << QStringLiteral("%1 (*%2)").arg(form.name, form.ending);
    }
    return forms.join(QStringLiteral(";;"));
}

} // namespace

Drawing MainWindow::drawing() const
{
    const Layout& layout = m_diagram->diagramLayout();
    return {.layout = layout,
            .picture = m_diagram->picture(),
            .steps = stepsOf(m_diagram->scene(), layout),
            .look = m_appearance.look(),
            .scale = exportScale};
}

Result<QByteArray> MainWindow::document(exports::Form form) const
{
    exports::Options options;
    options.step = std::max(0, m_selection.stop()) + 1;
    options.source = m_document.isLive() ? QString() : m_document.name();
    return exports::make(form, exports::Packet{m_document.trace(), m_selection.traversal()}, options);
}

// Pictures are drawn on another thread: those of many steps take seconds.
void MainWindow::exportDiagram()
{
    const QString path = fileToSave(this, tr("Export picture"), QStringLiteral("diagram.png"),
                                    exportFilter(m_selection.walk() != nullptr));
    if (path.isEmpty())
        return;
    const auto save = [path](const QByteArray& bytes) {
        return session::saveFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    };
    if (const auto form = exports::formOf(path); form && m_selection.walk())
        return showFailure(document(*form).and_then(save));
    const auto form = pictureForm(path).value_or(PictureForm::Png);
    QThreadPool::globalInstance()->start([self = QPointer<MainWindow>(this), save, form, drawn = drawing()] {
        const Result<void> saved = fileOf(drawn, form).and_then(save);
        QMetaObject::invokeMethod(
            qApp,
            [self, saved] {
                if (self)
                    self->showFailure(saved);
            },
            Qt::QueuedConnection);
    });
}

void MainWindow::copyPicture()
{
    QGuiApplication::clipboard()->setImage(
        diagramImage(m_diagram->picture(), m_appearance.look(), exportScale, m_diagram->diagramLayout()));
    m_messages->show(MessageBar::Tone::Good, tr("The picture is on the clipboard."));
}

void MainWindow::copyText()
{
    const auto text = document(exports::Form::Text);
    if (!text)
        return showFailure(tl::unexpected(text.error()));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(*text));
    m_messages->show(MessageBar::Tone::Good, tr("The packet's way is on the clipboard, as text."));
}

} // namespace hookwalk::ui
