// SPDX-License-Identifier: GPL-3.0-or-later
// What the window gives away: pictures and documents of the packet that is shown, as files and to the clipboard.
#include "exports/exports.h"
#include "session/savedfile.h"
#include "ui/diagram/tooltip.h"
#include "ui/export/pictures.h"
#include "ui/filechooser.h"
#include "ui/mainwindow.h"
#include "ui/theme/text.h"

#include <QClipboard>
#include <QGuiApplication>

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

Result<QByteArray> MainWindow::exported(const QString& path) const
{
    const Layout& layout = m_diagram->diagramLayout();
    const Picture& picture = m_diagram->picture();
    const Look look = m_appearance.look();
    const auto document = exports::formOf(path);
    if (document && m_selection.walk()) {
        exports::Options options;
        options.step = std::max(0, m_selection.stop()) + 1;
        options.source = m_document.isLive() ? QString() : m_document.name();
        return exports::make(*document, exports::Packet{m_document.trace(), m_selection.traversal()},
                             options);
    }
    switch (const auto form = pictureForm(path).value_or(PictureForm::Png)) {
    case PictureForm::Svg:
    case PictureForm::Pdf:
        return vectorOf(picture, layout, look, form);
    case PictureForm::WebP:
        return webpOf(m_diagram->scene(), layout, look, 1);
    case PictureForm::Png:
        break;
    }
    return pngOf(diagramImage(picture, look, exportScale, layout), captionInWords(picture.caption));
}

void MainWindow::exportDiagram()
{
    const QString path = fileToSave(this, tr("Export picture"), QStringLiteral("diagram.png"),
                                    exportFilter(m_selection.walk() != nullptr));
    if (path.isEmpty())
        return;
    const auto bytes = exported(path);
    showFailure(bytes ? session::saveFile(path, {bytes->constData(), static_cast<std::size_t>(bytes->size())})
                      : tl::unexpected(bytes.error()));
}

void MainWindow::copyPicture()
{
    QGuiApplication::clipboard()->setImage(
        diagramImage(m_diagram->picture(), m_appearance.look(), exportScale, m_diagram->diagramLayout()));
    m_messages->show(MessageBar::Tone::Good, tr("The picture is on the clipboard."));
}

void MainWindow::copyText()
{
    const auto text = exported(QStringLiteral(".txt"));
    if (!text)
        return showFailure(tl::unexpected(text.error()));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(*text));
    m_messages->show(MessageBar::Tone::Good, tr("The packet's way is on the clipboard, as text."));
}

} // namespace hookwalk::ui
