// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/logline.h"

#include "wire/bodyreader.h"
#include "wire/ebtables.h"
#include "wire/journaljson.h"
#include "wire/jsontext.h"
#include "wire/logwrapping.h"
#include "wire/nftmonitor.h"
#include "wire/othertools.h"
#include "wire/plaintext.h"
#include "wire/recordend.h"
#include "wire/token.h"
#include "wire/tokenwriter.h"
#include "wire/traceprefix.h"
#include "wire/ulogd.h"
#include "wire/usualline.h"

#include <algorithm>
#include <new>

namespace hookwalk::wire
{

namespace
{

void makeFresh(LogLine& line)
{
    // Not `line = {}`: that would make a second line and copy all of it, unused lists and packets too.
    std::destroy_at(&line);
    ::new (static_cast<void*>(&line)) LogLine;
}

std::size_t wordEnd(Text text, std::size_t from)
{
    return static_cast<std::size_t>(findBlank(text.data() + from, text.data() + text.size()) - text.data());
}

// "IN=" at `place` begins a LOG line where a name without blank and OUT= follow. Kernels before 2.6.10
// printed PHYSIN between the two.
bool beginsLogLine(Text text, std::size_t place)
{
    std::size_t end = wordEnd(text, place + 3);
    if (text.substr(end).starts_with(" PHYSIN="))
        end = wordEnd(text, end + 1);
    return text.substr(end).starts_with(" OUT=");
}

bool isInEqualSign(Text text, std::size_t equalSign)
{
    return equalSign >= 2 && text[equalSign - 1] == 'N' && text[equalSign - 2] == 'I';
}

// A prefix may hold "IN=" and "OUT=" too: the last start is the kernel's.
std::size_t findLastStart(Text text)
{
    std::size_t last = Text::npos;
    for (auto place = text.find('='); place != Text::npos; place = text.find('=', place + 1)) {
        const bool isPhysin = place >= 7 && text.substr(place - 7, 7) == " PHYSIN";
        if (isInEqualSign(text, place) && !isPhysin && beginsLogLine(text, place - 2))
            last = place - 2;
    }
    return last;
}

// pve-firewall leaves an empty IN= or OUT= out; and bytes may have been lost there. Addresses tell that it is
// a packet.
std::size_t findStartWithOneDevice(Text text)
{
    const auto destination = text.rfind(" DST=");
    const Text before = text.substr(0, destination == Text::npos ? 0 : destination);
    const Text devices = before.substr(0, std::min(before.rfind(" SRC="), before.size()));
    if (devices.size() == before.size())
        return Text::npos;
    auto in = devices.rfind("IN=");
    while (in != Text::npos && in >= 4 && devices.substr(in - 4, 4) == "PHYS")
        in = devices.rfind("IN=", in - 1);
    if (in != Text::npos)
        return in;
    const auto out = devices.rfind(" OUT=");
    return out == Text::npos ? out : out + 1;
}

// True: all of it was as usual.
bool readText(Text body, LogLine& line, bool isSparing)
{
    makeFresh(line);
    if (readUsualLine(body, line))
        return true;
    makeFresh(line);
    if (!readEbtables(body, line))
        readBody(body, line, isSparing);
    return false;
}

// Another "OUT=" in the line: what was taken for the start may have been part of the prefix.
bool holdsSecondOut(const LogLine& line)
{
    for (const Text token : line.damaged) {
        if (token.starts_with("OUT="))
            return true;
    }
    return line.damaged.dropped != 0;
}

struct TraceTarget {
    Text table, chain;
    TraceType type = TraceType::None;
    Number number;
};

// "TRACE: table:chain:type:number " of iptables' TRACE target (net/ipv4/netfilter/ip_tables.c, trace_packet)
std::optional<TraceTarget> readTraceTarget(Text rest)
{
    if (!takeLiteral(rest, "TRACE: "))
        return std::nullopt;
    const auto numberColon = rest.rfind(':');
    const auto typeColon =
        numberColon == 0 || numberColon == Text::npos ? Text::npos : rest.rfind(':', numberColon - 1);
    const auto tableColon = rest.find(':');
    if (typeColon == Text::npos || tableColon >= typeColon)
        return std::nullopt;
    Text number = rest.substr(numberColon + 1);
    number = number.substr(0, number.find_last_not_of(' ') + 1);
    const Text type = rest.substr(typeColon + 1, numberColon - typeColon - 1);
    const TraceTarget target{rest.substr(0, tableColon),
                             rest.substr(tableColon + 1, typeColon - tableColon - 1),
                             type == "rule"     ? TraceType::Rule
                             : type == "return" ? TraceType::Return
                             : type == "policy" ? TraceType::Policy
                                                : TraceType::None,
                             readNumber(number, 0xffffffff)};
    return target.number && target.type != TraceType::None ? std::optional(target) : std::nullopt;
}

// Of the tools that tell the kernel's number of the packet, see othertools.h.
void readNumberedPrefix(LogLine& line)
{
    Words words(line.prefix);
    Text id;
    if (const auto head = readNftTraceHead(line.prefix)) {
        id = head->packet;
        line.family = head->family;
        line.table = head->table;
        line.chain = head->chain;
    } else {
        words.next();
        line.family = words.next() == "10" ? "ip6" : "ip";
        id = words.next();
        const Text names = words.next();
        if (const auto colon = names.find(':'); colon != Text::npos) {
            line.table = names.substr(0, colon);
            line.chain = names.substr(colon + 1);
        }
    }
    std::from_chars(id.data(), id.data() + id.size(), line.packetId, 16);
    if (line.family == "ip" || line.family == "ip6") // those of iptables-nft
        line.baseChain = chainNamed(line.table, line.chain);
}

void readPrefix(LogLine& line)
{
    if (const auto target = readTraceTarget(line.prefix)) {
        line.traceNumber = target->number;
        line.traceType = target->type;
        line.table = target->table;
        line.chain = target->chain;
        line.baseChain = chainNamed(line.table, line.chain);
        return;
    }
    if (const auto read = readTracePrefix(line.prefix)) {
        line.table = read->table;
        line.chain = read->chain;
        line.baseChain = read->baseChain;
        line.tag = read->tag;
    }
}

// Where a prefix begins that says itself what it is, in the text before "IN=": that of the TRACE target, or of a trace
// point of Hookwalk's. It stands directly before "IN=", so what comes before it need not be known. npos: neither.
std::size_t findOwnPrefix(Text before)
{
    constexpr Text pointCharacters = "abcdefghijklmnopqrstuvwxyzPREOUTINGFWAD-:_/.";
    auto place = before.find("TRACE: ");
    if (place != Text::npos)
        place = before.rfind("TRACE: ");
    if (place != Text::npos && readTraceTarget(before.substr(place)))
        return place;
    const auto last = before.find_last_not_of(' ');
    const auto tag = before.rfind(" [");
    if (last == Text::npos || before[last] != ']' || tag == Text::npos)
        return Text::npos;
    place = before.find_last_not_of(pointCharacters, tag - 1) + 1; // 0 where all are
    const auto point = tag == 0 ? std::nullopt : readTracePrefix(before.substr(place));
    return point && point->baseChain && has(point->tag) ? place : Text::npos;
}

// "PACKET: 2 1266087f IN=…" of xtables-monitor: another language, with tokens of the same names.
bool isXtablesMonitor(Text prefix)
{
    prefix.remove_prefix(std::min(prefix.find("PACKET: "), prefix.size()));
    if (!takeLiteral(prefix, "PACKET: ") || !takeDigits(prefix, 2) || !takeLiteral(prefix, " "))
        return false;
    if (prefix.ends_with(' '))
        prefix.remove_suffix(1);
    return isHex(prefix, 1, 8);
}

} // namespace

std::size_t findFirstStart(Text text)
{
    for (auto place = text.find('='); place != Text::npos; place = text.find('=', place + 1)) {
        if (!isInEqualSign(text, place) || !beginsLogLine(text, place - 2))
            continue;
        const Text name = text.substr(place, wordEnd(text, place) - place);
        const auto inName = name.rfind("IN="); // "IN=IN=eth0": the first is the end of the prefix
        return inName == Text::npos ? place - 2 : place + inName;
    }
    return Text::npos;
}

// The line as it is, where it is in JSON the string that holds the packet.
bool LogReader::readAsItIs(Text text, LogLine& line)
{
    std::size_t start = findFirstStart(text);
    const bool hasBothDevices = start != Text::npos;
    if (!hasBothDevices)
        start = findStartWithOneDevice(text);
    if (start == Text::npos)
        return false;
    if (const Text string = jsonStringAround(text, start); has(string))
        return readInJson(text, string, start, line);
    m_isUsual = readText(text.substr(start), line, m_isOtherTools);
    if (hasBothDevices && holdsSecondOut(line)) {
        const std::size_t last = findLastStart(text);
        if (last != Text::npos && last != start) {
            start = last;
            readText(text.substr(start), line, m_isOtherTools);
        }
    }
    const Text before = text.substr(0, start);
    if (isNftTraceOfRule(before)) // its words may quote a log prefix
        return false;
    const LogWrapping header = readLogWrapping(before, m_clock);
    const auto own = m_isOtherTools     ? std::min(before.rfind("trace id "), before.rfind("PACKET: "))
                     : header.isKernels ? Text::npos
                                        : findOwnPrefix(before);
    line.timeUs = header.timeUs;
    line.host = header.host;
    line.prefix = before.substr(own != Text::npos ? own : header.length);
    line.escapes = header.escapes;
    if (m_isOtherTools && own != Text::npos)
        readNumberedPrefix(line);
    else if (isXtablesMonitor(line.prefix))
        return false;
    else
        readPrefix(line);
    return true;
}

// `string` of `text` holds a packet at `start`.
bool LogReader::readInJson(Text text, Text string, std::size_t start, LogLine& line)
{
    if (string.ends_with("\\n"))
        string.remove_suffix(2);
    start -= static_cast<std::size_t>(string.data() - text.data());
    const bool isEscaped = string.find('\\', start) != Text::npos;
    if (!(isEscaped ? readRewritten(jsonUnescaped(string), line) : readAsItIs(string, line)))
        return false;
    if (!isEscaped)
        line.escapes = Escapes::Json;
    m_isUsual = false; // more may stand behind the string
    const auto envelope = readJsonEnvelope(text);
    const auto outside =
        line.timeUs && has(line.host)
            ? LogWrapping()
            : readLogWrapping(text.substr(0, static_cast<std::size_t>(string.data() - text.data())), m_clock);
    if (!line.timeUs)
        line.timeUs = envelope.timeUs ? envelope.timeUs : outside.timeUs;
    if (!has(line.host))
        line.host = has(envelope.host) ? envelope.host : outside.host;
    return true;
}

bool LogReader::readOtherTools(Text text, LogLine& line)
{
    auto packet = otherToolsPacket(text);
    if (!packet)
        return false;
    m_isOtherTools = true;
    const bool isRead = readRewritten(std::move(*packet), line);
    m_isOtherTools = false;
    if (isRead)
        line.hook = ulogdHook(text);
    return isRead;
}

bool LogReader::readRewritten(std::string text, LogLine& line)
{
    const auto rewritten = std::make_shared<const std::string>(std::move(text));
    if (!readAsItIs(*rewritten, line))
        return false;
    if (!line.rewritten)
        line.rewritten = rewritten;
    return true;
}

std::optional<Text> LogReader::readFirst(Text text, LogLine& line)
{
    const auto clock = m_clock.relativeUs;
    m_isUsual = false;
    const bool isRead = read(text, line);
    const auto length = m_isUsual ? text.size() : firstRecordLength(text);
    if (length == text.size())
        return isRead ? std::optional(text) : std::nullopt;
    m_clock.relativeUs = clock; // dmesg -H: a difference counts once
    const Text first = text.substr(0, length);
    return read(first, line) ? std::optional(first) : std::nullopt;
}

bool LogReader::read(Text text, LogLine& line)
{
    bool isRead = readAsItIs(text, line);
    const bool isClean = isRead && line.timeUs && line.damaged.empty() && !plainText(line.prefix);
    if (!isRead) {
        if (auto told = journalWithText(text)) { // which may have colours in it, too
            const auto kept = std::make_shared<const std::string>(std::move(*told));
            isRead = read(*kept, line);
            line.rewritten = isRead && !line.rewritten ? kept : line.rewritten;
            return isRead;
        }
        if (readOtherTools(text, line))
            return true;
        if (text.find("IN=") == Text::npos && text.find("OUT=") == Text::npos) {
            noteTime(text, m_clock);
            return false;
        }
    }
    if (auto plain = isClean ? std::nullopt : plainText(text))
        isRead = readRewritten(*plain, line) || readOtherTools(*plain, line);
    if (!line.timeUs)
        line.timeUs = m_clock.recordUs;
    if (!has(line.host) && !m_clock.recordHost.empty())
        line.host = m_clock.recordHost;
    return isRead;
}

void LogReader::lookAhead(Text text)
{
    constexpr std::size_t mostBytes = 64 * 1024;
    if (!text.starts_with("{\n") && !text.starts_with("{\r\n"))
        return;
    const auto end = text.substr(0, mostBytes).find("\n}");
    if (end != Text::npos)
        noteTime(text.substr(0, end + 2), m_clock);
}

} // namespace hookwalk::wire
