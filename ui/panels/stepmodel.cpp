#include "ui/panels/stepmodel.h"

#include "ui/inspector/stagetexts.h"
#include "ui/panels/traversalmodel.h"

#include <utility>

namespace hookwalk::ui
{

int deathStop(const Walk& walk)
{
    if (walk.ending.kind != EndingKind::Dropped)
        return -1;
    for (int i = static_cast<int>(walk.stops.size()) - 1; i >= 0; --i) {
        if (walk.stops[static_cast<std::size_t>(i)].kind != StopKind::Skipped)
            return i;
    }
    return -1;
}

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
        return stageText(stop.stage).title;
    case Qt::ToolTipRole:
        return QString::fromStdString(stop.note);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(stageText(stop.stage).title, note(stop));
    case NoteRole:
        return note(stop);
    case StageRole:
        return QVariant::fromValue(stop.stage);
    case KindRole:
        return static_cast<int>(stop.kind);
    case IsCurrentRole:
        return index.row() == m_current;
    case IsPassedRole:
        return index.row() < m_current;
    case IsDeathRole:
        return index.row() == deathStop(*m_walk);
    default:
        return {};
    }
}

QString StepModel::note(const Stop& stop) const
{
    if (stop.kind == StopKind::Observed)
        return stop.timed ? QStringLiteral("+%1").arg(microseconds(stop.offsetUs)) : QStringLiteral("seen");
    return QString::fromStdString(stop.note);
}

} // namespace hookwalk::ui
