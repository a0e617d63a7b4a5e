// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/rulesection.h"

#include "traversal/knowledge.h"
#include "traversal/rules.h"
#include "ui/inspector/paragraph.h"
#include "ui/inspector/ruledelegate.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/focus.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QTreeView>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

QString legacyNote(const Ruleset& ruleset, Chain chain)
{
    if (!ruleset.hasLegacy(chain.table))
        return {};
    return tr("The table %1 of iptables-legacy is loaded: its rules are run here too, and nftrace "
              "does not see them.")
        .arg(QString::fromUtf8(name(chain.table).data()));
}

QString noteOf(const Trace& trace, Chain chain, const Stop* stop, bool empty)
{
    const auto* ruleset = trace.ruleset();
    if (const auto& problem = trace.knowledge().rulesProblem(); !problem.empty())
        return tr("The rules in force could not be read: %1")
            .arg(QString::fromStdString(words::text(problem)));
    if (!ruleset)
        return empty ? tr("Nothing here tells the rules. A live run with nftrace does: choose it, or "
                          "switch Rules on, at the source beside Trace.")
                     : QString();
    QString note = legacyNote(*ruleset, chain);
    if (empty && note.isEmpty()) {
        const bool observed = stop && stop->kind == StopKind::Observed;
        note = observed || trace.isTraced(chain)
                   ? tr("Nothing but the trace point is registered here.")
                   : tr("Nothing is registered here, so the kernel passes this chain by.");
    }
    return note;
}

QString detailOf(const std::vector<RuleRow>& rows, const Stop* stop)
{
    const auto count = countRules(rows);
    if (rows.empty())
        return {};
    if (stop && !stop->rules.empty())
        return tr("%1 of %2 matched").arg(count.matched).arg(count.rules);
    return tr("%n rule(s)", nullptr, count.rules);
}

RuleFamily familyOf(const Trace& trace, const Walk* walk)
{
    if (!walk || walk->traversal == noIndex)
        return RuleFamily::Any;
    const auto& first = trace.events()[trace.traversals()[walk->traversal].first];
    return first.source.isV4() ? RuleFamily::Ip : RuleFamily::Ip6;
}

} // namespace

RuleSection::RuleSection(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_detail(new TintedLabel(&Theme::text2, textFont(11.5)))
    , m_note(new Paragraph(&Theme::text2, textFont(12)))
    , m_copy(new IconButton(appearance, QStringLiteral("copy"), tr("Copy the rules")))
    , m_view(new QTreeView)
    , m_delegate(new RuleDelegate(appearance, m_model, this))
{
    m_view->setObjectName(QStringLiteral("rules"));
    m_view->setAccessibleName(tr("Rules of the chain"));
    m_view->setProperty(ownRing, true); // around a rule
    m_view->setModel(&m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    offerCopy(*m_view);
    auto keepsRoom = m_copy->sizePolicy(); // the head is as high without rules
    keepsRoom.setRetainSizeWhenHidden(true);
    m_copy->setSizePolicy(keepsRoom);
    m_detail->setObjectName(QStringLiteral("rulesDetail"));
    m_note->setObjectName(QStringLiteral("rulesNote"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(16, 8, 8, 4);
    top->addWidget(sectionHead(tr("Rules here")), 1);
    top->addWidget(m_detail);
    top->addWidget(m_copy);
    auto* noteRow = new QHBoxLayout;
    noteRow->setContentsMargins(16, 4, 16, 12);
    noteRow->addWidget(m_note);
    column->addWidget(sectionDivider());
    column->addLayout(top);
    column->addWidget(m_view);
    column->addLayout(noteRow);

    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_model.text()); });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (m_model.hasChildren(index))
            m_view->setExpanded(index, !m_view->isExpanded(index));
    });
    connect(m_view, &QTreeView::expanded, this, &RuleSection::fitHeight);
    connect(m_view, &QTreeView::collapsed, this, &RuleSection::fitHeight);
    connect(m_view->header(), &QHeaderView::sectionResized, this, &RuleSection::fitHeight);
    // The view is as high as its rows, and what scrolls is the inspector around it.
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                auto* area = qobject_cast<QScrollArea*>(parentWidget() && parentWidget()->parentWidget()
                                                            ? parentWidget()->parentWidget()->parentWidget()
                                                            : nullptr);
                const QRect row = m_view->visualRect(index);
                if (area && index.isValid())
                    area->ensureVisible(16, m_view->mapTo(area->widget(), row.center()).y(), 0,
                                        row.height() / 2 + 8);
            });
}

void RuleSection::showChain(const Trace& trace, Chain chain, const Walk* walk, const Stop* stop)
{
    const Ruleset* ruleset = walk ? rulesetOf(trace, walk->traversal) : trace.ruleset();
    auto rows = ruleRows(ruleset, chain, stop ? std::span(stop->rules) : std::span<const RuleHit>(),
                         familyOf(trace, walk));
    const QString note = noteOf(trace, chain, stop, rows.empty());
    show(std::move(rows), note, stop);
}

void RuleSection::showBaseChain(const Trace& trace, const BaseChain& chain, const Stop* stop)
{
    const bool isTold = stop && !stop->rules.empty();
    const Ruleset* ruleset = isTold ? trace.knowledge().rulesetAt(stop->rules.front().line) : trace.ruleset();
    show(ruleRows(ruleset, chain, isTold ? std::span(stop->rules) : std::span<const RuleHit>()), {}, stop);
}

void RuleSection::show(std::vector<RuleRow> rows, const QString& note, const Stop* stop)
{
    m_detail->setText(detailOf(rows, stop));
    m_copy->setVisible(!rows.empty());
    m_view->setVisible(!rows.empty());
    m_note->setVisible(!note.isEmpty());
    setParagraph(*m_note, note);
    if (rows != m_model.rows()) {
        m_model.setRows(std::move(rows));
        openTakenJumps({});
    }
    fitHeight();
}

void RuleSection::showDecided()
{
    const auto find = [this](const auto& again, const QModelIndex& parent) -> QModelIndex {
        for (int i = 0; i < m_model.rowCount(parent); ++i) {
            const QModelIndex index = m_model.index(i, 0, parent);
            if (m_model.row(index)->state == RuleState::Decided && !m_model.hasChildren(index))
                return index;
            if (const QModelIndex below = again(again, index); below.isValid())
                return below;
        }
        return {};
    };
    m_view->setCurrentIndex({});
    m_view->setCurrentIndex(find(find, {}));
}

QString RuleSection::note() const
{
    return m_note->isHidden() ? QString() : m_note->accessibleName();
}

void RuleSection::openTakenJumps(const QModelIndex& parent)
{
    for (int i = 0; i < m_model.rowCount(parent); ++i) {
        const QModelIndex index = m_model.index(i, 0, parent);
        if (!m_model.row(index)->taken)
            continue;
        m_view->setExpanded(index, true);
        openTakenJumps(index);
    }
}

int RuleSection::heightBelow(const QModelIndex& parent) const
{
    int height = 0;
    for (int i = 0; i < m_model.rowCount(parent); ++i) {
        const QModelIndex index = m_model.index(i, 0, parent);
        height += m_delegate->heightOf(index, m_view->viewport()->width());
        if (m_view->isExpanded(index))
            height += heightBelow(index);
    }
    return height;
}

void RuleSection::fitHeight()
{
    m_view->doItemsLayout(); // rows are as high as their words at this width
    m_view->setFixedHeight(heightBelow({}) + 2);
}

void RuleSection::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

} // namespace hookwalk::ui
