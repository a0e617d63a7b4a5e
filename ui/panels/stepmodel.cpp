// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stepmodel.h"

#include "ui/theme/text.h"
#include "words/stages.h"
#include "words/steps.h"
#include "words/words.h"

#include <utility>

namespace hookwalk::ui
{

void StepModel::setWalk(Document::WalkPointer walk)
{
    beginResetModel();
    m_walk = std::move(walk);
    m_current = -1;
    endResetModel();
}

void StepModel::setCurrent(int stop)
{
    if (stop == m_current)
        return;
    m_current = stop;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int StepModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_walk ? 0 : static_cast<int>(m_walk->stops.size());
}

QVariant StepModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const Stop& stop = m_walk->stops[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return qt(words::stopTitle(stop));
    case Qt::ToolTipRole:
        return stop.note.empty() ? data(index, Qt::AccessibleTextRole).toString()
                                 : qt(words::text(stop.note));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(qt(words::stopTitle(stop)),
                                            qt(words::stepNote(*m_walk, index.row())));
    default:
        return {};
    }
}

} // namespace hookwalk::ui
