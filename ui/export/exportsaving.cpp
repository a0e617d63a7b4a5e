// SPDX-License-Identifier: GPL-3.0-or-later
// How the dialog writes what it shows.
#include "session/savedfile.h"
#include "ui/dock/dockwidgets.h"
#include "ui/export/besidewindow.h"
#include "ui/export/exportdialog.h"
#include "ui/export/exportoptions.h"
#include "ui/export/series.h"
#include "ui/filechooser.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <QDesktopServices>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QUrl>

namespace hookwalk::ui
{

namespace
{

constexpr int atATime = 8; // ms

Result<void> write(const QString& path, const QByteArray& bytes)
{
    return session::saveFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace

// Made in short portions, as the window goes on meanwhile.
struct ExportDialog::PacketFile {
    PacketFile(const QString& to, std::vector<TraversalIndex> all, const Trace& trace,
               exports::FileFormat format)
        : path(to)
        , packets(std::move(all))
        , exporter(trace, format)
    {
    }

    QString path;
    std::vector<TraversalIndex> packets;
    exports::Exporter exporter;
    std::size_t next = 0;
    std::optional<std::string> text = {}; // where it is made already
};

ExportDialog::~ExportDialog() = default;

void ExportDialog::save()
{
    const auto& [wanted, name, ending] = m_forms.at(m_list->currentItem()->data(Qt::UserRole).toUInt());
    if (ending.isEmpty()) {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the pictures"));
        return folder.isEmpty() ? void() : saveTo(folder);
    }
    const QString stem = m_options->subject() == ExportOf::Pair ? QStringLiteral("comparison")
                         : wanted.index() <= 1                  ? QStringLiteral("diagram")
                         : wanted.index() == 2                  ? QStringLiteral("packet")
                                                                : QStringLiteral("packets");
    const auto filter = QStringLiteral("%1 (*%2)").arg(name, ending);
    if (const auto path = fileToSave(this, tr("Export"), stem + ending, filter); !path.isEmpty())
        saveTo(path);
}

// What has a script or moves is seen as it is there only. The file stays while the program runs: it may be loaded anew.
void ExportDialog::showInBrowser()
{
    static const QTemporaryDir folder;
    const QString name = form() == ExportForm(exports::Form::Page) ? QStringLiteral("packet.html")
                                                                   : QStringLiteral("packet.anim.svg");
    const QString path = folder.filePath(name);
    if (const auto written = write(path, *m_made); !written)
        setSentence(*m_problem, qt(words::text(written.error())));
    else if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        setSentence(
            *m_problem,
            tr("No browser was found on this machine. Save the file and open it where there is one."));
}

void ExportDialog::saveTo(const QString& path)
{
    if (const auto* format = std::get_if<exports::FileFormat>(&form())) {
        m_file = std::make_shared<PacketFile>(path, packetsOf(m_options->subject(), m_source),
                                              *m_source.trace, *format);
        setBusy(true);
        return m_more.start();
    }
    const auto* document = std::get_if<exports::Form>(&form());
    if (document && isLongList(*document, m_options->subject(), m_source)) {
        setBusy(true);
        return besideWindow(
            this,
            [form = *document, source = m_source, length = m_options->length(), path] {
                return documentOf(form, ExportOf::Shown, source, {}, length)
                    .and_then([&](const QByteArray& bytes) { return write(path, bytes); });
            },
            [this, path](const Result<void>& saved) { finish(path, saved); });
    }
    if (!std::holds_alternative<SeriesForm>(form()))
        return finish(path, m_made.and_then([&](const QByteArray& bytes) { return write(path, bytes); }));
    setBusy(true);
    besideWindow(
        this, [drawn = drawn(), path] { return saveSeries(drawn, path); },
        [this, path](const Result<void>& saved) { finish(path, saved); });
}

// A live recording may forget packets meanwhile: those are left out.
void ExportDialog::makeMore()
{
    QElapsedTimer time;
    time.start();
    const bool isLog = std::get<exports::FileFormat>(form()) == exports::FileFormat::Log; // read at its end
    for (; m_file->next < m_file->packets.size() && (isLog || time.elapsed() < atATime); ++m_file->next) {
        const auto packet = m_file->packets[m_file->next];
        if (packet >= m_source.trace->traversals().first())
            m_file->exporter.add(packet);
    }
    showSize(tr("packet %1 of %2").arg(m_file->next).arg(m_file->packets.size()));
    if (m_file->next < m_file->packets.size())
        return;
    m_more.stop();
    const auto file = std::exchange(m_file, nullptr);
    if (m_source.name.isEmpty()) // a live trace is this thread's alone
        file->text = file->exporter.finish();
    besideWindow(
        this,
        [file, trace = m_source.trace] {
            return session::saveFile(file->path, file->text ? *file->text : file->exporter.finish());
        },
        [this, path = file->path](const Result<void>& saved) { finish(path, saved); });
}

void ExportDialog::finish(const QString& path, const Result<void>& saved)
{
    setBusy(false);
    if (!saved)
        return setSentence(*m_problem, qt(words::text(saved.error())));
    Q_EMIT exported(path);
    accept();
}

void ExportDialog::setBusy(bool busy)
{
    for (QWidget* one : std::initializer_list<QWidget*>{m_list, m_options, m_save})
        one->setEnabled(!busy);
}

} // namespace hookwalk::ui
