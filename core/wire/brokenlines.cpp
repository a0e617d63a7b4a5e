// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/brokenlines.h"

#include <algorithm>
#include <array>
#include <vector>

namespace hookwalk::wire
{

namespace
{

using Text = std::string_view;

constexpr std::size_t mostPieces = 16;

// Fields of LOG lines but the first one (IN=), and of conntrack's.
constexpr std::array<Text, 50> fields{
    "OUT",       "PHYSIN",  "PHYSOUT", "MAC",     "MACSRC",  "MACDST", "MACPROTO", "SRC",    "DST",
    "LEN",       "TOS",     "PREC",    "TTL",     "ID",      "FRAG",   "PROTO",    "SPT",    "DPT",
    "SEQ",       "ACK",     "WINDOW",  "RES",     "URGP",    "OPT",    "TYPE",     "CODE",   "MTU",
    "TC",        "MARK",    "UID",     "GID",     "SPI",     "VPROTO", "GATEWAY",  "TUNNEL", "VID",
    "PARAMETER", "src",     "dst",     "sport",   "dport",   "mark",   "use",      "zone",   "type",
    "code",      "packets", "bytes",   "FLOWLBL", "HOPLIMIT"};
constexpr std::array<Text, 13> flags{"DF",  "MF",  "CE",  "SYN", "ACK",         "PSH",      "RST",
                                     "FIN", "URG", "ECE", "CWR", "[UNREPLIED]", "[ASSURED]"};
constexpr std::array<Text, 32> nftWords{
    "iif",       "oif",      "ether",  "ip",    "ip6",      "tcp",   "udp",     "icmp",
    "icmpv6",    "arp",      "vlan",   "saddr", "daddr",    "dscp",  "ecn",     "ttl",
    "id",        "protocol", "length", "sport", "dport",    "flags", "window",  "hoplimit",
    "flowlabel", "nexthdr",  "type",   "code",  "sequence", "==",    "not-ect", "cs0"};

template<std::size_t Size> bool isOneOf(Text word, const std::array<Text, Size>& words)
{
    return std::ranges::find(words, word) != words.end();
}

Text wordOf(Text text)
{
    return text.substr(0, text.find(' '));
}

// "SRC" of "SRC=192.0.2.1" and "[SRC=192.0.2.1"; "" for a word that is no field.
Text fieldOf(Text word)
{
    word.remove_prefix(word.starts_with('[') ? 1 : 0);
    const Text name = word.substr(0, word.find('='));
    if (name.size() == word.size() || !isOneOf(name, fields))
        return {};
    // TYPE=Ethernet and ID=debian stand in files that people paste behind their logs.
    constexpr std::array<Text, 4> numbers{"TYPE", "CODE", "ID", "MTU"};
    const Text value = word.substr(name.size() + 1);
    const bool isNumber = !value.empty() && value.find_first_not_of("0123456789") == Text::npos;
    return isNumber || !isOneOf(name, numbers) ? name : Text();
}

// A second time, as the length of UDP and the id of an echo have it, both ways of a connection, and the packet that an error
// quotes: else what begins so is the rest of another line.
bool mayHave(Text record, Text field)
{
    const auto has = [&](Text word) { return record.find(word) != Text::npos; };
    if (field == "MTU" && !has("PROTO=ICMP"))
        return false;
    const bool isTwice = (field == "ID" && has("PROTO=ICMP")) || (field == "LEN" && has("PROTO=UDP")) ||
                         (field.front() >= 'a' && has(" src="));
    if (const auto quote = record.rfind('['); quote != Text::npos && record.find(']', quote) == Text::npos)
        record.remove_prefix(quote + 1);
    int count = 0;
    const std::string start = std::string(field) + '=';
    for (auto at = record.find(start); at != Text::npos; at = record.find(start, at + 1))
        count += at == 0 || record[at - 1] == ' ' ? 1 : 0;
    return count < (isTwice ? 2 : 1);
}

bool goesOnWithFields(Text record, Text line)
{
    const Text first = wordOf(line);
    const Text second = wordOf(line.substr(std::min(first.size() + 1, line.size())));
    if (const Text field = fieldOf(first); !field.empty())
        return first.starts_with('[') ? record.find("[SRC=") == Text::npos : mayHave(record, field);
    const bool isFlag = isOneOf(first, flags) && record.find("URGP=") == Text::npos;
    return isFlag && (second.empty() || !fieldOf(second).empty() || isOneOf(second, flags));
}

bool goesOnAsNft(Text record, Text line)
{
    const Text first = wordOf(line);
    const auto has = [&](Text word) { return record.find(word) != Text::npos; };
    if (has(" packet:"))
        return isOneOf(first, nftWords) || first.starts_with('@') || first.starts_with("0x");
    if (has(" rule "))
        return !record.ends_with(')') && !line.empty() && !line.starts_with("trace id ");
    if (has(" verdict ") || has(" policy "))
        return false;
    return first == "packet:" || first == "rule" || first == "verdict" || first == "policy";
}

bool hasPacket(Text line)
{
    return line.starts_with("IN=") || line.find(" IN=") != Text::npos || line.find(":IN=") != Text::npos ||
           line.find("]IN=") != Text::npos || line.find(" src=") != Text::npos;
}

// What stands before the packet, and no more: "Nov 30 10:00:01 fw kernel: TRACE: raw:PREROUTING:policy:2"
bool isHead(Text line)
{
    return !hasPacket(line) && !line.starts_with("trace id ") &&
           (line.find("kernel:") != Text::npos || line.find("TRACE: ") != Text::npos ||
            (line.starts_with('[') && line.size() > 1 &&
             (line[1] == ' ' || (line[1] >= '0' && line[1] <= '9'))));
}

// Without the marks of a quotation, and blanks at the end.
Text contentOf(Text line)
{
    const auto begin = line.find_first_not_of(" \t>|");
    if (begin == Text::npos)
        return {};
    return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
}

class Joining
{
public:
    explicit Joining(Text text)
    {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find('\n', at), text.size());
            m_lines.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        m_width = widthOf();
    }

    std::optional<std::string> joined()
    {
        std::string text;
        bool isChanged = false;
        for (std::size_t at = 0; at < m_lines.size();) {
            const std::size_t pieces = m_width != 0 ? piecesByWidth(at) : piecesAt(at);
            isChanged |= pieces > 1;
            text += m_lines[at];
            for (std::size_t i = 1; i < pieces; ++i) {
                const bool isBlank = m_width != 0 || text.ends_with(' ');
                text.append(isBlank ? "" : " ")
                    .append(m_width != 0 ? m_lines[at + i] : contentOf(m_lines[at + i]));
            }
            text.append(pieces, '\n');
            at += pieces;
        }
        return isChanged ? std::optional(std::move(text)) : std::nullopt;
    }

private:
    Text content(std::size_t at) const { return at < m_lines.size() ? contentOf(m_lines[at]) : Text(); }

    // How many lines the record that begins here has; 1 where it is whole, or is none.
    std::size_t piecesAt(std::size_t at) const
    {
        const Text first = content(at);
        if (first.starts_with("trace id ")) {
            std::string record(first);
            std::size_t pieces = 1;
            for (; pieces < mostPieces && goesOnAsNft(record, content(at + pieces)); ++pieces)
                record.append(" ").append(content(at + pieces));
            return pieces;
        }
        std::size_t head = 0; // lines before the one with the packet
        while (head < 2 && isHead(content(at + head)))
            ++head;
        if (!hasPacket(content(at + head)) || (head > 0 && !content(at + head).starts_with("IN=") &&
                                               !content(at + head).starts_with("TRACE: ")))
            return 1;
        std::size_t pieces = head + 1;
        std::string record(content(at + head));
        for (; pieces < mostPieces && goesOnWithFields(record, content(at + pieces)); ++pieces)
            record.append(" ").append(content(at + pieces));
        return pieces > head + 1 ? pieces : 1;
    }

    std::size_t piecesByWidth(std::size_t at) const
    {
        std::size_t pieces = 1;
        while (pieces < mostPieces && at + pieces < m_lines.size() &&
               m_lines[at + pieces - 1].size() == m_width &&
               m_lines[at + pieces].substr(0, 4) != m_lines[at].substr(0, 4))
            ++pieces;
        return pieces;
    }

    // The column at which all was broken; 0: none. A whole record finds no room before it.
    std::size_t widthOf() const
    {
        constexpr std::size_t least = 60, most = 130;
        std::size_t width = 0;
        for (const Text line : m_lines)
            width = std::max(width, line.size());
        const bool isByWidth = [&] {
            for (std::size_t i = 0; i + 1 < m_lines.size(); ++i) {
                const bool isNew =
                    m_lines[i + 1].empty() || m_lines[i + 1].substr(0, 4) == m_lines[0].substr(0, 4);
                if (m_lines[i].size() != width && !isNew)
                    return false;
            }
            return true;
        }();
        const bool isAny =
            std::ranges::any_of(m_lines, [](Text line) { return line.find("SRC=") != Text::npos; });
        const bool isAlone = std::ranges::none_of(m_lines, [](Text line) {
            return line.starts_with('>') ||
                   (line.find("IN=") != Text::npos && line.find("PROTO=") != Text::npos);
        });
        return width >= least && width <= most && isByWidth && isAny && isAlone ? width : 0;
    }

    std::vector<Text> m_lines;
    std::size_t m_width = 0;
};

} // namespace

std::optional<std::string> joinedLines(std::string_view text)
{
    if (text.empty() || text.size() > mostBrokenBytes)
        return std::nullopt;
    return Joining(text).joined();
}

std::size_t wholeRecords(std::string_view text)
{
    constexpr std::size_t longestRecord = 64 * 1024;
    const auto lines = text.substr(0, text.rfind('\n') + 1);
    const auto tail = lines.size() - std::min(lines.size(), longestRecord);
    const auto last = lines.substr(tail).rfind("\n{\n");
    const auto open = last != lines.npos                      ? tail + last + 1
                      : tail == 0 && lines.starts_with("{\n") ? 0
                                                              : lines.size();
    return lines.find("\n}\n", open) == lines.npos ? open : lines.size();
}

} // namespace hookwalk::wire
