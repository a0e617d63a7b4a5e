// SPDX-License-Identifier: GPL-3.0-or-later
// The facts that a recording holds about itself (wire/factline.h): they are no lines of the log, and nobody counts them.
#pragma once

#include "wire/factline.h"

#include <map>

namespace hookwalk
{

// Facts that hold until they are told anew, and so are told again where what was before is forgotten.
class StandingFacts
{
public:
    static bool isOne(std::string_view kind) { return kind == "sources" || kind == "ruleset"; }
    void read(const wire::FactLine& fact, std::string_view line); // one of them, without its line end
    std::string lines() const { return m_sources + m_ruleset; }

private:
    std::string m_sources, m_ruleset;
    bool m_goesOn = false; // the ruleset, in the next line
};

class RecordedFacts
{
public:
    static bool isOne(std::string_view kind) { return kind == "recording" || isMark(kind); }
    static bool isMark(std::string_view kind) { return kind == "flags" || kind == "view"; }
    // A fact that isOne(), in the place of the line `number`. Returns the number of the next line.
    std::uint32_t read(const wire::FactLine& fact, std::uint32_t number);
    // Whether the next of StandingFacts was read before.
    bool passesOver() { return m_toldAgain > 0 && m_toldAgain-- > 0; }

    // The content (JSON) of the last fact of the kind; "": none.
    const std::string& last(std::string_view kind) const;
    std::uint32_t newerFormat() const { return m_format > knownFormat ? m_format : 0; } // 0: it is not newer

private:
    static constexpr std::uint32_t knownFormat = 1;

    std::map<std::string, std::string, std::less<>> m_last;
    std::uint32_t m_toldAgain = 0, m_format = 0;
};

} // namespace hookwalk
