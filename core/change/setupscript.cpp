// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/shellsteps.h"

#include <algorithm>
#include <cctype>

namespace hookwalk::change
{

namespace
{

constexpr auto scriptHead = R"(#!/bin/sh
# A setup made with Hookwalk. As root: "sh FILE setup", and "sh FILE teardown" puts back what was before.
set -eu
export LC_ALL=C # a device's name may be any bytes
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
put() { echo "$2" > "$1"; }
mtu_of() { ip -o link show dev "$1" | sed -n 's/^[0-9]*: [^:]*: <[^>]*> mtu \([0-9]*\) .*/\1/p'; }
switch_of() {
    if ip -o link show dev "$1" | grep -q '^[0-9]*: [^:]*: <\([^>]*,\)*UP[,>]'; then echo up; else echo down; fi
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

// The script's name for its nftables table and its files, after its first device: "hookwalk_tun0".
std::string nameOf(const std::vector<Change>& changes)
{
    const auto first =
        std::ranges::find_if(changes, [](const Change& one) { return !deviceOf(one).empty(); });
    std::string name = first == changes.end() ? "gateway" : deviceOf(*first);
    std::ranges::replace_if(
        name, [](unsigned char letter) { return !std::isalnum(letter); }, '_');
    return "hookwalk_" + name;
}

std::string undoLine(const Step& step, const std::string& number)
{
    if (step.undo.starts_with('#'))
        return "    " + step.undo + '\n';
    return "    undo " + number + ' ' + step.undo + (step.former.empty() ? "" : "\"$(was " + number + ")\"") +
           '\n';
}

} // namespace

std::string setupScript(const std::vector<Change>& changes, NatTool tool)
{
    std::string script = scriptHead;
    script += "state=/run/" + nameOf(changes) + ".setup # how far it came, and what was before\n";
    script += scriptTools;
    std::string undos; // the last one first
    std::size_t count = 0;
    for (const Change& change : changes) {
        for (const Step& step : stepsOf(change, tool, nameOf(changes))) {
            const std::string number = std::to_string(++count);
            if (!step.what.empty())
                script += "\n    # " + step.what + '\n';
            if (!step.former.empty())
                script += "    keep " + number + ' ' + step.former + '\n';
            script += "    " + step.command + "\n    did " + number + '\n';
            if (!step.undo.empty())
                undos.insert(0, undoLine(step, number));
        }
    }
    return script + scriptTeardown + undos + scriptTail;
}

} // namespace hookwalk::change
