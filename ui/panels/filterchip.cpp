// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/filterchip.h"

#include "ui/panels/paint.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <bit>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace hookwalk::ui
{

namespace
{

constexpr int chipHeight = 24, leastWords = 24;
constexpr double chipSide = 8, chipCross = 12, chipGap = 6, chipMark = 10;

QFont fontOf(const query::Term& term)
{
    using Kind = query::Condition::Kind;
    const bool isPlain = std::ranges::all_of(term.any, [](const query::Condition& one) {
        return one.kind != Kind::Address && one.kind != Kind::Port && one.kind != Kind::Text &&
               one.kind != Kind::Time;
    });
    return isPlain ? textFont(12, QFont::Medium) : monoFont(11.5);
}

} // namespace

FilterChip::FilterChip(const Appearance& appearance, const query::Term& term, std::function<QString()> tip,
                       QWidget* parent)
    : QToolButton(parent)
    , m_appearance(appearance)
    , m_term(term)
    , m_tip(std::move(tip))
{
    setText(qt(query::toText(term)));
    setAccessibleName(tr("Filter %1: take it away").arg(text()));
    setStyleSheet(QStringLiteral("min-height: 0; padding: 0; border: none")); // it paints all of itself
    setFixedHeight(chipHeight);
    setFocusPolicy(Qt::StrongFocus);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

double FilterChip::markWidth() const
{
    const auto& one = m_term.any.front();
    const bool hasMark =
        m_term.any.size() == 1 && !m_term.isNot &&
        ((one.kind == query::Condition::Kind::Ending && isDropped(static_cast<EndingKind>(one.number))) ||
         (one.kind == query::Condition::Kind::Chains && std::has_single_bit(one.number)));
    return hasMark ? chipMark + chipGap : 0;
}

QRectF FilterChip::cross() const
{
    return {width() - chipSide - chipCross, (height() - chipCross) / 2, chipCross, chipCross};
}

QSize FilterChip::sizeHint() const
{
    const int words = QFontMetrics(fontOf(m_term)).horizontalAdvance(text()) + 1;
    return {static_cast<int>(chipSide + markWidth() + chipGap + chipCross + chipSide) + words, chipHeight};
}

QSize FilterChip::minimumSizeHint() const
{
    return {std::min(sizeHint().width(),
                     static_cast<int>(chipSide + chipGap + chipCross + chipSide) + leastWords),
            chipHeight};
}

bool FilterChip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QToolButton::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_tip(), this);
    return true;
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    constexpr std::array keys{Qt::Key_Return, Qt::Key_Enter, Qt::Key_Delete, Qt::Key_Backspace};
    if (std::ranges::find(keys, event->key()) != keys.end())
        click();
    else
        QToolButton::keyPressEvent(event);
}

// Only the cross: who reads a long filter clicks into it, too.
void FilterChip::mouseReleaseEvent(QMouseEvent* event)
{
    const bool isCross = event->position().x() >= cross().left() - chipGap / 2;
    if (!isCross) {
        setDown(false);
        return event->accept();
    }
    QToolButton::mouseReleaseEvent(event);
}

void FilterChip::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mix(theme.selection, theme.accent, 0.35), 1));
    painter.setBrush(theme.selection);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    double left = chipSide;
    if (markWidth() > 0) {
        const QPointF centre(left + chipMark / 2, height() / 2.0);
        const auto& one = m_term.any.front();
        if (one.kind == query::Condition::Kind::Ending) {
            const auto kind = static_cast<EndingKind>(one.number);
            paintEndingMark(painter,
                            kind == EndingKind::Rejected ? EndingMark::Rejected : EndingMark::DroppedByRule,
                            centre, 6, theme, theme.selection);
        } else {
            const auto& colours =
                theme.table(allChains[static_cast<std::size_t>(std::countr_zero(one.number))].table);
            painter.setPen(QPen(colours.ring, 1));
            painter.setBrush(colours.fill);
            painter.drawRoundedRect(QRectF(centre - QPointF(3.5, 3.5), QSizeF(7, 7)), 2, 2);
        }
        left += markWidth();
    }
    paintText(painter, QRectF(left, 0, cross().left() - chipGap - left + 1, height()), text(), fontOf(m_term),
              theme.text);
    drawIcon(painter, QStringLiteral("close"), underMouse() ? theme.text : theme.text2, cross());
}

} // namespace hookwalk::ui
