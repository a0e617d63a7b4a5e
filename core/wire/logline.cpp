// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/logline.h"

#include "wire/bodyreader.h"
#include "wire/ebtables.h"
#include "wire/logwrapping.h"
#include "wire/token.h"
#include "wire/traceprefix.h"
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

void readText(Text body, LogLine& line)
{
    makeFresh(line);
    if (readUsualLine(body, line))
        return;
    makeFresh(line);
    if (!readEbtables(body, line))
        readBody(body, line);
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

// "TRACE: table:chain:type:number " of iptables' TRACE target (net/ipv4/netfilter/ip_tables.c, trace_packet)
bool readTraceTarget(LogLine& line)
{
    Text rest = line.prefix;
    if (!takeLiteral(rest, "TRACE: "))
        return false;
    const auto numberColon = rest.rfind(':');
    const auto typeColon =
        numberColon == 0 || numberColon == Text::npos ? Text::npos : rest.rfind(':', numberColon - 1);
    const auto tableColon = rest.find(':');
    if (typeColon == Text::npos || tableColon >= typeColon)
        return false;
    Text number = rest.substr(numberColon + 1);
    if (number.ends_with(' '))
        number.remove_suffix(1);
    const Text type = rest.substr(typeColon + 1, numberColon - typeColon - 1);
    line.traceNumber = readNumber(number, 0xffffffff);
    line.traceType = type == "rule"     ? TraceType::Rule
                     : type == "return" ? TraceType::Return
                     : type == "policy" ? TraceType::Policy
                                        : TraceType::None;
    if (!line.traceNumber || line.traceType == TraceType::None) {
        line.traceNumber.reset();
        line.traceType = TraceType::None;
        return false;
    }
    line.table = rest.substr(0, tableColon);
    line.chain = rest.substr(tableColon + 1, typeColon - tableColon - 1);
    line.baseChain = chainNamed(line.table, line.chain);
    return true;
}

void readPrefix(LogLine& line)
{
    if (readTraceTarget(line))
        return;
    if (const auto read = readTracePrefix(line.prefix)) {
        line.table = read->table;
        line.chain = read->chain;
        line.baseChain = read->baseChain;
    }
}

// "PACKET: 2 1266087f IN=…" of xtables-monitor: another language, with tokens of the same names.
bool isXtablesMonitor(Text prefix)
{
    if (!takeLiteral(prefix, "PACKET: ") || !takeDigits(prefix, 2) || !takeLiteral(prefix, " "))
        return false;
    if (prefix.ends_with(' '))
        prefix.remove_suffix(1);
    return isHex(prefix, 1, 8);
}

// The string of a JSON line that holds the place, without its quotes.
Text jsonStringAround(Text text, std::size_t place)
{
    std::size_t open = Text::npos, close = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            if (open == Text::npos)
                open = i + 1;
            else if (i > place)
                break;
            else
                open = Text::npos;
            close = i;
        }
    }
    if (open == Text::npos || open > place)
        return text;
    return text.substr(open, close > place ? close - open : Text::npos);
}

// "__REALTIME_TIMESTAMP" : "1610624880123456" of journalctl -o json
std::optional<std::int64_t> journalTime(Text text)
{
    constexpr Text key = "\"__REALTIME_TIMESTAMP\"";
    const auto place = text.find(key);
    if (place == Text::npos)
        return std::nullopt;
    text.remove_prefix(place + key.size());
    text.remove_prefix(std::min(text.find_first_not_of(" :\""), text.size()));
    return takeDigits(text, 18);
}

} // namespace

bool LogReader::read(Text text, LogLine& line)
{
    std::size_t start = findFirstStart(text);
    const bool hasBothDevices = start != Text::npos;
    if (!hasBothDevices)
        start = findStartWithOneDevice(text);
    if (start == Text::npos) {
        noteTime(text, m_clock);
        return false;
    }
    const Text whole = text;
    const bool isJson = whole.starts_with('{');
    if (isJson) {
        const Text inner = jsonStringAround(text, start);
        start -= static_cast<std::size_t>(inner.data() - text.data());
        text = inner.substr(0, inner.ends_with("\\n") ? inner.size() - 2 : inner.size());
    }
    readText(text.substr(start), line);
    if (hasBothDevices && holdsSecondOut(line)) {
        const std::size_t last = findLastStart(text);
        if (last != Text::npos && last != start) {
            start = last;
            readText(text.substr(start), line);
        }
    }
    const LogWrapping header = readLogWrapping(text.substr(0, start), m_clock);
    line.timeUs = header.timeUs;
    if (isJson && !line.timeUs)
        line.timeUs = journalTime(whole);
    line.prefix = text.substr(header.length, start - header.length);
    line.escapes = isJson ? Escapes::Json : header.escapes;
    if (isXtablesMonitor(line.prefix))
        return false;
    readPrefix(line);
    return true;
}

} // namespace hookwalk::wire
