// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/diffpanel.h"

#include "ui/compare/difflist.h"
#include "ui/inspector/paragraph.h"
#include "ui/keys/commands.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/paint.h"
#include "ui/panels/panelhead.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"
#include "words/stages.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace hookwalk::ui
{

// The colour of the step's table.
class StageDot : public QWidget
{
public:
    explicit StageDot(const Appearance& appearance)
        : m_appearance(appearance)
    {
        setFixedSize(14, 14);
    }
    void setStage(const Stage& stage)
    {
        m_stage = stage;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ringOf(m_stage, m_appearance.theme()), 1.5));
        painter.setBrush(fillOf(m_stage, m_appearance.theme()));
        painter.drawEllipse(QRectF(1, 1, 12, 12));
    }

private:
    const Appearance& m_appearance;
    Stage m_stage;
};

// Which packets are pinned, A beside B.
class PinCards : public QWidget
{
public:
    explicit PinCards(const Appearance& appearance)
        : m_appearance(appearance)
    {
        setFixedHeight(58);
        setAccessibleName(ui::tr("Pinned packets"));
    }
    void setCompared(ComparedPointer compared)
    {
        m_compared = std::move(compared);
        QStringList spoken;
        for (const Side side : {Side::A, Side::B})
            spoken << QStringLiteral("%1: %2, %3")
                          .arg(ui::nameOf(side), m_compared->nameOf(side), m_compared->rulesetOf(side));
        setAccessibleDescription(spoken.join(QStringLiteral("; ")));
        setToolTip(spoken.join(u'\n'));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (!m_compared)
            return;
        const Theme& theme = m_appearance.theme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        constexpr double gap = 12, margin = 16;
        const double wide = (width() - 2 * margin - gap) / 2;
        for (const Side side : {Side::A, Side::B}) {
            const QRectF card(margin + (side == Side::A ? 0 : wide + gap), 1, wide, height() - 6);
            painter.setPen(QPen(side == Side::A ? theme.routeBorder : theme.borderB, 1));
            painter.setBrush(side == Side::A ? theme.selection : theme.tintB);
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
            paintBadge(painter, {card.left() + 10, card.top() + 6, 16, 22}, side, theme);
            const QRectF line(card.left() + 34, card.top() + 6, wide - 42, 22);
            const Pin& pin = m_compared->pin(side);
            paintText(painter, line, ui::tr("packet %1").arg(pin.packet() + 1),
                      textFont(12.5, QFont::DemiBold), theme.text);
            const QString ruleset = m_compared->rulesetOf(side);
            const QString file = pin.file.isEmpty() ? ui::tr("live") : pin.file;
            paintText(painter, line.translated(0, 20),
                      ruleset.isEmpty() ? file : ruleset + QStringLiteral(" · ") + file, textFont(11.5),
                      theme.text2);
        }
    }

private:
    const Appearance& m_appearance;
    ComparedPointer m_compared;
};

DiffPanel::DiffPanel(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_dot(new StageDot(appearance))
    , m_title(new QLabel)
    , m_detail(new TintedLabel(&Theme::text2, textFont(12.5)))
    , m_pins(new PinCards(appearance))
    , m_endings(new DiffList(appearance, tr("How both ended")))
{
    auto* body = new QWidget;
    auto* sections = new QVBoxLayout(body);
    sections->setContentsMargins(0, 4, 0, 16);
    sections->setSpacing(0);
    sections->addWidget(buildTop());
    m_endings->setObjectName(QStringLiteral("endingsOfBoth"));
    sections->addWidget(m_pins);
    sections->addWidget(m_endings);
    m_header = addSection(*sections, tr("Header"), tr("Headers of both packets"), "headersOfBoth");
    m_rules = addSection(*sections, tr("Rules"), tr("Rules of both rulesets at this chain"), "rulesOfBoth");
    m_ruleset = addSection(*sections, {}, tr("What differs between the rulesets"), "rulesetsOfBoth");
    sections->addStretch(1);

    auto* scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* head = new PanelHead(tr("Inspector"));
    head->setDetail(tr("A and B"));
    auto* close = new IconButton(appearance, QStringLiteral("close"),
                                 withKeys(tr("Leave the comparison; the pins stay"), Command::Dismiss));
    close->setObjectName(QStringLiteral("leaveComparison"));
    head->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(scroll, 1);
    column->addWidget(buildButtons());
    connect(close, &QToolButton::clicked, this, &DiffPanel::closeAsked);
}

QWidget* DiffPanel::buildTop()
{
    auto* top = new QWidget;
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(16, 6, 16, 12);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_title->setProperty("kind", QStringLiteral("title"));
    m_title->setObjectName(QStringLiteral("comparedStage"));
    m_title->setWordWrap(true);
    m_detail->setObjectName(QStringLiteral("comparedDetail"));
    m_detail->setWordWrap(true);
    for (QLabel* label : {m_title, m_detail})
        offerCopy(*label);
    row->addWidget(m_dot);
    row->addWidget(m_title, 1);
    column->addLayout(row);
    column->addWidget(m_detail);
    return top;
}

QWidget* DiffPanel::buildButtons()
{
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(16, 8, 16, 12);
    row->setSpacing(8);
    const auto add = [&](const QString& text, const QString& tip, const char* name,
                         void (DiffPanel::*signal)()) {
        auto* button = new QPushButton(text);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        row->addWidget(button, 1);
        connect(button, &QPushButton::clicked, this, signal);
    };
    add(tr("Send again as B"),
        withKeys(tr("Sends the probe of A once more and pins its packet as B"), Command::SendAsB), "sendAsB",
        &DiffPanel::sendAsked);
    add(tr("Copy as text"), tr("Both ways, the verdict and what differs between the rulesets"),
        "copyComparison", &DiffPanel::copyAsked);
    return buttons;
}

DiffPanel::Section DiffPanel::addSection(QVBoxLayout& column, const QString& title,
                                         const QString& accessibleName, const char* name)
{
    Section section;
    section.whole = new QWidget;
    auto* inside = new QVBoxLayout(section.whole);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addSpacing(10);
    inside->addWidget(sectionDivider());
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 10, 16, 6);
    section.title = sectionHead(title);
    section.detail = new TintedLabel(&Theme::accent, textFont(11.5, QFont::Medium));
    row->addWidget(section.title, 1);
    row->addWidget(section.detail);
    inside->addLayout(row);
    section.list = new DiffList(m_appearance, accessibleName);
    section.list->setObjectName(QString::fromLatin1(name));
    inside->addWidget(section.list);
    section.note = new TintedLabel(&Theme::text3, textFont(11.5));
    section.note->setWordWrap(true);
    section.note->setContentsMargins(16, 4, 16, 0);
    offerCopy(*section.note);
    inside->addWidget(section.note);
    column.addWidget(section.whole);
    return section;
}

namespace
{

template<class Section> void fill(Section& section, DiffRows diff)
{
    section.detail->setText(diff.detail);
    section.note->setText(diff.note);
    section.note->setVisible(!diff.note.isEmpty());
    section.whole->setVisible(!diff.rows.empty() || !diff.note.isEmpty());
    section.list->setRows(std::move(diff.rows));
}

} // namespace

void DiffPanel::setCompared(ComparedPointer compared)
{
    m_compared = std::move(compared);
    m_pins->setCompared(m_compared);
    m_endings->setRows(endingRows(*m_compared).rows);
    m_ruleset.title->setText(rulesetTitle(*m_compared));
    fill(m_ruleset, rulesetRows(*m_compared));
}

void DiffPanel::showStep(int step)
{
    if (!m_compared || step < 0 || step >= m_compared->steps())
        return;
    const Stop& stop = m_compared->stop(step);
    m_dot->setStage(stop.stage);
    m_title->setText(m_compared->stepTitle(step));
    QStringList parts{tr("Step %1").arg(step + 1)};
    if (m_compared->comparison().first == step)
        parts << tr("the first difference");
    if (const QString note = m_compared->noteOf(step);
        !note.isEmpty() && !m_compared->step(step).hasOtherVerdict)
        parts << note; // the rules below tell of verdicts
    if (const auto priority = words::priority(stop.stage); !priority.empty())
        parts << tr("priority %1").arg(qt(priority));
    m_detail->setText(parts.join(QStringLiteral(" · ")));
    fill(m_header, headerRows(*m_compared, step));
    m_rules.title->setText(tr("Rules of %1").arg(m_compared->stepTitle(step)));
    const bool isChain = stop.stage.kind == StageKind::Chain || stop.stage.kind == StageKind::BaseChain;
    fill(m_rules, isChain ? ruleRows(*m_compared, step) : DiffRows());
}

} // namespace hookwalk::ui
