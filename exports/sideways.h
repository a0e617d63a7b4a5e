// SPDX-License-Identifier: GPL-3.0-or-later
// Dashed ways that leave a packet's own: the answer to a rejected one, and copies. Internal to exports.
#pragma once

#include "exports/account.h"
#include "exports/drawingtools.h"

#include <map>

namespace hookwalk::exports
{

class SideWays
{
public:
    SideWays(Pen& pen, const Diagram& diagram, const Account& account); // pen and diagram must outlive this

    struct One {
        std::size_t leg;   // whose it is
        int at;            // place
        std::string words; // what it is, or ""
        bool operator==(const One& other) const { return at == other.at && words == other.words; }
    };
    // Of one step. What both of two have is drawn once, and else in the colour of its packet and with its letter.
    void drawAnswers(const std::vector<One>& all); // from the place back to where the packet came from
    void drawCopies(const std::vector<One>& all);  // the mark of one, and where it goes to

private:
    struct Side;
    template<typename Draw> void drawEach(const std::vector<One>& all, std::string_view colour, Draw draw);
    Side sideOf(int at, bool isCopy);
    void drawAnswer(int at, const std::string& words, std::string_view colour);
    void drawCopy(int at, const std::string& words, std::string_view colour);

    Pen& m_pen;
    const Diagram& m_diagram;
    bool m_isOfTwo; // compared
    int m_answers;
    std::map<Hook, int> m_answered, m_copied; // of two, beside a card: how many there are already
};

} // namespace hookwalk::exports
