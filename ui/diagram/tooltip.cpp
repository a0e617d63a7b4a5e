#include "ui/diagram/tooltip.h"

#include <QCoreApplication>

namespace hookwalk::ui
{

namespace
{

QString tr(const char* text)
{
    return QCoreApplication::translate("ToolTip", text);
}

QString nameOf(const StageLayout& layout, const StagePicture& picture)
{
    if (layout.stage.kind == StageKind::Chain)
        return QString::fromStdString(name(layout.stage.chain));
    QString title = picture.title;
    return title.replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString stateOf(const StagePicture& picture, bool withPacket)
{
    if (!withPacket)
        return {};
    if (picture.deathMark)
        return tr("Dropped here. %1").arg(picture.reason);
    switch (picture.state) {
    case StageState::NotVisited:
        return tr("Not on the way of this packet.");
    case StageState::Skipped:
        return tr("Skipped. %1").arg(picture.reason);
    case StageState::Ahead:
        return tr("Still ahead.");
    case StageState::Passed:
    case StageState::Current:
        break;
    }
    if (picture.inferred)
        return tr("Inferred. %1").arg(picture.reason);
    return picture.offset.isEmpty() ? tr("The kernel reported the packet here.")
                                    : tr("The kernel reported the packet here at %1.").arg(picture.offset);
}

} // namespace

QString plainToolTip(const StageLayout& layout, const StagePicture& picture, bool withPacket)
{
    const QString state = stateOf(picture, withPacket);
    return nameOf(layout, picture) + (state.isEmpty() ? QString() : QStringLiteral(". ") + state);
}

QString richToolTip(const StageLayout& layout, const StagePicture& picture, bool withPacket)
{
    const QString state = stateOf(picture, withPacket);
    const QString title = QStringLiteral("<b>%1</b>").arg(nameOf(layout, picture).toHtmlEscaped());
    return state.isEmpty() ? title : QStringLiteral("%1<br>%2").arg(title, state.toHtmlEscaped());
}

} // namespace hookwalk::ui
