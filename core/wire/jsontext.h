// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of which a line is only a part: cut, spread over lines, or inside other text. So it is not parsed, but its
// strings and members are found one after another. Internal to wire.
#pragma once

#include "wire/token.h"

namespace hookwalk::wire
{

// The string that holds the place, without its quotes (and without the closing one, where the line is cut); null where
// the place is in no string of JSON's and in no quoted field of CSV.
Text jsonStringAround(Text text, std::size_t place);

// One member as written, of nested objects too: {"host":{"name":"a"}} gives "name", whose parent is "host".
struct JsonMember {
    Text parent, key, value;
    bool isString = false; // then the value is without its quotes
};

class JsonMembers
{
public:
    explicit JsonMembers(Text text)
        : m_text(text)
    {
    }
    bool next(JsonMember& member);

private:
    Text takeString(); // from behind its first quote to behind its last
    void skipBlanks();
    bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }

    Text m_text;
    std::size_t m_at = 0;
    std::array<Text, 16> m_parents; // by depth; what is deeper has none
    std::size_t m_depth = 0;
    Text m_opening; // the key whose object opens next
};

// What a log shipper says around the message.
struct JsonEnvelope {
    std::optional<std::int64_t> timeUs; // as LogReader's
    Text host;                          // null: not named
};
JsonEnvelope readJsonEnvelope(Text text);

// The text that a string stands for; as it is where it is none.
std::string jsonUnescaped(Text text);

} // namespace hookwalk::wire
