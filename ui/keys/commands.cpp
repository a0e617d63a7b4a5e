// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/commands.h"

#include "ui/theme/text.h"

#include <algorithm>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QStringList>

namespace hookwalk::ui
{

namespace
{

using G = CommandGroup;
using R = Reach;

const std::vector<CommandInfo>& table()
{
    static const std::vector<CommandInfo> all{
        {Command::Play,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Play or pause"),
         {{R::Free, Qt::Key_Space}}},
        {Command::StepForward,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "One step &forward"),
         {{R::Free, Qt::Key_Right}, {R::Projector, Qt::Key_PageDown}}},
        {Command::StepBack,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "One step &back"),
         {{R::Free, Qt::Key_Left}, {R::Projector, Qt::Key_PageUp}}},
        {Command::FirstStep,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "To the f&irst step"),
         {{R::Free, Qt::Key_Home}}},
        {Command::LastStep,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "To the &last step"),
         {{R::Free, Qt::Key_End}}},
        {Command::TrueTime,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&True time"),
         {{R::Free, Qt::Key_1}}},
        {Command::EvenTime,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Even time"),
         {{R::Free, Qt::Key_2}}},
        {Command::StretchedTime,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Stretched time"),
         {{R::Free, Qt::Key_3}}},
        {Command::Slower,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Slo&wer"),
         {{R::Free, Qt::Key_Comma}}},
        {Command::Faster,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Faste&r"),
         {{R::Free, Qt::Key_Period}}},
        {Command::NextPacket,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Next packet"),
         {{R::Free, Qt::SHIFT | Qt::Key_Right}, {R::Projector, Qt::Key_Down}}},
        {Command::PreviousPacket,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Pre&vious packet"),
         {{R::Free, Qt::SHIFT | Qt::Key_Left}, {R::Projector, Qt::Key_Up}}},
        {Command::FirstPacket,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "First packet in the list"),
         {{R::Free, Qt::CTRL | Qt::Key_Home}}},
        {Command::LastPacket,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Last packet in the list"),
         {{R::Free, Qt::CTRL | Qt::Key_End}}},
        {Command::PlayPacket,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Play from its start"),
         {{R::Packets, Qt::Key_Return}, {R::Packets, Qt::Key_Enter}}},
        {Command::NextDrop,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Next &drop"),
         {{R::Free, Qt::Key_BracketRight}}},
        {Command::PreviousDrop,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Previous d&rop"),
         {{R::Free, Qt::Key_BracketLeft}}},
        {Command::NextRewrite,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Next change of &address"),
         {{R::Free, Qt::Key_N}}},
        {Command::PreviousRewrite,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Previous change of address"),
         {{R::Free, Qt::SHIFT | Qt::Key_N}}},
        {Command::NextOfConnection,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Next packet of the &connection"),
         {{R::Free, Qt::Key_K}}},
        {Command::PreviousOfConnection,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Previous packet of the connection"),
         {{R::Free, Qt::SHIFT | Qt::Key_K}}},
        {Command::GoTo,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Go &to a packet or time…"),
         {{R::Window, Qt::CTRL | Qt::Key_G}}},
        {Command::LoopPacket,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Loop the pac&ket"),
         {{R::Free, Qt::Key_L}}},
        {Command::LoopView,
         G::Playback,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Loop what the lanes s&how"),
         {{R::Free, Qt::SHIFT | Qt::Key_L}}},
        {Command::Live,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Live, not frozen"),
         {{R::Free, Qt::Key_G}}},
        {Command::Flag,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Flag here, or none"),
         {{R::Free, Qt::Key_B}}},
        {Command::FlagNote,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Flag with a &note…"),
         {{R::Free, Qt::SHIFT | Qt::Key_B}}},
        {Command::RemoveFlag,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Remove the fla&g"),
         {{R::Free, Qt::Key_Delete}}},
        {Command::NextFlag,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Next flag"),
         {{R::Free, Qt::CTRL | Qt::Key_BracketRight}}},
        {Command::PreviousFlag,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Previous flag"),
         {{R::Free, Qt::CTRL | Qt::Key_BracketLeft}}},
        {Command::TimeCloser,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Time cl&oser"),
         {{R::Free, Qt::Key_Plus}, {R::Free, Qt::Key_Equal}}},
        {Command::TimeFarther,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Time far&ther"),
         {{R::Free, Qt::Key_Minus}}},
        {Command::AllTime,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "All of t&ime"),
         {{R::Free, Qt::Key_0}}},
        {Command::Rows,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Rows: packets, connections, with their packets"),
         {{R::Free, Qt::Key_R}}},
        {Command::OpenConnection,
         G::Timeline,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Open or close the connection"),
         {{R::Free, Qt::Key_O}}},
        {Command::Filter,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Filter packets"),
         {{R::Window, Qt::CTRL | Qt::Key_F}, {R::Free, Qt::Key_Slash}}},
        {Command::ClearFilter,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Clear the filter"),
         {{R::Window, Qt::CTRL | Qt::SHIFT | Qt::Key_F}}},
        {Command::Send,
         G::Packets,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Se&nd, or stop sending"),
         {{R::Window, Qt::Key_F5}}},
        {Command::Fit,
         G::Diagram,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Whole diagram"),
         {{R::Window, Qt::CTRL | Qt::Key_0}, {R::Diagram, Qt::Key_0}}},
        {Command::ActualSize,
         G::Diagram,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Diagram at &1:1"),
         {{R::Window, Qt::CTRL | Qt::Key_1}}},
        {Command::ZoomIn,
         G::Diagram,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Diagram &closer"),
         {{R::Window, Qt::CTRL | Qt::Key_Plus},
          {R::Window, Qt::CTRL | Qt::Key_Equal},
          {R::Diagram, Qt::Key_Plus},
          {R::Diagram, Qt::Key_Equal}}},
        {Command::ZoomOut,
         G::Diagram,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Diagram &farther"),
         {{R::Window, Qt::CTRL | Qt::Key_Minus}, {R::Diagram, Qt::Key_Minus}}},
        {Command::Lists,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Lists below the diagram"),
         {{R::Window, Qt::CTRL | Qt::Key_B}}},
        {Command::Details,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Steps and charts"),
         {{R::Window, Qt::CTRL | Qt::Key_3}}},
        {Command::LeftDock,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Tun, gateway and doctor"),
         {{R::Window, Qt::Key_F9}}},
        {Command::Inspector,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Inspector"),
         {{R::Window, Qt::CTRL | Qt::Key_2}}},
        {Command::Dark,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Dark"),
         {{R::Window, Qt::CTRL | Qt::Key_D}}},
        {Command::MessageAction,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Do what the message offers"),
         {{R::Unclaimed, Qt::Key_Return}, {R::Unclaimed, Qt::Key_Enter}}},
        {Command::Dismiss,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Dismiss the message, or leave the comparison"),
         {{R::Unclaimed, Qt::Key_Escape}}},
        {Command::CopyMessage,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Copy the message"),
         {{R::Unclaimed, Qt::CTRL | Qt::Key_C}}},
        {Command::Undo,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Undo a change of the left dock"),
         {{R::Free, Qt::CTRL | Qt::Key_Z}}},
        {Command::Redo,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Redo what was undone"),
         {{R::Free, Qt::CTRL | Qt::SHIFT | Qt::Key_Z}}},
        {Command::Open,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Open…"),
         {{R::Window, Qt::CTRL | Qt::Key_O}}},
        {Command::Save,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Save"),
         {{R::Window, Qt::CTRL | Qt::Key_S}}},
        {Command::SaveAs,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Save &as…"),
         {{R::Window, Qt::CTRL | Qt::SHIFT | Qt::Key_S}}},
        {Command::CopyLocator,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Copy locator"),
         {{R::Window, Qt::CTRL | Qt::SHIFT | Qt::Key_C}}},
        {Command::CopyPicture,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Copy &picture"),
         {{R::Window, Qt::CTRL | Qt::SHIFT | Qt::Key_P}}},
        {Command::CopyText,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Copy &text"),
         {{R::Window, Qt::CTRL | Qt::SHIFT | Qt::Key_T}}},
        {Command::ExportDiagram,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Export…"),
         {{R::Window, Qt::CTRL | Qt::Key_E}}},
        {Command::ExportWindow,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Export &window (PNG)…"),
         {{R::Window, Qt::CTRL | Qt::SHIFT | Qt::Key_E}}},
        {Command::TracePoints,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Trace points…"),
         {{R::Window, Qt::CTRL | Qt::Key_T}}},
        {Command::Quit,
         G::Files,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Quit"),
         {{R::Window, Qt::CTRL | Qt::Key_Q}}},
        {Command::PinA,
         G::Compare,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Pin packet as &A, or no longer"),
         {{R::Free, Qt::Key_P}}},
        {Command::PinB,
         G::Compare,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Pin packet as &B, or no longer"),
         {{R::Free, Qt::SHIFT | Qt::Key_P}}},
        {Command::Compare,
         G::Compare,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Compare A and B, or leave"),
         {{R::Free, Qt::Key_C}}},
        {Command::NextDifference,
         G::Compare,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Next difference"),
         {{R::Free, Qt::Key_D}}},
        {Command::PreviousDifference,
         G::Compare,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Previous &difference"),
         {{R::Free, Qt::SHIFT | Qt::Key_D}}},
        {Command::Swap,
         G::Compare,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Swap A and B"),
         {{R::Free, Qt::Key_X}}},
        {Command::SendAsB,
         G::Compare,
         QT_TRANSLATE_NOOP("hookwalk::ui", "Send A's probe &again as B"),
         {{R::Window, Qt::SHIFT | Qt::Key_F5}}},
        {Command::Projector,
         G::Projector,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Projector"),
         {{R::Window, Qt::Key_F11}, {R::Projector, Qt::Key_Escape}}},
        {Command::Black,
         G::Projector,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Black screen"),
         {{R::Projector, Qt::Key_Period}, {R::Projector, Qt::Key_B}}},
        {Command::ZoomToPacket,
         G::Projector,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Zoom to the packet"),
         {{R::Projector, Qt::Key_Z}}},
        {Command::Keys,
         G::Window,
         QT_TRANSLATE_NOOP("hookwalk::ui", "&Keyboard…"),
         {{R::Window, Qt::Key_F1}, {R::Free, Qt::Key_Question}}},
    };
    return all;
}

bool isSign(int key) // typed with Shift on one keyboard and without on another
{
    return key > Qt::Key_Space && key < Qt::Key_AsciiTilde && (key < Qt::Key_0 || key > Qt::Key_9) &&
           (key < Qt::Key_A || key > Qt::Key_Z);
}

} // namespace

std::span<const CommandInfo> allCommands()
{
    return table();
}

const CommandInfo& infoOf(Command command)
{
    return table()[static_cast<std::size_t>(command)];
}

QKeyCombination keyOf(Command command, Reach reach)
{
    const auto found = std::ranges::find(infoOf(command).keys, reach, &KeyBinding::reach);
    return found == infoOf(command).keys.end() ? QKeyCombination() : found->key;
}

std::optional<Command> commandOf(const QKeyEvent& event, Reach reach)
{
    auto modifiers =
        event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (isSign(event.key()))
        modifiers &= ~Qt::ShiftModifier;
    const QKeyCombination pressed(modifiers, static_cast<Qt::Key>(event.key()));
    for (const CommandInfo& info : table()) {
        const auto isPressed = [&](const KeyBinding& one) {
            return one.reach == reach && one.key == pressed;
        };
        if (std::ranges::any_of(info.keys, isPressed))
            return info.command;
    }
    return std::nullopt;
}

QString titleOf(CommandGroup group)
{
    switch (group) {
    case G::Playback:
        return tr("Playback");
    case G::Packets:
        return tr("Packets");
    case G::Timeline:
        return tr("Time machine");
    case G::Diagram:
        return tr("Diagram");
    case G::Window:
        return tr("Window");
    case G::Files:
        return tr("Files");
    case G::Compare:
        return tr("Comparison");
    case G::Projector:
        break;
    }
    return tr("Projector");
}

QString menuText(Command command)
{
    return tr(infoOf(command).text);
}

QString plainText(Command command)
{
    static const QRegularExpression mnemonicBehind(QStringLiteral("\\(&\\w\\)")); // as Chinese has them
    return menuText(command).remove(mnemonicBehind).remove(u'&').remove(u'…');
}

} // namespace hookwalk::ui
