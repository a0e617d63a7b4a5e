// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelhead.h"

#include "ui/panels/paint.h"
#include "ui/panels/tintedlabel.h"

#include <QHBoxLayout>

namespace hookwalk::ui
{

namespace
{

// Cut with an ellipsis where it finds no room; the whole is its tooltip.
class Detail : public TintedLabel
{
public:
    using TintedLabel::TintedLabel;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintText(painter, rect(), text(), font(), palette().color(foregroundRole()));
    }
};

} // namespace

PanelHead::PanelHead(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(title))
    , m_detail(new Detail(&Theme::text3, textFont(12)))
    , m_row(new QHBoxLayout(this))
{
    setFixedHeight(32);
    m_title->setProperty("kind", QStringLiteral("head"));
    m_detail->setObjectName(QStringLiteral("detail"));
    m_detail->setMinimumWidth(1); // a long one is cut, and widens no panel
    m_row->setContentsMargins(16, 0, 8, 0);
    m_row->setSpacing(8);
    m_row->addWidget(m_title);
    m_row->addWidget(m_detail);
    m_row->addStretch(1);
}

void PanelHead::setDetail(const QString& detail)
{
    m_detail->setText(detail);
    m_detail->setToolTip(detail);
}

QString PanelHead::detail() const
{
    return m_detail->text();
}

void PanelHead::lead(QWidget* widget)
{
    setFixedHeight(44);
    m_title->hide();
    for (int i = 0; i < m_row->count(); ++i) {
        if (m_row->itemAt(i)->spacerItem())
            delete m_row->takeAt(i);
    }
    m_row->insertWidget(0, widget, 1);
}

void PanelHead::addWidget(QWidget* widget)
{
    m_row->addWidget(widget);
}

} // namespace hookwalk::ui
