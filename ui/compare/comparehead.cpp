// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/comparehead.h"

#include "ui/compare/twowayspainter.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/paint.h"
#include "ui/panels/tintedlabel.h"

#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int largest = 27, smallest = 22;

// Whose way is which line: "(A) ─── packet 3 of kern.log, ruleset 41".
class WayLegend : public QWidget
{
public:
    WayLegend(const Appearance& appearance, const ComparedPointer& compared)
        : m_appearance(appearance)
        , m_compared(compared)
    {
        setFixedHeight(28);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (!m_compared)
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        constexpr double badge = 18, line = 40, gap = 8, between = 28;
        const double room = (width() - between) / 2.0 - badge - line - 2 * gap;
        double x = 0;
        for (const Side side : {Side::A, Side::B}) {
            paintBadge(painter, {x, 0, badge, double(height())}, side, m_appearance.theme());
            painter.setPen(penOf(side, 4.5, m_appearance.theme()));
            x += badge + gap;
            painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + line, height() / 2.0));
            x += line + gap;
            const QString text = m_compared->sourceOf(side);
            const double wide = std::min(room, QFontMetricsF(textFont(13)).horizontalAdvance(text) + 1);
            paintText(painter, {x, 0, wide, double(height())}, text, textFont(13),
                      m_appearance.theme().text2);
            x += wide + between;
        }
    }

private:
    const Appearance& m_appearance;
    const ComparedPointer& m_compared;
};

} // namespace

CompareHead::CompareHead(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_small(new TintedLabel(&Theme::accent, textFont(13, QFont::Medium)))
    , m_verdict(new TintedLabel(&Theme::text, textFont(largest, QFont::DemiBold)))
    , m_about(new TintedLabel(&Theme::text2, textFont(14)))
    , m_legend(new WayLegend(appearance, m_compared))
{
    setAutoFillBackground(false);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_about->setObjectName(QStringLiteral("aboutBoth"));
    m_verdict->setWordWrap(true);
    m_about->setWordWrap(true);
    for (QLabel* label : {m_small, m_verdict, m_about})
        offerCopy(*label);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 22, 24, 0);
    column->setSpacing(5);
    for (QWidget* part : std::initializer_list<QWidget*>{m_small, m_verdict, m_about, m_legend})
        column->addWidget(part);
}

void CompareHead::setCompared(ComparedPointer compared)
{
    m_compared = std::move(compared);
    if (m_compared) {
        m_small->setText(m_compared->kind());
        m_verdict->setText(m_compared->verdict());
        m_about->setText(m_compared->about());
    }
    fitVerdict();
    m_legend->update();
}

// One line, the letters as large as there is room; the smallest ones wrap.
void CompareHead::fitVerdict()
{
    const int room = width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
    int size = largest;
    while (size > smallest &&
           QFontMetricsF(textFont(size, QFont::DemiBold)).horizontalAdvance(m_verdict->text()) > room)
        --size;
    m_verdict->setFont(textFont(size, QFont::DemiBold));
}

void CompareHead::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitVerdict();
}

} // namespace hookwalk::ui
