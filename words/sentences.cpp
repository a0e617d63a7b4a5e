// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/sentences.h"

#include <array>
#include <unordered_map>

namespace hookwalk::words
{

namespace
{

// What any part of Hookwalk may have to say.
constexpr std::array errors{
    Sentence{"no-translation",
             QT_TRANSLATE_NOOP("words", "There is no translation into “%1”. There are: %2.")},
};

} // namespace

std::span<const Sentence> sentencesOfErrors()
{
    return errors;
}

const char* findSentence(std::string_view code)
{
    static const auto all = [] {
        std::unordered_map<std::string_view, const char*> found;
        for (const auto& table :
             {sentencesOfErrors(), sentencesOfChanges(), sentencesOfJournal(),  sentencesOfKernel(),
              sentencesOfDoctor(), sentencesOfSession(), sentencesOfPrograms(), sentencesOfFilters(),
              sentencesOfStops(),  sentencesOfSkips(),   sentencesOfEndings(),  sentencesOfEvidence(),
              stageWords(),        packetWords(),        captionWords(),        briefCaptions(),
              stepWords(),         probeWords(),         comparisonWords(),     exportWords()}) {
            for (const Sentence& one : table)
                found.emplace(one.code, one.english);
        }
        return found;
    }();
    const auto found = all.find(code);
    return found == all.end() ? nullptr : found->second;
}

} // namespace hookwalk::words
