// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/steppanel.h"

#include "traversal/ownchains.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/panelhead.h"
#include "ui/panels/rowdelegate.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/text.h"
#include "words/steps.h"
#include "words/words.h"

#include <QListView>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

// A step is a station on a rail: walked thick, still ahead thin.
constexpr qreal railX = 24, titleX = 44, noteGap = 12;

void paintRail(const PaintedRow& row, int current)
{
    const bool passed = row.index.row() < current, reached = row.index.row() <= current;
    const bool last = row.index.row() + 1 == row.index.model()->rowCount();
    const qreal x = row.rect.left() + railX, middle = row.rect.center().y() + 0.5;
    const QPen walked(row.theme.accent, 3, Qt::SolidLine, Qt::FlatCap), ahead(row.theme.accent, 1);
    if (row.index.row() > 0) {
        row.painter.setPen(reached ? walked : ahead);
        row.painter.drawLine(QPointF(x, row.rect.top()), QPointF(x, middle));
    }
    if (!last) {
        row.painter.setPen(passed ? walked : ahead);
        row.painter.drawLine(QPointF(x, middle), QPointF(x, row.rect.bottom() + 1));
    }
}

void paintCorners(QPainter& painter, QPointF at, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawRect(QRectF(at - QPointF(5.5, 5.5), QSizeF(11, 11)));
    painter.setPen(QPen(theme.text2, 1.5));
    for (const qreal x : {-1.0, 1.0}) {
        for (const qreal y : {-1.0, 1.0}) {
            const QPointF corner = at + QPointF(x * 4.5, y * 4.5);
            painter.drawLine(corner, corner - QPointF(x * 2.7, 0));
            painter.drawLine(corner, corner - QPointF(0, y * 2.7));
        }
    }
}

void paintCircle(QPainter& painter, QPointF at, qreal radius, const QPen& ring, const QColor& fill)
{
    painter.setPen(ring);
    painter.setBrush(fill);
    painter.drawEllipse(at, radius, radius);
}

void paintStation(const PaintedRow& row, const Walk& walk, int current)
{
    const Theme& theme = row.theme;
    const int number = row.index.row();
    const Stop& stop = walk.stops[static_cast<std::size_t>(number)];
    const QPointF at(row.rect.left() + railX, row.rect.center().y() + 0.5);
    const bool passed = number < current;
    if (number <= current && number == lastStop(walk))
        return paintEndingMark(row.painter, markOf(walk.ending), at, 8, theme, theme.panel);
    if (stop.copy && number < current)
        return paintEndingMark(row.painter, EndingMark::Duplicated, at, 8, theme, theme.panel);
    if (number == current) {
        paintCircle(row.painter, at, 8, Qt::NoPen,
                    theme.look == Look::Dark ? theme.accent : theme.buttonFill);
        return paintCircle(row.painter, at, 4, Qt::NoPen, theme.onButton);
    }
    switch (wasReported(stop) ? StopKind::Observed : stop.kind) {
    case StopKind::Skipped:
        return paintCircle(row.painter, at, 3.5, QPen(theme.text3, 1.5), theme.panel);
    case StopKind::Inferred:
        return paintCorners(row.painter, at, theme);
    case StopKind::Observed:
        return paintCircle(row.painter, at, passed ? 5 : 4,
                           QPen(passed ? theme.panel : ringOf(stop.stage, theme), 1.5),
                           passed ? fillOf(stop.stage, theme) : theme.panel);
    }
}

void paintStep(const PaintedRow& row, const Walk& walk, int currentStep)
{
    const Theme& theme = row.theme;
    const int number = row.index.row();
    const StopKind kind = walk.stops[static_cast<std::size_t>(number)].kind;
    const bool current = number == currentStep;
    if (current || row.state & QStyle::State_MouseOver) {
        row.painter.setOpacity(current ? 1 : 0.4);
        paintBand(row.painter, row.rect.adjusted(rowMargin, 0, -rowMargin, 0), theme);
        row.painter.setOpacity(1);
    }
    paintRail(row, currentStep);
    paintStation(row, walk, currentStep);

    const QColor titleColour = kind == StopKind::Skipped ? theme.text3
                               : number <= currentStep   ? theme.text
                                                         : theme.text2;
    const QFont titleFont = textFont(12, current ? QFont::DemiBold : QFont::Normal);
    const QRectF inner = row.rect.adjusted(titleX, 0, -rowMargin * 2, 0);
    const QString title = row.index.data().toString();
    row.text(inner, title, titleFont, titleColour);

    const bool observed = kind == StopKind::Observed;
    const qreal titleWidth = QFontMetricsF(titleFont).horizontalAdvance(title);
    row.text(inner.adjusted(titleWidth + noteGap, 0, 0, 0), qt(words::stepNote(walk, number)),
             observed ? monoFont(11.5) : textFont(11.5), observed ? titleColour : theme.text3,
             Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

StepPanel::StepPanel(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_head(new PanelHead(tr("Steps")))
    , m_view(new QListView)
{
    m_view->setObjectName(QStringLiteral("steps"));
    m_view->setAccessibleName(tr("Steps"));
    m_view->setModel(&m_model);
    const auto paint = [this](const PaintedRow& row) { paintStep(row, *m_model.walk(), m_model.current()); };
    m_view->setItemDelegate(new RowDelegate(appearance, {240, 24}, paint, m_view));
    m_view->setUniformItemSizes(true);
    offerCopy(*m_view, Qt::AccessibleTextRole);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_view, 1);

    const auto choose = [this](const QModelIndex& index) {
        if (!m_selecting && index.isValid())
            Q_EMIT chosen(index.row());
    };
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, choose);
    connect(m_view, &QListView::clicked, this, choose);
}

void StepPanel::setWalk(Document::WalkPointer walk)
{
    m_selecting = true;
    m_head->setDetail(walk ? qt(words::text(walk->title)) : QString());
    m_model.setWalk(std::move(walk));
    m_selecting = false;
}

void StepPanel::setCurrent(int stop)
{
    m_selecting = true;
    m_model.setCurrent(stop);
    if (stop >= 0) {
        const QModelIndex index = m_model.index(stop);
        m_view->setCurrentIndex(index);
        // A little of what comes next stays in sight.
        const QModelIndex ahead = m_model.index(std::min(stop + 2, m_model.rowCount() - 1));
        m_view->scrollTo(ahead);
        m_view->scrollTo(index);
    }
    m_selecting = false;
}

} // namespace hookwalk::ui
