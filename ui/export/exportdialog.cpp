// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportdialog.h"

#include "session/savedfile.h"
#include "ui/diagram/tooltip.h"
#include "ui/dock/dockwidgets.h"
#include "ui/export/exportoptions.h"
#include "ui/export/picturepreview.h"
#include "ui/export/series.h"
#include "ui/filechooser.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QUrl>

namespace hookwalk::ui
{

namespace
{

constexpr std::size_t mostPreviewed = 40; // packets
constexpr int atATime = 8;                // ms
constexpr int betweenSteps = 600;         // as the animation has it

template<typename... Functions> struct Cases : Functions... {
    using Functions::operator()...;
};
template<typename... Functions> Cases(Functions...) -> Cases<Functions...>;

Result<void> write(const QString& path, const QByteArray& bytes)
{
    return session::saveFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

QString fileSizeText(qsizetype bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 10'000 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString pixelsText(const Drawing& drawing)
{
    const QSize size = (drawing.layout.size() * drawing.scale).toSize();
    return ui::tr("%1 × %2 pixels").arg(size.width()).arg(size.height());
}

// Works while the window goes on, and hands over the result where the dialog is still there.
template<typename Work, typename Then> void besideWindow(ExportDialog* dialog, Work work, Then then)
{
    QThreadPool::globalInstance()->start([self = QPointer<ExportDialog>(dialog), work, then] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, then, result = work()] {
                if (self)
                    then(result);
            },
            Qt::QueuedConnection);
    });
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

ExportDialog::ExportDialog(const Appearance& appearance, ExportSource source, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_list(new QListWidget)
    , m_options(new ExportOptions)
    , m_pages(new QStackedWidget)
    , m_picture(new PicturePreview(appearance))
    , m_text(new QPlainTextEdit)
    , m_size(new TintedLabel(appearance, &Theme::text2, textFont(12.5)))
    , m_problem(sentenceLabel(appearance, &Theme::dropped))
{
    setWindowTitle(tr("Export"));
    resize(QSize(960, 640).boundedTo(screen()->availableSize() - QSize(16, 48)));
    m_list->setFixedWidth(184);
    m_list->setAccessibleName(tr("Form"));
    m_list->setStyleSheet(QStringLiteral("::item { padding: 0 8px; border: none; }"));
    m_text->setReadOnly(true);
    m_text->setFont(monoFont(11.5));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Preview"));
    m_size->setObjectName(QStringLiteral("size"));
    m_problem->setObjectName(QStringLiteral("problem"));
    offerCopy(*m_text);
    m_pages->addWidget(m_picture);
    m_pages->addWidget(m_text);

    auto* buttons = new QDialogButtonBox;
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_browse = new QPushButton(tr("Show in browser"));
    m_browse->setObjectName(QStringLiteral("browse"));
    m_save = buttons->addButton(tr("Save…"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setProperty("kind", QStringLiteral("primary"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_size, 1);
    foot->addWidget(m_browse);
    foot->addWidget(buttons);
    auto* right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(m_options);
    right->addWidget(m_pages, 1);
    right->addWidget(m_problem);
    right->addLayout(foot);
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(16, 20, 24, 16);
    columns->setSpacing(20);
    columns->addWidget(m_list);
    columns->addLayout(right, 1);

    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &ExportDialog::makeMore);
    m_nextStep.setInterval(betweenSteps);
    connect(&m_nextStep, &QTimer::timeout, this, [this] {
        ++m_shownStep;
        showPicture(true);
    });
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::showInBrowser);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_options, &ExportOptions::changed, this, &ExportDialog::refresh);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_options->offer(form(), m_source);
        refresh();
    });
    m_nextStep.setSingleShot(appearance.reducedMotion()); // it is never started then
    fillForms();
    m_list->setFocus();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::fillForms()
{
    const auto addTitle = [this](const QString& title) {
        auto* item = new QListWidgetItem(title, m_list);
        item->setFlags(Qt::NoItemFlags);
        item->setFont(textFont(11, QFont::DemiBold));
    };
    std::size_t kind = std::variant_npos; // a series is one of pictures
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        const auto now = std::max<std::size_t>(m_forms[i].form.index(), 1);
        if (now != kind)
            addTitle(now == 1 ? tr("Pictures") : now == 2 ? tr("Documents") : tr("Packets for other tools"));
        kind = now;
        auto* item = new QListWidgetItem(m_forms[i].name, m_list);
        item->setData(Qt::UserRole, static_cast<int>(i));
        const bool needsPacket = m_forms[i].form != ExportForm(PictureForm::Png) &&
                                 m_forms[i].form != ExportForm(PictureForm::Svg) &&
                                 m_forms[i].form != ExportForm(PictureForm::Pdf);
        if (needsPacket && subjectsFor(m_forms[i].form, m_source).empty())
            item->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(1);
}

void ExportDialog::choose(const ExportForm& form)
{
    for (int row = 0; row < m_list->count(); ++row) {
        const QVariant index = m_list->item(row)->data(Qt::UserRole);
        if (index.isValid() && m_forms.at(index.toUInt()).form == form)
            m_list->setCurrentRow(row);
    }
}

const ExportForm& ExportDialog::form() const
{
    return m_forms.at(m_list->currentItem()->data(Qt::UserRole).toUInt()).form;
}

void ExportDialog::refresh()
{
    ++m_order;
    m_nextStep.stop();
    m_shownStep = 0;
    setSentence(*m_problem, {});
    m_browse->setVisible(form() == ExportForm(exports::Form::Page) ||
                         form() == ExportForm(exports::Form::AnimatedSvg));
    std::visit(Cases{[this](PictureForm picture) {
                         showPicture(picture == PictureForm::WebP);
                         measure();
                     },
                     [this](SeriesForm) {
                         showPicture(true);
                         m_save->setEnabled(true);
                         showSize(tr("%n picture(s), and an index.md", nullptr,
                                     static_cast<int>(m_source.drawing.steps.size())));
                     },
                     [this](exports::Form document) { showDocument(document); },
                     [this](exports::FileFormat format) { showPackets(format); }},
               form());
}

void ExportDialog::showDocument(exports::Form document)
{
    m_made =
        documentOf(document, m_options->subject(), m_source, m_options->documentLook(), m_options->length());
    for (auto* button : {m_save, m_browse})
        button->setEnabled(m_made.has_value());
    setSentence(*m_problem, m_made ? QString() : qt(words::text(m_made.error())));
    showSize(m_made ? fileSizeText(m_made->size()) : QString());
    if (m_made && document == exports::Form::AnimatedSvg && m_options->subject() == ExportOf::Packet)
        return showPicture(true);
    if (document != exports::Form::Page && document != exports::Form::AnimatedSvg)
        return showText(QString::fromUtf8(m_made.value_or(QByteArray())));
    const auto words = documentOf(exports::Form::Text, m_options->subject(), m_source, exports::Look::Auto,
                                  exports::Length::Long);
    const QString what = document == exports::Form::Page
                             ? tr("A page to step through, in one file, for any browser. It tells:")
                             : tr("A picture that moves, without a script, for any browser. It tells:");
    showText(what + QStringLiteral("\n\n") + QString::fromUtf8(words.value_or(QByteArray())));
}

void ExportDialog::showPackets(exports::FileFormat format)
{
    auto packets = packetsOf(m_options->subject(), m_source);
    m_save->setEnabled(!packets.empty());
    showSize(tr("%n packet(s)", nullptr, static_cast<int>(packets.size())));
    packets.resize(std::min(packets.size(), mostPreviewed));
    if (format != exports::FileFormat::Pcapng)
        return showText(QString::fromStdString(exports::exported(*m_source.trace, packets, format)));
    exports::Options options;
    options.length = exports::Length::Short;
    const auto words = exports::make(exports::Form::Text, exports::List{*m_source.trace, packets}, options);
    showText(tr("For Wireshark and tshark: each packet once, with its way and ending as its comment.") +
             QStringLiteral("\n\n") + QString::fromUtf8(words.value_or(QByteArray())));
}

void ExportDialog::showPicture(bool hasSteps)
{
    const Drawing drawn = m_options->applied(m_source.drawing);
    const bool isStep = hasSteps && !drawn.steps.empty();
    const Picture& picture = isStep ? drawn.steps[m_shownStep % drawn.steps.size()] : drawn.picture;
    m_pages->setCurrentWidget(m_picture);
    m_picture->show(
        drawn.layout.size(),
        [picture, look = drawn.look, layout = drawn.layout](double scale) {
            return diagramImage(picture, look, scale, layout);
        },
        captionInWords(picture.caption));
    if (isStep && !m_nextStep.isActive() && !m_nextStep.isSingleShot())
        m_nextStep.start();
}

void ExportDialog::showText(const QString& text)
{
    m_text->setPlainText(text);
    m_pages->setCurrentWidget(m_text);
}

void ExportDialog::showSize(const QString& size)
{
    m_size->setText(size);
}

// A picture is made to know its size, and there when it is to be saved.
void ExportDialog::measure()
{
    m_save->setEnabled(false);
    showSize(tr("Drawing…"));
    const Drawing drawn = m_options->applied(m_source.drawing);
    const auto wanted = std::get<PictureForm>(form());
    besideWindow(
        this, [drawn, wanted] { return fileOf(drawn, wanted); },
        [this, order = m_order, wanted, pixels = pixelsText(drawn)](const Result<QByteArray>& made) {
            if (m_order != order)
                return;
            m_made = made;
            m_save->setEnabled(made.has_value());
            setSentence(*m_problem, made ? QString() : qt(words::text(made.error())));
            const bool hasPixels = wanted == PictureForm::Png || wanted == PictureForm::WebP;
            const QString size = made ? fileSizeText(made->size()) : QString();
            showSize(hasPixels && made ? pixels + QStringLiteral(" · ") + size : size);
        });
}

void ExportDialog::save()
{
    const auto& [wanted, name, ending] = m_forms.at(m_list->currentItem()->data(Qt::UserRole).toUInt());
    if (ending.isEmpty()) {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the pictures"));
        return folder.isEmpty() ? void() : saveTo(folder);
    }
    const QString stem = wanted.index() <= 1   ? QStringLiteral("diagram")
                         : wanted.index() == 2 ? QStringLiteral("packet")
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
        m_file = std::make_unique<PacketFile>(path, packetsOf(m_options->subject(), m_source),
                                              *m_source.trace, *format);
        setBusy(true);
        return m_more.start();
    }
    if (!std::holds_alternative<SeriesForm>(form()))
        return finish(path, m_made.and_then([&](const QByteArray& bytes) { return write(path, bytes); }));
    setBusy(true);
    besideWindow(
        this, [drawn = m_options->applied(m_source.drawing), path] { return saveSeries(drawn, path); },
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
    const std::shared_ptr<PacketFile> file = std::exchange(m_file, nullptr);
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
