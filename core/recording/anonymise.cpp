// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/anonymise.h"

#include "traversal/losses.h"
#include "wire/factline.h"
#include "wire/othertools.h"
#include "wire/textfile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <sstream>
#include <vector>

namespace hookwalk::recording
{

namespace
{

bool isHexOrPoint(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':';
}
bool isWordPart(char c)
{
    return isHexOrPoint(c) || (c >= 'g' && c <= 'z') || (c >= 'G' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

// As the kernel's %pI6 prints it, where the text before was of that form.
std::string fullForm(const IpAddress& address)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < address.bytes.size(); ++i) {
        if (i != 0 && i % 2 == 0)
            text += ':';
        (text += digits[address.bytes[i] >> 4]) += digits[address.bytes[i] & 15];
    }
    return text;
}

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    std::vector<std::uint8_t> bytes;
    for (; text.size() >= 2; text.remove_prefix(std::min<std::size_t>(text.size(), 3))) {
        std::uint8_t byte = 0;
        if (std::from_chars(text.data(), text.data() + 2, byte, 16).ptr != text.data() + 2 ||
            (text.size() > 2 && text[2] != ':'))
            return {};
        bytes.push_back(byte);
    }
    return text.empty() ? bytes : std::vector<std::uint8_t>();
}

std::string textOf(const std::vector<std::uint8_t>& bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) {
        text += text.empty() ? "" : ":";
        (text += digits[byte >> 4]) += digits[byte & 15];
    }
    return text;
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> all)
{
    return std::ranges::find(all, word) != all.end();
}

} // namespace

// A MAC= holds both addresses, the type, and of some tunnels the outer header, of which nothing is kept.
std::string Anonymiser::macs(std::string_view text)
{
    auto bytes = bytesOf(text);
    for (std::size_t at = 0; at + 6 <= std::min<std::size_t>(bytes.size(), 12); at += 6) {
        Pseudonyms::Mac real{};
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 6, real.begin());
        std::ranges::copy(m_other.mac(real), bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    for (std::size_t at = 14; at < bytes.size(); ++at)
        bytes[at] = 0;
    return textOf(bytes);
}

// "7,12,3456,-,source=nflog;", or nothing: of what stands there behind the flags only what is ours, and no comment.
std::string Anonymiser::kmsgHead(std::string_view text)
{
    if (!wire::originOf(text).sequence)
        return {};
    std::string kept;
    auto rest = text.substr(0, text.find(';'));
    for (int field = 0; !rest.empty(); ++field) {
        const auto one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        const bool isOurs = std::ranges::any_of(std::array{"source=", "packet=", "token=", "passed="},
                                                [one](const char* name) { return one.starts_with(name); });
        m_leftOut.comments += field > 3 && one.starts_with("comment=") ? 1 : 0;
        if (field < 3 || (field == 3 && one.size() == 1) || (field > 3 && isOurs))
            (kept += kept.empty() ? "" : ",") += one;
    }
    return kept + ';';
}

// Each address of a text: with a length of prefix, a port, in brackets, in a range.
std::string Anonymiser::addresses(std::string_view text, Rest ofRest)
{
    const auto other = [&](std::string_view words) {
        return ofRest == Rest::IsNames ? m_other.words(words) : std::string(words);
    };
    std::string all;
    while (!text.empty()) {
        const auto length =
            static_cast<std::size_t>(std::ranges::find_if_not(text, isWordPart) - text.begin());
        auto word = text.substr(0, length);
        std::string_view rest;
        if (!std::ranges::all_of(word, isHexOrPoint))
            rest = std::exchange(word, {}); // "eth0.100": no address
        for (; !word.empty() && (word.back() == '.' || (word.back() == ':' && !word.ends_with("::")));
             word.remove_suffix(1))
            rest = text.substr(word.size() - 1, length - word.size() + 1);
        auto address = IpAddress::parse(word);
        if (const auto colon = word.rfind(':'); !address && colon != word.npos) { // a port
            if (const auto before = IpAddress::parse(word.substr(0, colon)); before && before->isV4()) {
                address = before;
                rest = text.substr(colon, length - colon);
                word = word.substr(0, colon);
            }
        }
        text.remove_prefix(length);
        if (address && text.starts_with('/')) {
            const auto digits = text.substr(1, text.find_first_not_of("0123456789", 1) - 1);
            if (const auto network = Network::parse(std::string(word) + '/' + std::string(digits))) {
                all += m_other.network(*network).toString();
                text.remove_prefix(1 + digits.size());
                continue;
            }
        }
        if (address) {
            const auto changed = m_other.address(*address);
            const bool isFull = word.size() == 39 && !address->isV4();
            all += isFull ? fullForm(changed) : changed.toString();
        } else if (word.size() == 17 && bytesOf(word).size() == 6) {
            all += macs(word);
        } else {
            all += other(word);
        }
        all += other(rest);
        if (!text.empty()) {
            all += text[0];
            text.remove_prefix(1);
        }
    }
    return all;
}

std::string Anonymiser::token(std::string_view text, bool isIpOption)
{
    const auto equals = text.find('=');
    if (equals == text.npos || equals == 0) {
        const auto bare = text.substr(std::min(text.find_first_not_of("[("), text.size()));
        const auto word = bare.substr(0, bare.find_last_not_of(")]") + 1);
        const bool isHex = word.size() > 1 && word.find_first_not_of("0123456789ABCDEFabcdef") == word.npos;
        if (isIpOption && isHex && word != "CE" && word != "DF") // may hold the addresses of routers
            return std::string(text.substr(0, text.find(word))) + std::string(word.size(), '0') +
                   std::string(text.substr(text.find(word) + word.size()));
        const bool isOfKernel = std::ranges::all_of(word, [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '[' || c == ']';
        });
        return isOfKernel || isOneOf(word, {"bytes", "Ext", "Hdr", "Unknown", "INCOMPLETE"})
                   ? std::string(text)
                   : freeText(text);
    }
    const auto key = text.substr(text.find_first_not_of('[') == text.npos ? 0 : text.find_first_not_of('['));
    const auto name = key.substr(0, key.find('='));
    const auto value = text.substr(equals + 1);
    const auto begin = std::string(text.substr(0, equals + 1));
    if (isOneOf(name, {"IN", "OUT", "PHYSIN", "PHYSOUT"}))
        return begin + m_other.device(std::string(value));
    if (isOneOf(name, {"MAC", "MACSRC", "MACDST"}))
        return begin + macs(value);
    if (isOneOf(name, {"SRC", "DST", "IPSRC", "IPDST", "GATEWAY", "TUNNEL"}))
        return begin + addresses(value);
    const bool isNumber = value.find_first_not_of("0123456789abcdefABCDEFx:[]") == value.npos;
    return begin + (isNumber || name == "PROTO" || name == "MACPROTO" ? addresses(value) : freeText(value));
}

// From IN= on.
std::string Anonymiser::body(std::string_view text)
{
    std::string all;
    bool beforeProtocol = true;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto one = text.substr(0, end);
        beforeProtocol = beforeProtocol && !one.starts_with("PROTO=");
        all += token(one, beforeProtocol);
        text.remove_prefix(end);
        if (!text.empty()) {
            all += ' ';
            text.remove_prefix(1);
        }
    }
    return all;
}

// Times, the kernel's own words and the host by another name.
std::string Anonymiser::head(std::string_view text, const wire::LogLine& line)
{
    if (auto kmsg = kmsgHead(text); !kmsg.empty())
        return kmsg;
    if (text.find('"') != text.npos || text.find('{') != text.npos) // fields of JSON may say anything
        return "6,0," + std::to_string(line.timeUs.value_or(0)) + ",-;";
    std::string all;
    const auto host = wire::has(line.host) && !line.host.empty() ? text.find(line.host) : text.npos;
    const auto plain = [&](std::string_view part) {
        std::string words;
        while (!part.empty()) {
            const auto length = static_cast<std::size_t>(
                std::ranges::find_if(part, [](char c) { return c == ' ' || c == '[' || c == ']'; }) -
                part.begin());
            const auto word = part.substr(0, length);
            static const std::set<std::string, std::less<>> known{
                "Jan",  "Feb",  "Mar",     "Apr",  "May",    "Jun",   "Jul",     "Aug",    "Sep",
                "Oct",  "Nov",  "Dec",     "Mon",  "Tue",    "Wed",   "Thu",     "Fri",    "Sat",
                "Sun",  "AM",   "PM",      "UTC",  "CET",    "CEST",  "kernel:", "kernel", "kern",
                "user", "info", "warning", "warn", "notice", "debug", "err",     "-",      ":"};
            constexpr std::string_view ofTime = "0123456789.:,+-TZ<>/";
            const auto behindMonth =
                known.contains(word.substr(0, 3)) ? std::min<std::size_t>(word.size(), 3) : 0; // "Jan14"
            const bool isTime = word.find_first_not_of(ofTime, behindMonth) == word.npos;
            const bool isLevel = word.starts_with("kern.") && known.contains(word.substr(5));
            words += known.contains(word) || isLevel ? std::string(word)
                     : isTime                        ? addresses(word)
                                                     : freeText(word);
            part.remove_prefix(length);
            if (!part.empty()) {
                words += part[0];
                part.remove_prefix(1);
            }
        }
        return words;
    };
    if (host == text.npos)
        return plain(text);
    std::string name(line.host);
    std::erase_if(name, [](char c) { return c == '.' || c == '-' || c == '_'; }); // one word, one name
    return plain(text.substr(0, host)) + m_other.words("host" + name) +
           plain(text.substr(host + line.host.size()));
}

std::string Anonymiser::record(std::string_view text, const wire::LogLine& line)
{
    const std::string_view whole = line.rewritten ? std::string_view(*line.rewritten) : text;
    const auto start = whole.find("IN=", wire::has(line.prefix) && line.prefix.data() >= whole.data() &&
                                                 line.prefix.data() <= whole.data() + whole.size()
                                             ? static_cast<std::size_t>(line.prefix.data() - whole.data()) +
                                                   line.prefix.size()
                                             : 0);
    if (start == whole.npos)
        return {};
    const auto prefixAt = start - std::min(start, line.prefix.size());
    auto rest = whole.substr(start);
    const auto before = head(whole.substr(0, prefixAt), line);
    if (line.escapes == wire::Escapes::Json || whole.substr(0, prefixAt).find('"') != whole.npos)
        rest = rest.substr(0, rest.find('"'));
    return before + freeText(whole.substr(prefixAt, start - prefixAt)) + body(rest);
}

// "martian source 192.0.2.1 from 198.51.100.2, on dev eth0" of ip_handle_martian_source(), net/ipv4/route.c; or nothing.
std::string Anonymiser::martian(std::string_view text)
{
    for (const std::string_view what : {"martian source ", "martian destination "}) {
        const auto at = text.find(what);
        if (at == text.npos)
            continue;
        std::istringstream words{std::string(text.substr(at + what.size()))};
        std::string to, from, source, on, device;
        words >> to >> from >> source >> on;
        words >> (on == "on" ? on : device) >> device;
        source = source.substr(0, source.find(','));
        const auto destination = IpAddress::parse(to), origin = IpAddress::parse(source);
        if (destination && origin && from == "from")
            return std::string(what) + m_other.address(*destination).toString() + " from " +
                   m_other.address(*origin).toString() +
                   (device.empty() ? "" : ", on dev " + m_other.device(device));
    }
    return {};
}

// What explains a packet's end or says that lines are missing (traversal/knowledge, losses), and nothing else of it.
std::string Anonymiser::message(std::string_view text)
{
    const auto kmsg = kmsgHead(text); // its number counts
    if (const auto said = martian(text); !said.empty())
        return kmsg + said;
    if (text.find("nf_conntrack: table full") != text.npos)
        return kmsg + "nf_conntrack: table full, dropping packet";
    const auto omission = omissionIn(text);
    const bool isOfRecord = m_recordEnd != nullptr && text.data() < m_recordEnd;
    const bool isEmpty = text.find_first_not_of(" \t\r", kmsg.empty() ? 0 : text.find(';') + 1) == text.npos;
    m_leftOut.lines += omission.empty() && !isOfRecord && !isEmpty ? 1 : 0;
    return kmsg + std::string(omission);
}

std::string Anonymiser::line(std::string_view text, std::string_view andBehind)
{
    if (wire::readFactLine(text)) {
        auto other = fact(text);
        m_leftOut.lines += other.empty() ? 1 : 0;
        return other;
    }
    std::string all;
    wire::LogLine line;
    const auto take = [&](std::string_view one) { all += (all.empty() ? "" : " ") + record(one, line); };
    if (m_reader.readEach(text, line, take) != 0)
        return all;
    if (const auto several = wire::recordOfSeveralLines(andBehind);
        several && m_reader.readEach(*several, line, take) != 0) {
        m_recordEnd = several->data() + several->size();
        return all;
    }
    m_reader.lookAhead(andBehind);
    if (const auto told = wire::otherToolsFact(text))
        return fact(*told);
    return message(text);
}

void Anonymiser::lines(std::string_view text, const std::function<bool(std::string_view lines)>& take)
{
    constexpr std::size_t piece = 1U << 18;
    std::string all;
    std::uint32_t last = 0;
    bool goesOn = true;
    m_recordEnd = nullptr; // of another text
    wire::forEachLine(text, [&](std::string_view one, std::uint32_t number) {
        if (!goesOn)
            return;
        if (number != last && last != 0)
            all += '\n';
        last = number;
        if (all.size() >= piece)
            goesOn = take(std::exchange(all, {}));
        all += line(one, text.substr(static_cast<std::size_t>(one.data() - text.data())));
    });
    if (goesOn && last != 0)
        take(all + '\n');
}

} // namespace hookwalk::recording
