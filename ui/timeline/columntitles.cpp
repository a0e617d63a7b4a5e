// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/columntitles.h"

#include "ui/theme/icons.h"

#include <cmath>
#include <QPainter>

namespace hookwalk::ui
{

namespace
{
constexpr int titleMargin = 16, sortArrow = 12;
}

ColumnTitles::ColumnTitles(const Appearance& appearance, const TimelineModel& model, int height,
                           QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_appearance(appearance)
    , m_model(model)
{
    setFixedHeight(height);
    setSectionsClickable(true);
    setHighlightSections(false);
    connect(&model, &TimelineModel::orderChanged, viewport(), qOverload<>(&QWidget::update));
}

QString ColumnTitles::title(int section) const
{
    const QAbstractItemModel* shown = model() ? model() : &m_model;
    return shown->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
}

int ColumnTitles::needed(int section) const
{
    const double words = QFontMetricsF(textFont(11.5, QFont::Medium)).horizontalAdvance(title(section));
    return static_cast<int>(std::ceil(words)) + titleMargin + sortArrow;
}

void ColumnTitles::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    if (section == TimelineModel::Lane)
        return; // the ruler
    const Theme& theme = m_appearance.theme();
    painter->save();
    const QFont font = textFont(11.5, QFont::Medium);
    painter->setFont(font);
    painter->setPen(theme.text3);
    const bool isLast = section == TimelineModel::Duration;
    const QRect place =
        rect.adjusted(section == TimelineModel::Time ? titleMargin : 0, 0, isLast ? -titleMargin : 0, 0);
    painter->drawText(place, static_cast<int>(Qt::AlignVCenter | (isLast ? Qt::AlignRight : Qt::AlignLeft)),
                      title(section));
    if (section == TimelineModel::Packet && m_model.sortColumn() != section) { // it opens a menu
        const double words = QFontMetricsF(font).horizontalAdvance(title(section));
        drawIcon(
            *painter, QStringLiteral("chevron-down"), theme.text3,
            QRectF(place.left() + words + 4, rect.center().y() - sortArrow / 2.0 + 1, sortArrow, sortArrow));
    }
    if (m_model.sortColumn() == section) {
        const double words = QFontMetricsF(font).horizontalAdvance(title(section));
        const double x = isLast ? place.right() - words - sortArrow : place.left() + words + 2;
        drawIcon(*painter,
                 m_model.sortOrder() == Qt::AscendingOrder ? QStringLiteral("chevron-down")
                                                           : QStringLiteral("chevron-up"),
                 theme.text3, QRectF(x, rect.center().y() - sortArrow / 2.0 + 1, sortArrow, sortArrow));
    }
    painter->restore();
}

} // namespace hookwalk::ui
