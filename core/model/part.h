// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the programs that stand in files of their own, because of the libraries that they alone need: those are loaded
// when they are wanted first, and no start waits for them.
#pragma once

namespace hookwalk
{

// What lib/hookwalk/NAME.so beside the folder of the program exports as `part`; it stays loaded. From any thread. A part that
// is missing ends the program with a sentence and status 127, as a library that is missing does.
void* loadPart(const char* name);

} // namespace hookwalk

// In the part: the one thing that it exports.
#define HOOKWALK_PART extern "C" __attribute__((visibility("default"))) const
