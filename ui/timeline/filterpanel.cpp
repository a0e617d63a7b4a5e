// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/filterpanel.h"

#include "ui/panels/filterfield.h"
#include "ui/theme/text.h"
#include "ui/timeline/timelinepanel.h"

#include <algorithm>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{
constexpr int widest = 560, aside = 16; // pixels
}

FilterPanel::FilterPanel(const Appearance& appearance, PacketFilter& filter, const TimelinePanel& lists,
                         QWidget& spot, QWidget* window)
    : QFrame(window)
    , m_lists(lists)
    , m_place(spot)
    , m_field(new FilterField(appearance, filter, this))
    , m_count(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("filterPanel"));
    m_count->setFont(textFont(13, QFont::DemiBold));
    m_nothing->setProperty("kind", QStringLiteral("hint"));
    m_problem->setObjectName(QStringLiteral("filterProblem"));
    m_problem->setFont(textFont(12));
    m_problem->setProperty("kind", QStringLiteral("text2"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    connect(m_nothing, &QLabel::linkActivated, m_field,
            [this](const QString& term) { m_field->takeAway(term.toUInt()); });
    m_place.installEventFilter(this);
    window->installEventFilter(this);

    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 16, 10);
    column->setSpacing(8);
    column->addLayout(row);
    column->addWidget(m_problem);
    column->addWidget(m_nothing);

    connect(&lists, &TimelinePanel::countChanged, this, &FilterPanel::showCount);
    connect(m_field, &FilterField::problemFound, this, [this](const QString& sentence) {
        m_problem->setText(sentence);
        m_problem->setVisible(!sentence.isEmpty());
        place();
    });
    connect(m_field, &FilterField::left, this, &FilterPanel::leave);
    showCount();
    hide();
}

void FilterPanel::open()
{
    show();
    place();
    raise();
    m_field->begin();
}

void FilterPanel::leave()
{
    if (!isVisibleTo(parentWidget()))
        return;
    m_field->settle();
    hide();
    Q_EMIT closed();
}

void FilterPanel::showCount()
{
    m_count->setText(m_lists.countInWords());
    m_lists.sayNothing(*m_nothing);
    if (isVisible())
        place();
}

// It grows upwards, and its foot stays.
void FilterPanel::place()
{
    const QPoint foot = m_place.mapTo(parentWidget(), QPoint(aside, m_place.height()));
    const int width = std::min(widest, m_place.width() - 2 * aside);
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                                     : layout()->totalSizeHint().height();
    setGeometry(foot.x(), foot.y() - height, width, height);
}

bool FilterPanel::eventFilter(QObject* watched, QEvent* event)
{
    if ((event->type() == QEvent::Resize || event->type() == QEvent::Move) && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace hookwalk::ui
