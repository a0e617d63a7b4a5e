// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/tooltip.h"

#include "traversal/skipped.h"
#include "ui/theme/text.h"
#include "words/words.h"

namespace hookwalk::ui
{

namespace
{

QString stateOf(const StageLayout& layout, const StagePicture& picture, bool withPacket)
{
    if (!withPacket)
        return {};
    if (picture.deathMark)
        return tr("Dropped here. %1").arg(picture.reason);
    if (picture.ending == EndingMark::Unknown)
        return tr("Nothing is known of the packet behind here. %1").arg(picture.reason);
    if (picture.ending)
        return tr("Its way ended here. %1").arg(picture.reason);
    switch (picture.state) {
    case StageState::NotVisited:
        if (layout.shape == StageShape::PortChip)
            return tr("Every packet that goes through this port comes here. Nothing reports it.");
        if (!layout.chains.empty())
            return tr("This packet was not seen here.");
        return picture.reason.isEmpty() ? tr("Not on the way of this packet.")
                                        : tr("Not on the way of this packet: %1").arg(picture.reason);
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
    return picture.offset.isEmpty() ? tr("The packet was seen here. %1").arg(picture.reason).trimmed()
                                    : tr("The kernel reported the packet here at %1.").arg(picture.offset);
}

bool isReached(const StagePicture& picture)
{
    return picture.state == StageState::Passed || picture.state == StageState::Current;
}

// State, verdict, and what is registered: a line each.
QStringList linesOf(const StageLayout& layout, const StagePicture& picture, bool withPacket)
{
    QStringList lines{stateOf(layout, picture, withPacket)};
    if (withPacket && isReached(picture) && !picture.verdict.isEmpty())
        lines += tr("Verdict: %1.").arg(picture.verdict);
    if (picture.unregistered)
        lines += tr("Nothing but the trace point is registered here.");
    lines.removeAll(QString());
    return lines;
}

} // namespace

StagePicture explained(const StageLayout& stage, const StagePicture& shown, const Scene& scene)
{
    StagePicture told = shown;
    if (shown.state == StageState::NotVisited && stage.stage.kind == StageKind::Chain && scene.trace &&
        scene.selected)
        told.reason = qt(words::text(whyNotAt(*scene.trace, *scene.selected, stage.stage.chain).reason));
    return told;
}

QString stageName(const StageLayout& layout, const StagePicture& picture)
{
    if (!layout.chains.empty()) {
        QStringList names;
        for (const BaseChain& chain : layout.chains)
            names += QString::fromStdString(chain.place());
        return names.join(QStringLiteral(", "));
    }
    if (layout.stage.kind == StageKind::Chain)
        return QString::fromStdString(name(layout.stage.chain));
    return inOneLine(picture.title);
}

QString stageState(const StageLayout& layout, const StagePicture& picture, bool withPacket)
{
    return linesOf(layout, picture, withPacket).join(QLatin1Char(' '));
}

QString captionInWords(const words::Caption& caption)
{
    QStringList all{qt(caption.small), qt(caption.title), qt(caption.body)};
    all.removeAll(QString());
    QString said = all.value(0);
    for (const QString& one : all.mid(1)) { // a title may end with a mark of its own
        const bool isEnded = QStringLiteral(".?!。？！").contains(said.back());
        said = qt(words::text(
            say(isEnded ? "export-more" : "export-sentence-more", said.toStdString(), one.toStdString())));
    }
    return said;
}

QString richToolTip(const StageLayout& layout, const StagePicture& picture, bool withPacket)
{
    QString text = QStringLiteral("<b>%1</b>").arg(stageName(layout, picture).toHtmlEscaped());
    for (const QString& line : linesOf(layout, picture, withPacket))
        text += QStringLiteral("<br>") + line.toHtmlEscaped();
    return text;
}

} // namespace hookwalk::ui
