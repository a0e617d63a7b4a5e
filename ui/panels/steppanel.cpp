// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/steppanel.h"

#include "ui/panels/panelhead.h"
#include "ui/panels/stepdelegate.h"

#include <QListView>
#include <QVBoxLayout>

namespace hookwalk::ui
{

StepPanel::StepPanel(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_head(new PanelHead(appearance, tr("Steps")))
    , m_view(new QListView)
{
    m_view->setObjectName(QStringLiteral("steps"));
    m_view->setAccessibleName(tr("Steps"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new StepDelegate(appearance, m_view));
    m_view->setUniformItemSizes(true);
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
    m_head->setDetail(walk ? QString::fromStdString(walk->title) : QString());
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
