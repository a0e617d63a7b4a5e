// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a text, skimmed: a large text on a second thread, some blocks ahead of who reads them. What comes, and
// in which order, is the same either way.
#pragma once

#include "wire/skim.h"

#include <functional>
#include <memory>
#include <vector>

namespace hookwalk::wire
{

struct SkimmedLine {
    std::string_view text;    // as forEachLine() (wire/textfile.h) hands it on
    std::uint32_t number = 0; // from 1
    bool isUsual = false;     // skim() took it
    Skimmed skimmed;
};

class SkimAhead
{
public:
    // The text must outlive it. A smaller one is not worth a thread.
    static constexpr std::size_t largeBytes = 1U << 20;

    // `beside`: what the second thread does while all its blocks are full, in portions; false: nothing is to do now.
    explicit SkimAhead(
        std::string_view text, std::function<bool()> beside = [] { return false; });
    ~SkimAhead();
    SkimAhead(const SkimAhead&) = delete;
    SkimAhead& operator=(const SkimAhead&) = delete;

    // The next lines, until the call after this one; null: no more. Throws std::bad_alloc.
    const std::vector<SkimmedLine>* next();
    std::uint32_t lineCount() const; // of what next() has given so far

private:
    struct Block;
    struct Worker;
    std::string_view m_rest;
    std::unique_ptr<Block> m_block; // where there is no second thread
    std::unique_ptr<Worker> m_worker;
    std::uint32_t m_lines = 0;
};

} // namespace hookwalk::wire
