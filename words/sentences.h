// SPDX-License-Identifier: GPL-3.0-or-later
// The table of codes and their English sentences. What stands for what in a sentence:
//   %1 … %9  a value as it is
//   %n       the value 1, a number that counts things: QT_TRANSLATE_N_NOOP, with its forms in hookwalk_LANGUAGE.ts
//   %e       the words of its errno (Said::systemError); %e1: of the value 1, an errno
//   %w1      the value 1 is a code itself, or a Said: its sentence stands there
// Each file of words/ that has sentences of one subject has a table, and names it here.
// Internal to words.
#pragma once

#include <QtGlobal> // QT_TRANSLATE_NOOP
#include <span>
#include <string_view>

namespace hookwalk::words
{

struct Sentence {
    std::string_view code;
    const char* english; // marked for lupdate: QT_TRANSLATE_NOOP("words", "…")
};

std::span<const Sentence> sentencesOfErrors();
std::span<const Sentence> sentencesOfChanges();
std::span<const Sentence> sentencesOfJournal();
std::span<const Sentence> sentencesOfKernel();
std::span<const Sentence> sentencesOfDoctor();
std::span<const Sentence> sentencesOfSession();
std::span<const Sentence> sentencesOfPrograms();
std::span<const Sentence> sentencesOfFilters();
std::span<const Sentence> sentencesOfStops();
std::span<const Sentence> sentencesOfSkips();
std::span<const Sentence> sentencesOfEndings();
std::span<const Sentence> sentencesOfEvidence();
std::span<const Sentence> stageWords();
std::span<const Sentence> packetWords();
std::span<const Sentence> captionWords();
std::span<const Sentence> briefCaptions();
std::span<const Sentence> stepWords();
std::span<const Sentence> probeWords();
std::span<const Sentence> comparisonWords();
std::span<const Sentence> exportWords();

// By codes of their own.
std::span<const Sentence> causesInShort();
std::span<const Sentence> skipsInShort();

// Null: no such code.
const char* findSentence(std::string_view code);

} // namespace hookwalk::words
