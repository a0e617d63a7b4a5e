// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinepanel.h"

#include "ui/panels/filterfield.h"
#include "ui/panels/panelhead.h"
#include "ui/theme/text.h"
#include "ui/timeline/overview.h"
#include "ui/timeline/ruler.h"
#include "words/words.h"

#include <algorithm>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

TimelinePanel::TimelinePanel(const Appearance& appearance, TimelineModel& model, Playhead& playhead,
                             Flags& flags, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_head(new PanelHead(tr("Packets"), this))
    , m_view(new TimelineView(appearance, model, playhead, flags, this))
    , m_overview(new Overview(appearance, model, m_view->scale()))
    , m_empty(new QLabel(this))
    , m_clear(new QToolButton(m_head))
{
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Forget all packets of the list"));
    m_clear->setObjectName(QStringLiteral("clear"));
    m_head->addWidget(m_clear);
    connect(m_clear, &QToolButton::clicked, this, &TimelinePanel::clearAsked);
    if (model.filter())
        addFilter(appearance);
    m_empty->setObjectName(QStringLiteral("nothingShown"));
    m_empty->setProperty("kind", QStringLiteral("hint"));
    m_empty->setContentsMargins(16, 8, 16, 0);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(0);
    top->addWidget(m_head);
    top->addWidget(m_overview, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_empty, 1, Qt::AlignTop);
    column->addWidget(m_view, 1);

    connect(m_view, &TimelineView::chosen, this, &TimelinePanel::chosen);
    connect(m_view, &TimelineView::listWidthChanged, this, &TimelinePanel::placeHead);
    connect(&model, &QAbstractItemModel::modelReset, this, &TimelinePanel::showCount);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TimelinePanel::showCount);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TimelinePanel::showCount);
    connect(&model, &TimelineModel::newerChanged, this, &TimelinePanel::showCount);
    showCount();
}

// The overview stands above the lanes.
void TimelinePanel::placeHead()
{
    const bool lanes = m_view->lanesShown() && m_view->isVisibleTo(this);
    m_overview->setVisible(lanes);
    m_head->setMinimumWidth(lanes ? m_view->listWidth() : 0);
    m_head->setMaximumWidth(lanes ? m_view->listWidth() : QWIDGETSIZE_MAX);
}

void TimelinePanel::addFilter(const Appearance& appearance)
{
    PacketFilter& filter = *m_model.filter();
    m_filter = new FilterField(appearance, filter);
    m_head->lead(m_filter);
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("filterProblem"));
    m_problem->setProperty("kind", QStringLiteral("underField"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_filter->installEventFilter(this);
    connect(m_filter, &FilterField::problemFound, this, &TimelinePanel::sayProblem);
    connect(&filter, &PacketFilter::judged, this, &TimelinePanel::showCount);
    connect(&filter, &PacketFilter::finished, this, &TimelinePanel::showCount);
    connect(m_overview, &Overview::timeOffered, m_filter, &FilterField::offer);
    connect(m_filter, &FilterField::left, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_empty, &QLabel::linkActivated, m_filter,
            [this](const QString& term) { m_filter->takeAway(term.toUInt()); });
}

void TimelinePanel::sayProblem(const QString& sentence)
{
    constexpr int least = 360;
    m_problem->setText(sentence);
    const QPoint corner = m_filter->mapTo(this, QPoint(0, m_filter->height() + 4));
    m_problem->setFixedWidth(std::min(std::max(m_filter->width(), least), width() - 2 * corner.x()));
    m_problem->adjustSize();
    m_problem->move(corner);
    m_problem->raise();
    m_problem->setVisible(!sentence.isEmpty());
    m_empty->setContentsMargins(16, 8 + (sentence.isEmpty() ? 0 : m_problem->height()), 16, 0);
}

bool TimelinePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::Resize && m_problem->isVisible())
        sayProblem(m_problem->text());
    return QWidget::eventFilter(watched, event);
}

QString TimelinePanel::countInWords() const
{
    const int count = m_model.rowCount();
    const auto& document = m_model.document();
    const auto number = [](auto n) { return QLocale(QLocale::English).toString(n); };
    if (m_filter && m_model.filter()->isActive())
        return (m_model.filter()->isWorking() ? tr("%1 so far of %2") : tr("%1 of %2"))
            .arg(number(count), number(document.count() - document.first()));
    const auto gone = document.first();
    return gone == 0 ? (count > 0 ? number(count) : QString())
           : count == 0
               ? tr("%1 older one(s) are gone", nullptr, formOf(gone)).arg(number(gone))
               : tr("%1 to %2 · %3 older one(s) are gone", nullptr, formOf(gone))
                     .arg(number(gone + 1), number(gone + static_cast<TraversalIndex>(count)), number(gone));
}

QString TimelinePanel::nothingInWords() const
{
    if (!m_filter || !m_model.filter()->isActive() || m_model.document().count() == 0)
        return tr("Packets appear here as the kernel reports them.");
    const PacketFilter& filter = *m_model.filter();
    if (filter.isWorking())
        return tr("Looking through the packets…");
    std::size_t best = 0, most = 0;
    for (std::size_t term = 0; term < filter.filter().size(); ++term) {
        if (const auto back = filter.shownWithout(term); back > most) {
            best = term;
            most = back;
        }
    }
    const auto unknown = filter.unknownNames();
    const QString why = (unknown.empty() ? tr("Nothing matches.")
                                         : qt(words::text(say("filter-unknown-name", unknown.front()))))
                            .toHtmlEscaped();
    return most == 0 ? why
                     : QStringLiteral("%1 <a href=\"%2\">%3</a>")
                           .arg(why, QString::number(best), m_filter->without(best).toHtmlEscaped());
}

void TimelinePanel::sayNothing(QLabel& label) const
{
    const bool isNothing = m_model.rowCount() == 0;
    if (isNothing) {
        label.setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        label.setTextFormat(Qt::RichText); // escaped
        label.setWordWrap(true);
        label.setText(nothingInWords());
    }
    label.setVisible(isNothing);
}

void TimelinePanel::showCount()
{
    const int count = m_model.rowCount();
    const auto& document = m_model.document();
    m_head->setDetail(countInWords());
    m_clear->setVisible(document.isLive() && document.count() > document.first());
    sayNothing(*m_empty);
    m_view->setVisible(count > 0);
    placeHead();
    Q_EMIT countChanged();
}

} // namespace hookwalk::ui
