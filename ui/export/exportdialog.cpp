// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportdialog.h"

#include "ui/dock/dockwidgets.h"
#include "ui/export/besidewindow.h"
#include "ui/export/exportoptions.h"
#include "ui/export/picturepreview.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>

namespace hookwalk::ui
{

namespace
{

constexpr std::size_t mostPreviewed = 40; // packets
constexpr int betweenSteps = 600;         // as the animation has it

template<typename... Functions> struct Cases : Functions... {
    using Functions::operator()...;
};
template<typename... Functions> Cases(Functions...) -> Cases<Functions...>;

QString fileSizeText(qsizetype bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 10'000 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString pixelsText(const Drawing& drawing)
{
    const QSize size = (drawing.sheet.size * drawing.scale).toSize();
    return ui::tr("%1 × %2 pixels").arg(size.width()).arg(size.height());
}

} // namespace

ExportDialog::ExportDialog(const Appearance& appearance, ExportSource source, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_list(new QListWidget)
    , m_options(new ExportOptions)
    , m_pages(new QStackedWidget)
    , m_picture(new PicturePreview(appearance))
    , m_text(new QPlainTextEdit)
    , m_size(new TintedLabel(&Theme::text2, textFont(12.5)))
    , m_problem(sentenceLabel(&Theme::dropped))
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
                                     static_cast<int>(drawn().steps.size())));
                     },
                     [this](exports::Form document) { showDocument(document); },
                     [this](exports::FileFormat format) { showPackets(format); }},
               form());
}

void ExportDialog::showDocument(exports::Form document)
{
    const auto of = m_options->subject();
    if (isLongList(document, of, m_source))
        return showLongList(document);
    m_made = documentOf(document, of, m_source, m_options->documentLook(), m_options->length());
    for (auto* button : {m_save, m_browse})
        button->setEnabled(m_made.has_value());
    const auto said = !m_made ? words::text(m_made.error())
                      : of == ExportOf::Shown
                          ? words::text(exports::remarkOn(document, {*m_source.trace, m_source.shown}, {}))
                          : std::string();
    setSentence(*m_problem, qt(said));
    showSize(m_made ? fileSizeText(m_made->size()) : QString());
    if (m_made && document == exports::Form::AnimatedSvg && m_options->subject() != ExportOf::Exchange)
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

// Its beginning; all of it is made when it is saved.
void ExportDialog::showLongList(exports::Form document)
{
    const auto count = m_source.shown.size();
    const bool isLive = m_source.name.isEmpty();
    m_save->setEnabled(!isLive);
    setSentence(*m_problem, isLive ? qt(words::text(say("export-long-list", mostAtOnce, count))) : QString());
    showSize(tr("%n packet(s)", nullptr, static_cast<int>(count)));
    ExportSource first = m_source;
    first.shown.resize(mostPreviewed);
    m_made = documentOf(document, ExportOf::Shown, first, m_options->documentLook(), m_options->length());
    showText(QString::fromUtf8(m_made.value_or(QByteArray())) + QStringLiteral("…\n"));
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

Drawing ExportDialog::drawn() const
{
    const auto& drawing = m_options->subject() == ExportOf::Pair       ? m_source.comparison
                          : m_options->subject() == ExportOf::Exchange ? m_source.exchange
                                                                       : std::nullopt;
    return m_options->applied(drawing ? *drawing : m_source.drawing);
}

void ExportDialog::showPicture(bool hasSteps)
{
    const Drawing drawn = this->drawn();
    const bool isStep = hasSteps && !drawn.steps.empty();
    const Sheet& sheet = isStep ? drawn.steps[m_shownStep % drawn.steps.size()] : drawn.sheet;
    m_pages->setCurrentWidget(m_picture);
    m_picture->show(
        sheet.size, [sheet, look = drawn.look](double scale) { return imageOf(sheet, look, scale); },
        sheet.description);
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
    const Drawing drawn = this->drawn();
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

} // namespace hookwalk::ui
