// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stepmodel.h"

#include "ui/inspector/stagetexts.h"
#include "ui/panels/traversalmodel.h"
#include "words/words.h"

#include <utility>

namespace hookwalk::ui
{

namespace
{

QString skippedNote(const Stop& stop)
{
    return stop.skipCode == "connection-known" ? QStringLiteral("connection known")
                                               : QString::fromStdString(words::ofSkip(stop.skipCode));
}

QString rewrittenNote(const Stop& stop)
{
    QStringList fields;
    for (const auto& change : stop.changed) {
        const auto name = change.name.substr(change.name.rfind('.') + 1);
        fields << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).toUpper();
    }
    return fields.isEmpty() ? QStringLiteral("inferred")
                            : QStringLiteral("%1 rewritten").arg(fields.join(QStringLiteral(", ")));
}

QString routedNote(const Walk& walk)
{
    if (!walk.outDevice.empty())
        return QStringLiteral("to %1").arg(QString::fromStdString(walk.outDevice));
    return walk.path == Path::LocalIn ? QStringLiteral("to this machine") : QStringLiteral("inferred");
}

// Frames are timed when they are read, so no time stands beside them.
QString untimedNote(const Stop& stop)
{
    switch (stop.stage.kind) {
    case StageKind::TunWritten:
    case StageKind::NetworkIn:
        return QStringLiteral("frame in");
    case StageKind::NetworkOut:
        return QStringLiteral("frame out");
    case StageKind::TunRead:
        return stop.note.empty() ? QStringLiteral("frame out") : QStringLiteral("read back");
    default:
        return QStringLiteral("seen");
    }
}

} // namespace

QString stepNote(const Walk& walk, int index)
{
    const Stop& stop = walk.stops[static_cast<std::size_t>(index)];
    if (stop.kind == StopKind::Observed)
        return stop.timed ? QStringLiteral("+%1").arg(durationText(stop.offsetUs)) : untimedNote(stop);
    if (stop.kind == StopKind::Skipped)
        return skippedNote(stop);
    if (index == deathStop(walk)) {
        const QString cause = QString::fromStdString(words::ofCause(walk.ending.code));
        return cause.isEmpty() ? QStringLiteral("stopped here") : cause;
    }
    switch (stop.stage.kind) {
    case StageKind::AddressRewrite:
        return rewrittenNote(stop);
    case StageKind::RoutingIn:
    case StageKind::RoutingOut:
        return routedNote(walk);
    case StageKind::TunWritten:
    case StageKind::NetworkIn:
        return QStringLiteral("by %1").arg(QString::fromStdString(walk.inDevice));
    case StageKind::TunRead:
    case StageKind::NetworkOut:
        return QStringLiteral("by %1").arg(QString::fromStdString(walk.outDevice));
    default:
        return QStringLiteral("inferred");
    }
}

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
        return QString::fromStdString(words::text(stop.note));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(stageText(stop.stage).title, stepNote(*m_walk, index.row()));
    default:
        return {};
    }
}

} // namespace hookwalk::ui
