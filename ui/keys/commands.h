// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can make the program do by menu or key: the only place that names the window's keys. Menus, tooltips,
// the window of keys and the projector's hints all ask here.
#pragma once

#include <optional>
#include <QKeyCombination>
#include <QString>
#include <span>
#include <vector>

class QKeyEvent;

namespace hookwalk::ui
{

enum class Command {
    Play,
    StepForward,
    StepBack,
    FirstStep,
    LastStep,
    TrueTime,
    EvenTime,
    StretchedTime,
    Slower,
    Faster,
    NextPacket,
    PreviousPacket,
    FirstPacket,
    LastPacket,
    PlayPacket,
    NextDrop,
    PreviousDrop,
    NextRewrite,
    PreviousRewrite,
    NextOfConnection,
    PreviousOfConnection,
    GoTo,
    LoopPacket,
    LoopView,
    Live,
    Flag,
    FlagNote,
    RemoveFlag,
    NextFlag,
    PreviousFlag,
    TimeCloser,
    TimeFarther,
    AllTime,
    Rows,
    OpenConnection,
    Filter,
    ClearFilter,
    Send,
    Fit,
    ActualSize,
    ZoomIn,
    ZoomOut,
    Lists,
    Details,
    LeftDock,
    Inspector,
    Dark,
    MessageAction,
    Dismiss,
    CopyMessage,
    Undo,
    Redo,
    Open,
    Save,
    SaveAs,
    CopyLocator,
    CopyPicture,
    CopyText,
    ExportDiagram,
    ExportWindow,
    TracePoints,
    Quit,
    PinA,
    PinB,
    Compare,
    NextDifference,
    PreviousDifference,
    Swap,
    SendAsB,
    Projector,
    Black,
    ZoomToPacket,
    Keys,
};

// Where a key works.
enum class Reach {
    Window,    // anywhere in the window, also while one types
    Free,      // while no text field has the focus, and no control that needs the key for itself
    Unclaimed, // when nothing else wants it
    Packets,   // in the list of packets
    Diagram,   // in the diagram
    Projector, // there, before Free and Window
};

enum class CommandGroup { Playback, Packets, Timeline, Diagram, Window, Files, Compare, Projector };

struct KeyBinding {
    Reach reach;
    QKeyCombination key;
};

struct CommandInfo {
    Command command;
    CommandGroup group;
    const char* text; // of the menu, untranslated, with "&"
    std::vector<KeyBinding> keys;
};

std::span<const CommandInfo> allCommands(); // each once, in the order of the enumeration
const CommandInfo& infoOf(Command command);
QKeyCombination keyOf(Command command, Reach reach); // the first one there
std::optional<Command> commandOf(const QKeyEvent& event,
                                 Reach reach); // nothing: that key means nothing there

QString titleOf(CommandGroup group);
QString menuText(Command command);
QString plainText(Command command);                    // "One step forward"
QString keyText(QKeyCombination key);                  // "→", "Ctrl+B"
QString keysText(Command command);                     // all that work in the window: "F1, ?"
QString withKeys(const QString& tip, Command command); // "One step forward (→)"

} // namespace hookwalk::ui
