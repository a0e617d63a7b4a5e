// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/bodyreader.h"

#include "wire/token.h"

#include <algorithm>
#include <new>
#include <utility>

namespace hookwalk::wire
{

namespace
{

Text textBetween(const char* first, const char* last)
{
    return {first, static_cast<std::size_t>(last - first)};
}

const char* withoutFirstBlanks(const char* at, const char* end)
{
    while (at != end && *at == ' ')
        ++at;
    return at;
}

Text withoutLastBlanks(Text text)
{
    const auto last = text.find_last_not_of(' ');
    return text.substr(0, last == Text::npos ? 0 : last + 1);
}

// "[SRC=…": the packet that an ICMP error quotes. The kernel quotes only one deep.
bool openBracket(BodyState& state, const char* word)
{
    if ((state.phase & (Icmp | Icmp6)) == 0 || state.line.inner)
        return false;
    state.part = &state.line.inner.emplace();
    state.outerPhase = std::exchange(state.phase, Network);
    state.inBrackets = true;
    state.at = word + 1;
    return true;
}

bool closeBracket(BodyState& state)
{
    if (!state.inBrackets)
        return false;
    state.part = &state.line.packet;
    state.phase = state.outerPhase;
    state.inBrackets = false;
    return true;
}

bool takePunctuation(BodyState& state, const char* word)
{
    if (*word == '[')
        return openBracket(state, word);
    const Text text = textBetween(word, state.at);
    if (text == "]")
        return closeBracket(state);
    return text == ")" && std::exchange(state.inOptions, false);
}

// A token of a later header tells that the ones before are over, also where it cannot be trusted itself.
void advancePhase(BodyState& state, const Match& match)
{
    if (state.phase == Link && (match.rule->phases & Network) != 0 && match.rule->phases != anyPhase)
        state.phase = Network;
    else if (state.phase == Network && match.isMisplaced && (match.rule->phases & (Link | Arp)) == 0)
        state.phase = LostProtocol;
}

// "<4>" before a word: kernels before 2.6.36 began each piece of a line with its level, and some routers keep it.
const char* skipLevel(const char* word, const char* end)
{
    const bool isLevel = end - word > 3 && word[0] == '<' && isDigit(word[1]) && word[2] == '>';
    return isLevel ? word + 3 : word;
}

void readToken(BodyState& state)
{
    const char* const word = skipLevel(state.at, state.end);
    state.at = state.wordEnd(word);
    const bool isFollowedByBlank = state.at == state.end || *state.at == ' ';
    const Match match = findRule(word, isFollowedByBlank ? state.end : state.at, state.phase);
    if (match.rule == nullptr) {
        if (takePunctuation(state, word))
            state.lastToken = textBetween(word, state.at);
        else
            state.unknown.add(textBetween(word, state.at));
        return;
    }
    advancePhase(state, match);
    const bool isBareWord = match.rule->key.back() == ' ';
    const char* const value = isBareWord ? word : word + match.rule->key.size();
    if (!match.isMisplaced && match.rule->take(state, textBetween(value, state.at)))
        state.lastToken = textBetween(word, state.at);
    else
        state.line.damaged.add(textBetween(word, state.at));
}

BodyState readTokens(Text body, LogLine& line)
{
    BodyState state{line, &line.packet, body.data(), body.data() + body.size()};
    for (;;) {
        state.at = withoutFirstBlanks(state.at, state.end);
        if (state.at == state.end)
            return state;
        readToken(state);
    }
}

// Words that the grammar does not have: which of them tell of damage? See logline.h.
void judgeUnknownWords(const BodyState& state, bool cut)
{
    if (state.unknown.empty())
        return;
    const bool lacking = cut || lacksToken(state);
    for (const Text word : state.unknown) {
        const bool isLastWord = word.data() + word.size() == state.end;
        const bool isInside = word.data() < state.lastToken.data();
        const bool isAssignment = word.find('=') != Text::npos && word.find('=') != 0;
        if (lacking || (isInside && !isAssignment) || (isLastWord && beginsToken(word, state.phase)))
            state.line.damaged.add(word);
    }
    std::sort(state.line.damaged.items.begin(), state.line.damaged.items.begin() + state.line.damaged.count,
              [](Text a, Text b) { return a.data() < b.data(); });
}

} // namespace

const char* BodyState::wordEnd(const char* word) const
{
    const char* const last = findBlank(word, end);
    const bool closesBracket =
        inBrackets && last - word > 1 && last[-1] == ']' && textBetween(word, last) != "bytes]";
    return closesBracket ? last - 1 : last;
}

Text BodyState::nextWord() const
{
    const char* const first = withoutFirstBlanks(at, end);
    return textBetween(first, wordEnd(first));
}

void readBody(Text body, LogLine& line, bool isSparing)
{
    BodyState state = readTokens(body, line);
    const auto& packet = line.packet;
    const bool isEnough =
        isSparing && ((state.phase & (Icmp | Icmp6)) != 0 || (packet.tcp && !packet.tcp->flags.empty()) ||
                      (packet.udp && packet.udp->dpt));
    const bool cut = !isEnough && isCut(state, body.ends_with(' '));
    const Text last = state.lastToken;
    const Text whole = withoutLastBlanks(body);
    if (cut && last.data() + last.size() == whole.data() + whole.size()) {
        // The line ended before the kernel was done, so its last token may have lost bytes too: read without
        // it.
        std::destroy_at(&line);
        ::new (static_cast<void*>(&line)) LogLine;
        readTokens(textBetween(body.data(), last.data()), line);
        if (line.inner && !has(line.inner->src))
            line.inner.reset();
        line.damaged.add(last);
    }
    judgeUnknownWords(state, cut);
}

} // namespace hookwalk::wire
