// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector.h"
#include "traversal/event.h"
#include "ui/diagram/ownplaces.h"

#include "traversal/skipped.h"
#include "ui/inspector/connectionsection.h"
#include "ui/inspector/endingsection.h"
#include "ui/inspector/evidence.h"
#include "ui/inspector/headerview.h"
#include "ui/inspector/paragraph.h"
#include "ui/inspector/rawline.h"
#include "ui/inspector/rulesection.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/paint.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"
#include "words/stages.h"
#include "words/times.h"
#include "words/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

QString offsetText(const Stop& stop)
{
    return stop.kind == StopKind::Observed && stop.toldUs
               ? QStringLiteral("  ·  +%1").arg(qt(words::duration(*stop.toldUs)))
               : QString();
}

bool isAmiss(const Ending& ending)
{
    return isDropped(ending.kind) || !ending.code.empty();
}

// The observed stop that the changes at `stop` are counted from, -1: none.
int observedBefore(const Walk& walk, int stop)
{
    for (int i = stop - 1; i >= 0; --i) {
        if (walk.stops[static_cast<std::size_t>(i)].kind == StopKind::Observed)
            return i;
    }
    return -1;
}

} // namespace

Inspector::Inspector(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_back(new IconButton(appearance, QStringLiteral("chevron-left"), tr("One step back (←)")))
    , m_forward(new IconButton(appearance, QStringLiteral("chevron-right"), tr("One step forward (→)")))
    , m_scroll(new QScrollArea(this))
    , m_body(new QWidget(m_scroll->viewport()))
    , m_dot(new QLabel)
    , m_title(new QLabel)
    , m_detail(new Paragraph(&Theme::text2, textFont(12)))
    , m_what(new Paragraph(&Theme::text2, textFont(12.5)))
{
    auto* sections = new QVBoxLayout(m_body);
    sections->setContentsMargins(0, 0, 0, 16);
    sections->setSpacing(0);
    sections->addWidget(buildStage());
    sections->addStretch(1);

    showNothing(); // what is hidden is not measured
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addWidget(m_scroll, 1);

    connect(&appearance, &Appearance::changed, this, &Inspector::tint);
}

void Inspector::prepare()
{
    if (m_rules)
        return;
    m_evidence = new Evidence(m_appearance, m_body);
    m_ending = new EndingSection(m_appearance, m_body);
    m_rules = new RuleSection(m_appearance, m_body);
    m_connection = new ConnectionSection(m_appearance, m_body);
    m_headerSection = buildHeader();
    m_rawSection = buildRawLine();
    auto* sections = static_cast<QVBoxLayout*>(m_body->layout());
    const QList<QWidget*> all{m_ending, m_headerSection, m_rawSection, m_evidence, m_rules, m_connection};
    int at = 1;
    for (QWidget* section : all) {
        if (section == m_rules)
            sections->insertSpacing(at++, 16);
        sections->insertWidget(at++, section);
    }
    hideSections();
    connect(m_connection, &ConnectionSection::packetChosen, this, &Inspector::packetChosen);
}

QWidget* Inspector::buildTop()
{
    auto* top = new QWidget(this);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(16, 4, 8, 0);
    row->setSpacing(0);
    row->addWidget(sectionHead(tr("Inspector")), 1);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    return top;
}

QWidget* Inspector::buildStage()
{
    auto* section = new QWidget(m_body);
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(16, 8, 16, 16);
    column->setSpacing(0);
    auto* titleRow = new QHBoxLayout;
    titleRow->setSpacing(8);
    m_dot->setFixedSize(14, 14);
    m_title->setProperty("kind", QStringLiteral("title"));
    m_title->setObjectName(QStringLiteral("stageTitle"));
    m_title->setWordWrap(true);
    offerCopy(*m_title);
    m_detail->setObjectName(QStringLiteral("stepDetail"));
    m_what->setObjectName(QStringLiteral("stageWhat"));
    titleRow->addWidget(m_dot);
    titleRow->addWidget(m_title, 1);
    column->addLayout(titleRow);
    column->addSpacing(4);
    column->addWidget(m_detail);
    column->addSpacing(12);
    column->addWidget(m_what);
    return section;
}

QWidget* Inspector::buildHeader()
{
    m_fields = new HeaderView(m_appearance, m_header, tr("Header of the packet"));
    m_headerDetail = new TintedLabel(&Theme::accent, textFont(11.5, QFont::Medium));
    m_fields->setObjectName(QStringLiteral("header"));
    m_headerDetail->setObjectName(QStringLiteral("changedDetail"));

    auto* section = new QWidget(m_body);
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->addWidget(sectionHead(tr("Header")), 1);
    top->addWidget(m_headerDetail);
    column->addWidget(sectionDivider());
    column->addLayout(top);
    column->addWidget(m_fields);
    return section;
}

QWidget* Inspector::buildRawLine()
{
    m_raw = new RawLine;
    m_rawHead = sectionHead({});
    m_raw->setObjectName(QStringLiteral("rawLine"));
    m_raw->setAccessibleName(tr("Raw kernel line"));
    offerCopy(*m_raw);
    auto* copy = new IconButton(m_appearance, QStringLiteral("copy"), tr("Copy the line"));
    copy->setObjectName(QStringLiteral("copyLine"));
    connect(copy, &QToolButton::clicked, this, [this, copy] {
        QGuiApplication::clipboard()->setText(m_raw->toPlainText());
        copy->setIconName(QStringLiteral("check"));
        copy->setTip(tr("Copied"));
    });
    connect(m_raw, &QPlainTextEdit::textChanged, copy, [copy] {
        copy->setIconName(QStringLiteral("copy"));
        copy->setTip(tr("Copy the line"));
    });

    auto* section = new QWidget(m_body);
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(16, 8, 8, 4);
    top->addWidget(m_rawHead, 1);
    top->addWidget(copy);
    auto* field = new QHBoxLayout;
    field->setContentsMargins(16, 0, 16, 0);
    field->addWidget(m_raw);
    column->addWidget(sectionDivider());
    column->addLayout(top);
    column->addLayout(field);
    return section;
}

void Inspector::showRule()
{
    if (m_rules)
        m_rules->showDecided();
}

void Inspector::showNothing()
{
    m_stage.reset();
    m_dot->setVisible(false);
    m_title->setText(tr("No packet yet"));
    m_detail->hide();
    setParagraph(*m_what, tr("Send a ping, or click a place of the diagram to read what it is for."));
    hideSections();
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    tint();
}

void Inspector::hideSections()
{
    if (!m_rules)
        return;
    for (QWidget* section :
         {m_headerSection, m_rawSection, static_cast<QWidget*>(m_evidence), static_cast<QWidget*>(m_ending),
          static_cast<QWidget*>(m_rules), static_cast<QWidget*>(m_connection)})
        section->setVisible(false);
}

void Inspector::showStage(const Stage& stage, const Document* document, const Walk* walk)
{
    const QString priority = qt(words::priority(stage));
    showTitle(stage, qt(words::stagePurpose(stage)),
              priority.isEmpty() ? QString() : tr("priority %1").arg(priority));
    hideSections();
    if (document && walk && stage.kind == StageKind::Chain) {
        m_evidence->showAbsence(
            QString::fromStdString(words::text(whyNotAt(document->trace(), *walk, stage.chain).reason)));
        m_evidence->setVisible(true);
    }
    showRules(stage, document, walk, nullptr);
    if (document)
        showConnection(*document, walk);
    tint();
}

void Inspector::showBaseChain(const BaseChain& chain, const Document& document, const Walk* walk)
{
    const auto stage = Stage::of(StageKind::BaseChain);
    showTitle(stage, qt(words::stagePurpose(stage)),
              chain.priority ? tr("priority %1").arg(priorityText(*chain.priority)) : QString(), &chain);
    hideSections();
    m_rules->setVisible(true);
    m_rules->showBaseChain(document.trace(), chain, nullptr);
    showConnection(document, walk);
    tint();
}

void Inspector::showStop(const Document& document, const Walk& walk, int stop)
{
    m_body->layout()->setEnabled(false); // else it arranges all for each section that comes or goes
    const Stop& here = walk.stops[static_cast<std::size_t>(stop)];
    const int count = static_cast<int>(walk.stops.size());
    const bool own = here.stage.kind == StageKind::BaseChain && here.base;
    const QString priority =
        own && here.base->priority ? priorityText(*here.base->priority) : qt(words::priority(here.stage));
    showTitle(
        here.stage, qt(words::stopPurpose(here)),
        tr("Step %1 of %2").arg(stop + 1).arg(count) + offsetText(here) +
            (priority.isEmpty() ? QString() : QStringLiteral("  ·  ") + tr("priority %1").arg(priority)),
        own ? &*here.base : nullptr);
    m_back->setEnabled(stop > 0);
    m_forward->setEnabled(stop + 1 < count);
    showHeader(document, walk, stop);
    m_evidence->showStop(document, walk, stop);
    m_evidence->setVisible(true);
    const bool ended = stop + 1 == count || stop == deathStop(walk);
    m_ending->setVisible(ended && isAmiss(walk.ending));
    if (!m_ending->isHidden())
        m_ending->showEnding(walk.ending);
    showRules(here.stage, &document, &walk, &here);
    showConnection(document, &walk);
    m_fields->fitHeight();
    tint();
    const int height = m_body->layout()->totalHeightForWidth(m_body->width());
    m_body->resize(m_body->width(),
                   std::max(m_scroll->viewport()->height(), height)); // and arranges all once
    m_body->layout()->setEnabled(true);
    m_body->layout()->activate(); // no frame with the heights of the stop before
    QCoreApplication::sendPostedEvents(m_body->parentWidget(),
                                       QEvent::LayoutRequest); // one can scroll to what is new
}

void Inspector::showTitle(const Stage& stage, const QString& purpose, const QString& detail,
                          const BaseChain* base)
{
    prepare();
    m_stage = stage;
    m_dot->setVisible(true);
    m_title->setText(base ? qt(base->table + ' ' + base->name) : qt(words::stageTitle(stage)));
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    if (!base)
        return setParagraph(*m_what, purpose);
    const auto named = [&](const QString& sentence) {
        return sentence.arg(qt(base->name), qt(base->family), qt(base->table));
    };
    setParagraph(*m_what, base->hook.empty() // only its lines tell of it
                              ? named(tr("Chain %1 of table %2 %3.")) + QLatin1Char(' ') + purpose
                              : named(tr("Chain %1 of table %2 %3, type %4, hook %5. %6"))
                                    .arg(qt(base->type), qt(base->hook), purpose));
}

void Inspector::showHeader(const Document& document, const Walk& walk, int stop)
{
    const Stop& here = walk.stops[static_cast<std::size_t>(stop)];
    Header header = headerAt(document.trace(), walk, stop);
    m_header.setRows(std::move(header.rows));
    m_headerSection->setVisible(m_header.rowCount() > 0);
    const int changed = m_header.changedCount();
    const int before = observedBefore(walk, stop);
    m_headerDetail->setText(
        here.kind != StopKind::Observed && changed == 0 ? tr("as at step %1").arg(header.seenAt + 1)
        : changed == 0 || before < 0                    ? QString()
                                     : tr("%1 changed since step %2").arg(changed).arg(before + 1));

    m_rawSection->setVisible(here.kind == StopKind::Observed);
    QString raw;
    if (here.kind == StopKind::Observed) {
        const TraceEvent& event = document.trace().events()[here.event];
        const bool kernels = sourceOf(event) == wire::Source::KernelLog;
        m_rawHead->setText(kernels ? tr("Raw kernel line") : tr("Raw line"));
        const auto line = document.trace().text(event);
        raw = QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size()));
    }
    if (raw != m_raw->toPlainText())
        m_raw->setPlainText(raw);
}

void Inspector::showRules(const Stage& stage, const Document* document, const Walk* walk, const Stop* stop)
{
    const bool own = stop && stage.kind == StageKind::BaseChain && stop->base;
    const bool shown = document && (own || stage.kind == StageKind::Chain);
    m_rules->setVisible(shown);
    if (shown && own)
        m_rules->showBaseChain(document->trace(), *stop->base, stop);
    else if (shown)
        m_rules->showChain(document->trace(), stage.chain, walk, stop);
}

void Inspector::showConnection(const Document& document, const Walk* walk)
{
    const bool shown = walk && walk->connection.isKnown();
    m_connection->setVisible(shown);
    if (shown)
        m_connection->showConnection(document, *walk);
}

void Inspector::tint()
{
    const Theme& theme = m_appearance.theme();
    if (m_stage) {
        QPixmap dot(QSize(14, 14) * devicePixelRatioF());
        dot.setDevicePixelRatio(devicePixelRatioF());
        dot.fill(Qt::transparent);
        QPainter painter(&dot);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool table = m_stage->kind == StageKind::Chain || m_stage->kind == StageKind::BaseChain;
        painter.setPen(QPen(ringOf(*m_stage, theme), 1.5));
        painter.setBrush(table ? fillOf(*m_stage, theme) : theme.panel);
        const QRectF place(1, 1, 12, 12);
        table ? painter.drawEllipse(place) : painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 2, 2);
        painter.end();
        m_dot->setPixmap(dot);
    }
}

} // namespace hookwalk::ui
