#include "protocol/commandtext.h"

#include "protocol/commandsteps.h"

#include <algorithm>
#include <cctype>

namespace hookwalk::protocol
{

namespace
{

// A setting's value stands behind "=", any other word behind a blank.
std::string gapOf(const Step& step)
{
    return step.setting.empty() ? " " : "";
}

std::string undoWith(const Step& step, const FormerSettings& before)
{
    if (step.former.empty())
        return step.undo;
    if (const auto known = before.find(step.setting); known != before.end())
        return step.undo + gapOf(step) + shellWord(known->second);
    if (!step.usual.empty())
        return step.undo + gapOf(step) + step.usual;
    return "# " + step.undo + "... (what " + step.former + " says before)";
}

constexpr auto scriptHead = R"(#!/bin/sh
# A setup made with Hookwalk. As root: "sh FILE setup", and "sh FILE teardown" puts back what was before.
set -eu
)";

constexpr auto scriptTools = R"(
keep() { # NUMBER COMMAND...: notes what it prints
    number=$1
    shift
    "$@" > "$state/was$number"
}
was() { cat "$state/was$1" 2> /dev/null || true; }
did() { echo "$1" > "$state/steps"; }
undo() { # NUMBER COMMAND...: where that step was made
    [ "$steps" -ge "$1" ] || return 0
    shift
    "$@" || { echo "This could not be taken back: $*" >&2; failed=1; }
}
mtu_of() { ip link show dev "$1" | sed -n 's/.* mtu \([0-9]*\) .*/\1/p'; }
switch_of() {
    if ip link show dev "$1" | grep -q '[<,]UP[,>]'; then echo up; else echo down; fi
}

setup() {
    mkdir "$state" || {
        echo "Run it as root. If it is set up already, take that back first: sh $0 teardown" >&2
        exit 1
    }
    did 0
    trap teardown EXIT # where a step fails
    trap 'exit 1' HUP INT TERM
)";

constexpr auto scriptTeardown = R"(    trap - EXIT
}

teardown() {
    [ -e "$state/steps" ] || { echo "Nothing is set up by this script." >&2; exit 1; }
    steps=$(cat "$state/steps")
    failed=0
)";

constexpr auto scriptTail = R"(    rm -r "$state"
    [ "$failed" -eq 0 ]
}

case "${1-}" in
setup | teardown) "$1" ;;
*)
    echo "Usage: sh $0 setup | teardown" >&2
    exit 2
    ;;
esac
)";

std::string undoLine(const Step& step, std::size_t number)
{
    if (step.undo.starts_with('#'))
        return "    " + step.undo + '\n';
    const std::string text = std::to_string(number);
    const std::string word = step.former.empty() ? "" : gapOf(step) + "\"$(was " + text + ")\"";
    return "    undo " + text + ' ' + step.undo + word + '\n';
}

} // namespace

std::string shellWord(std::string_view word)
{
    const auto isPlain = [](unsigned char letter) {
        return std::isalnum(letter) ||
               std::string_view("_@%+=:,./-").find(static_cast<char>(letter)) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), isPlain))
        return std::string(word);
    std::string quoted = "'";
    for (const char letter : word)
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + '\'';
}

ShellCommands shellCommands(const std::vector<Request>& requests, NatTool tool, const FormerSettings& before)
{
    ShellCommands commands;
    const auto steps = stepsFor(requests, tool);
    for (const Step& step : steps)
        commands.setup.push_back(step.command);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (!step->undo.empty())
            commands.teardown.push_back(undoWith(*step, before));
    }
    return commands;
}

std::string setupScript(const std::vector<Request>& requests, NatTool tool)
{
    const auto steps = stepsFor(requests, tool);
    std::string script = scriptHead;
    script += "state=/run/" + setupName(requests) + ".setup # how far it came, and what was before\n";
    script += scriptTools;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i];
        const std::string number = std::to_string(i + 1);
        if (!step.what.empty())
            script += "\n    # " + step.what + '\n';
        if (!step.former.empty())
            script += "    keep " + number + ' ' + step.former + '\n';
        script += "    " + step.command + "\n    did " + number + '\n';
    }
    script += scriptTeardown;
    for (std::size_t i = steps.size(); i-- > 0;) {
        if (!steps[i].undo.empty())
            script += undoLine(steps[i], i + 1);
    }
    return script + scriptTail;
}

} // namespace hookwalk::protocol
