// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/alignedsteps.h"

#include "ui/compare/stepmarks.h"
#include "ui/compare/twowayspainter.h"
#include "ui/keys/commands.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/panelhead.h"
#include "ui/panels/rowdelegate.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr qreal railA = 28, railB = 56, stepTitleX = 74, stepTimeWidth = 40, stepMargin = 14;
constexpr int roomyRow = 36, closeRow = 26, noteHeight = 20, titlesHeight = 32;

// Badges and titles in line with what stands below them.
class StepTitles : public QWidget
{
public:
    explicit StepTitles(const Appearance& appearance)
        : m_appearance(appearance)
    {
        setFixedHeight(titlesHeight);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& theme = m_appearance.theme();
        paintBadge(painter, QRectF(railA - 9, 0, 18, height()), Side::A, theme);
        paintBadge(painter, QRectF(railB - 9, 0, 18, height()), Side::B, theme);
        const QRectF inner = QRectF(rect()).adjusted(stepTitleX, 0, -stepMargin, 0);
        paintText(painter, inner, ui::tr("Step"), textFont(11.5, QFont::Medium), theme.text3);
        paintText(painter, inner.adjusted(0, 0, -stepTimeWidth, 0), nameOf(Side::A),
                  textFont(11.5, QFont::DemiBold), theme.accent, Qt::AlignRight | Qt::AlignVCenter);
        paintText(painter, inner, nameOf(Side::B), textFont(11.5, QFont::DemiBold), theme.lineB,
                  Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    const Appearance& m_appearance;
};

bool isFirst(const Compared& compared, int step)
{
    return compared.comparison().first == step;
}

void paintRailOf(const PaintedRow& row, const Compared& compared, Side side, qreal middle)
{
    const int step = row.index.row();
    const int first = compared.firstStep(side), last = compared.lastStep(side);
    if (step < first || step > last)
        return;
    const qreal x = row.rect.left() + (side == Side::A ? railA : railB);
    QPen pen = penOf(side, 3, row.theme);
    // The dashes of one row go on where those of the row above stopped.
    pen.setDashOffset(side == Side::B ? row.rect.top() / 3 : 0);
    row.painter.setPen(pen);
    row.painter.drawLine(QPointF(x, step == first ? middle : row.rect.top()),
                         QPointF(x, step == last ? middle : row.rect.bottom() + 1));
}

void paintPair(const PaintedRow& row, const Compared& compared, int current, int height)
{
    const Theme& theme = row.theme;
    const int step = row.index.row();
    const QRectF band = row.rect.adjusted(rowMargin, 1, -rowMargin, -1);
    if (isFirst(compared, step)) {
        row.painter.setPen(
            QPen(theme.dropBorder, step == current ? 1 : 0, step == current ? Qt::SolidLine : Qt::NoPen));
        row.painter.setBrush(theme.dropBand);
        row.painter.drawRoundedRect(band, 6, 6);
        row.painter.setPen(Qt::NoPen);
        row.painter.setBrush(theme.dropped);
        row.painter.drawRect(QRectF(row.rect.left() + rowMargin, band.top(), 3, band.height()));
    } else if (step == current || row.state & QStyle::State_MouseOver) {
        row.painter.setOpacity(step == current ? 1 : 0.4);
        paintBand(row.painter, band, theme);
        row.painter.setOpacity(1);
    }
    const QRectF line(row.rect.left(), row.rect.top(), row.rect.width(), height);
    const qreal middle = line.center().y();
    for (const Side side : {Side::A, Side::B}) {
        paintRailOf(row, compared, side, middle);
        paintStepMark(row.painter, compared, side, step,
                      {row.rect.left() + (side == Side::A ? railA : railB), middle}, theme);
    }
    const bool isOne = compared.step(step).isAlone() || compared.step(step).isPassedBy();
    const QRectF inner = line.adjusted(stepTitleX, 0, -stepMargin, 0);
    const QString a = timeAt(compared, Side::A, step), b = timeAt(compared, Side::B, step);
    const QString word = tr("inferred");
    const auto time = [&](const QString& text, qreal end) { // and where it begins, from the right
        const QFont font = text == word ? textFont(11.5) : monoFont(11.5);
        row.text(inner.adjusted(0, 0, -end, 0), text, font, text == word || isOne ? theme.text3 : theme.text2,
                 Qt::AlignRight | Qt::AlignVCenter);
        return end + QFontMetricsF(font).horizontalAdvance(text);
    };
    const bool isSameWord = a == word && b == word; // once is enough
    qreal taken = time(b, 0);
    if (!isSameWord)
        taken = time(a, std::max(stepTimeWidth, taken + 6));
    const QFont font =
        textFont(12.5, step == current || isFirst(compared, step) ? QFont::DemiBold : QFont::Normal);
    row.text(inner.adjusted(0, 0, -taken - 6, 0), row.index.data().toString(), font,
             isOne ? theme.text2 : theme.text);
    if (isFirst(compared, step))
        row.text(QRectF(row.rect.left() + stepTitleX, line.bottom() - 6,
                        row.rect.width() - stepTitleX - stepMargin, noteHeight),
                 compared.noteOf(step), textFont(11.5), theme.dropped);
}

// Rows are close together where the list has little room; the one with a note is higher.
class StepDelegate : public RowDelegate
{
public:
    StepDelegate(const Appearance& appearance, const AlignedStepModel& model, QListView* view)
        : RowDelegate(
              appearance, {240, roomyRow},
              [this, &model](const PaintedRow& row) {
                  paintPair(row, *model.compared(), m_view->currentIndex().row(), rowHeight());
              },
              view)
        , m_model(model)
        , m_view(view)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {240, rowHeight() + (isFirst(*m_model.compared(), index.row()) ? noteHeight - 4 : 0)};
    }

private:
    int rowHeight() const
    {
        const int needed = m_model.rowCount() * roomyRow + noteHeight;
        return needed <= m_view->viewport()->height() ? roomyRow : closeRow;
    }

    const AlignedStepModel& m_model;
    QListView* m_view;
};

} // namespace

void AlignedStepModel::setCompared(ComparedPointer compared)
{
    beginResetModel();
    m_compared = std::move(compared);
    endResetModel();
}

int AlignedStepModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_compared ? 0 : m_compared->steps();
}

QVariant AlignedStepModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const int step = index.row();
    const QString title = m_compared->stepTitle(step), note = m_compared->noteOf(step);
    if (role == Qt::DisplayRole)
        return title;
    if (role == Qt::ToolTipRole)
        return note.isEmpty() ? title : title + u'\n' + note;
    if (role != Qt::AccessibleTextRole)
        return {};
    QStringList parts{tr("Step %1: %2").arg(step + 1).arg(title)};
    for (const Side side : {Side::A, Side::B}) {
        if (m_compared->stop(side, step))
            parts << nameOf(side) + u' ' + timeAt(*m_compared, side, step);
    }
    if (isFirst(*m_compared, step))
        parts << tr("the first difference");
    if (!note.isEmpty())
        parts << note;
    return parts.join(QStringLiteral(", "));
}

AlignedSteps::AlignedSteps(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_view(new QListView)
    , m_foot(new TintedLabel(&Theme::text3, textFont(11.5)))
    , m_next(new QPushButton(tr("Next difference")))
{
    auto* head = new PanelHead(tr("Steps"));
    head->setDetail(tr("aligned"));
    auto* swap =
        new IconButton(appearance, QStringLiteral("swap"), withKeys(tr("Swap A and B"), Command::Swap));
    swap->setObjectName(QStringLiteral("swap"));
    head->addWidget(swap);
    m_view->setObjectName(QStringLiteral("alignedSteps"));
    m_view->setAccessibleName(tr("Steps of both packets"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new StepDelegate(appearance, m_model, m_view));
    offerCopy(*m_view, Qt::AccessibleTextRole);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_foot->setWordWrap(true);
    m_foot->setContentsMargins(16, 8, 16, 0);
    m_next->setObjectName(QStringLiteral("nextOfSteps"));
    m_next->setProperty("kind", QStringLiteral("flat"));
    m_next->setToolTip(withKeys(tr("To the next difference"), Command::NextDifference));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(new StepTitles(appearance));
    column->addWidget(m_view, 1);
    column->addWidget(m_foot);
    column->addWidget(m_next, 0, Qt::AlignLeft);

    connect(swap, &QToolButton::clicked, this, &AlignedSteps::swapAsked);
    connect(m_next, &QPushButton::clicked, this, &AlignedSteps::nextAsked);
    const auto choose = [this](const QModelIndex& index) {
        if (!m_selecting && index.isValid())
            Q_EMIT chosen(index.row());
    };
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, choose);
    connect(m_view, &QListView::clicked, this, choose);
}

void AlignedSteps::setCompared(const ComparedPointer& compared)
{
    m_selecting = true;
    m_model.setCompared(compared);
    m_selecting = false;
    if (!compared)
        return;
    QStringList lines;
    if (areMicroseconds(*compared))
        lines << tr("Times in µs since the first line of each.");
    int alone[2] = {};
    for (int step = 0; step < compared->steps(); ++step) {
        if (compared->step(step).isAlone() && !compared->step(step).isUnknown)
            ++alone[compared->step(step).a < 0 ? 1 : 0];
    }
    if (alone[0] > 0)
        lines << tr("%n step(s) of A have no match in B.", nullptr, alone[0]);
    if (alone[1] > 0)
        lines << tr("%n step(s) of B have no match in A.", nullptr, alone[1]);
    m_foot->setText(lines.join(u'\n'));
    m_next->setVisible(compared->comparison().first >= 0);
}

void AlignedSteps::setCurrent(int step)
{
    m_selecting = true;
    const QModelIndex index = m_model.index(step);
    if (index != m_view->currentIndex()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
        m_view->viewport()->update();
    }
    m_selecting = false;
}

void AlignedSteps::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_view->doItemsLayout(); // rows may be closer now
}

} // namespace hookwalk::ui
