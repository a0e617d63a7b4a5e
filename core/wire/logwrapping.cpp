// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/logwrapping.h"

#include "wire/jsontext.h"

#include <algorithm>
#include <array>

namespace hookwalk::wire
{

namespace
{

constexpr std::size_t longestWrapping = 4096; // of more only the last bytes are looked at

// Reads the wrapping of one line part by part.
class WrappingReader
{
public:
    WrappingReader(Text text, LogReader::Clock& clock)
        : m_text(text)
        , m_clock(clock)
    {
    }

    LogWrapping read()
    {
        if (byTheKernel())
            return m_header;
        std::size_t at = m_text.size() > longestWrapping ? m_text.size() - longestWrapping : 0;
        m_header.length = m_behindTime = front(at);
        for (at = m_header.length; at < m_text.size() && !m_isDone;) {
            Text rest = m_text.substr(at);
            const bool begins = at == 0 || isBorder(m_text[at - 1]);
            if ((begins || *rest.data() == '[' || *rest.data() == '<') && takePart(rest))
                at = m_header.length = m_text.size() - rest.size();
            else
                ++at;
        }
        if (m_lastIsDate)
            behindDate();
        m_header.isKernels = m_isDone;
        return m_header;
    }

private:
    static bool isBorder(char c) { return !isDigit(c) && !isLetter(c) && c != '.' && c != '_'; }

    // As the kernel gives its lines to dmesg and to readers of /dev/kmsg: nothing else stands before the prefix, but
    // "host kernel: " of journalctl -o short-monotonic.
    bool byTheKernel()
    {
        Text rest = m_text;
        if (!takeKmsgHead(rest)) {
            if (!takeKernelStamp(rest))
                return false;
            Text behind = rest, host = takeHeadWord(behind);
            if (takeTag(rest) || (isHostName(host) && takeTag(behind)))
                rest = behind.size() < rest.size() ? behind : rest;
        }
        m_header.length = m_text.size() - rest.size();
        m_header.isKernels = true;
        return true;
    }

    // "> " of a mail, "4711:" of grep -n: no other part need follow.
    std::size_t front(std::size_t at) const
    {
        Text rest = m_text.substr(at);
        while (takeLiteral(rest, "> ") || takeLiteral(rest, ">")) {
        }
        Text number = rest;
        if (takeDigits(number, 9) && takeLiteral(number, ":"))
            rest = number;
        return m_text.size() - rest.size();
    }

    bool takePart(Text& rest)
    {
        switch (const char first = rest[0]; first) {
        case '[':
            return takeKernelStamp(rest) || takePod(rest) || takeTag(rest);
        case '<':
            if (!takePriority(rest))
                return false;
            m_lastIsDate = false;
            if (const auto stamp = takeRfc5424(rest, m_header.host, m_clock))
                note(*stamp, rest);
            return true;
        case '@':
            return takeLiteral(rest, "@cee: ") || takeLiteral(rest, "@cee:");
        default:
            if (isDigit(first))
                return takeKmsgHead(rest) || takeTime(rest) || noteWebLogDate(rest);
            if (first >= 'a' && first <= 'z')
                return takeTag(rest) || takeDecodedPriority(rest);
            return isLetter(first) && (takeLiteral(rest, "MESSAGE=") || takeTime(rest));
        }
    }

    void note(Stamp stamp, Text rest)
    {
        if (stamp.timeUs)
            m_header.timeUs = stamp.timeUs;
        m_behindTime = m_text.size() - rest.size();
    }

    bool takeKmsgHead(Text& rest)
    {
        const auto stamp = takeKmsg(rest);
        if (!stamp)
            return false;
        note(*stamp, rest);
        m_header.escapes = Escapes::Kmsg;
        m_lastIsDate = false;
        return true;
    }

    // The kernel's own stamp, where it is switched on, and what printk puts behind it.
    bool takeKernelStamp(Text& rest)
    {
        const auto stamp = takeBracketStamp(rest, m_clock);
        if (!stamp)
            return false;
        takeCaller(rest);
        takeLiteral(rest, " ");
        note(*stamp, rest);
        m_isDone = m_hasTag;
        m_lastIsDate = false;
        return true;
    }

    bool takeTime(Text& rest)
    {
        Text number = rest;
        if (m_header.timeUs && takeDigits(number, 18) && number.starts_with(' '))
            return false; // text of the kernel's, no seconds since 1970
        const auto stamp = takeDate(rest, m_clock);
        if (!stamp)
            return false;
        takeLiteral(rest, "]");
        takeLiteral(rest, " ");
        note(*stamp, rest);
        m_lastIsDate = true;
        return true;
    }

    // pve-firewall's chain stands before its date: all of it is the prefix.
    bool noteWebLogDate(Text rest)
    {
        if (const auto stamp = readWebLogDate(rest))
            m_header.timeUs = stamp->timeUs;
        return false;
    }

    // "kernel: "; the words before it are the host, twice perhaps, and the facility.
    bool takeTag(Text& rest)
    {
        Text behind = rest;
        const std::size_t at = m_text.size() - rest.size();
        if (!isKernelTag(takeHeadWord(behind)))
            return false;
        Text before = m_text.substr(m_behindTime, at > m_behindTime ? at - m_behindTime : 0);
        if (Text host = takeHeadWord(before); isHostName(host) && !isFacility(host) && !isKernelTag(host))
            m_header.host = host;
        m_lastIsDate = false;
        m_hasTag = true;
        rest = behind;
        return true;
    }

    // "[pod/NAME/CONTAINER] " of kubectl logs --prefix: each pod stands on a node of its own.
    bool takePod(Text& rest)
    {
        const auto end = rest.starts_with("[pod/") ? rest.find("] ") : Text::npos;
        if (end == Text::npos)
            return false;
        m_header.host = rest.substr(1, end - 1);
        rest.remove_prefix(end + 2);
        return true;
    }

    // What may stand between a date and the prefix where nothing names the kernel.
    void behindDate()
    {
        Text rest = m_text.substr(m_header.length);
        const bool quoted = rest.starts_with('"'); // a field of CSV
        if (const auto field = rest.rfind(','); quoted && field != Text::npos)
            rest.remove_prefix(std::min(rest.find_first_not_of("\" ", field + 1), rest.size()));
        else if (!takeContainerStream(rest) && !takeLabels(rest) && !takeLogcat(rest))
            takeHost(rest);
        m_header.length = m_text.size() - rest.size();
    }

    // "stderr F " of a container runtime (Kubernetes' CRI)
    static bool takeContainerStream(Text& text)
    {
        Text rest = text;
        const Text stream = takeHeadWord(rest), part = takeHeadWord(rest);
        if ((stream != "stderr" && stream != "stdout") || (part != "F" && part != "P"))
            return false;
        text = rest;
        return true;
    }

    // "{host="fw1", job="journal"} " of Loki's logcli
    bool takeLabels(Text& text)
    {
        const auto end = text.starts_with('{') ? text.find("\"} ") : Text::npos;
        if (end == Text::npos)
            return false;
        const Text labels = text.substr(0, end + 1);
        for (const Text key : {Text("host=\""), Text("hostname=\""), Text("instance=\""), Text("node=\"")}) {
            const auto place = labels.find(key);
            if (place != Text::npos && m_header.host.empty())
                m_header.host = labels.substr(place + key.size(),
                                              labels.find('"', place + key.size()) - place - key.size());
        }
        text.remove_prefix(end + 3);
        return true;
    }

    // "    0     0 W         : " of Android's logcat: process, thread, priority, tag
    static bool takeLogcat(Text& text)
    {
        Text rest = text;
        for (int i = 0; i < 2; ++i) {
            skipBlanks(rest);
            if (!takeDigits(rest, 7))
                return false;
        }
        skipBlanks(rest);
        const Text priority = takeHeadWord(rest);
        const auto colon = rest.find(": ");
        if (priority.size() != 1 || Text("VDIWEFS").find(priority) == Text::npos || colon == Text::npos)
            return false;
        text = rest.substr(colon + 2);
        return true;
    }

    // ulogd2's LOGEMU writes a host and no tag. A word that ends with ":", or is all there is, is the prefix
    // itself; so is whatever follows a "[".
    static void takeHost(Text& text)
    {
        Text rest = text;
        const Text host = takeHeadWord(rest);
        if (isFacility(host) || (isHostName(host) && !host.ends_with(':') && !rest.empty()))
            text = rest;
    }

    const Text m_text;
    LogReader::Clock& m_clock;
    LogWrapping m_header;
    std::size_t m_behindTime = 0;            // where the host's name would stand
    bool m_hasTag = false, m_isDone = false; // "kernel:" and the kernel's stamp: what follows is the prefix
    bool m_lastIsDate = false; // no part that stands directly before the kernel's text followed the date
};

} // namespace

LogWrapping readLogWrapping(Text text, LogReader::Clock& clock)
{
    return WrappingReader(text, clock).read();
}

void noteTime(Text line, LogReader::Clock& clock)
{
    const Text whole = line;
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const char first = line.empty() ? '\0' : line[0];
    // The journal's export: an empty line ends an entry, but for one in a field that is no text. That stands behind its name
    // alone, as its length (eight bytes) and its bytes, whatever they look like.
    const auto nameEnd = whole.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    const bool isField = !whole.empty() && nameEnd != 0 && (nameEnd == Text::npos || whole[nameEnd] == '=');
    if (isField)
        clock.inBytes = nameEnd == Text::npos && clock.recordUs.has_value();
    if (clock.inBytes)
        return;
    if (whole.empty() || first == '{' || first == '}' || whole.starts_with("__CURSOR=")) {
        clock.recordUs.reset();
        clock.recordHost.clear();
    }
    if (first == '[') {
        takeBracketStamp(line, clock);
    } else if (first == '_') {
        if (takeLiteral(line, "__REALTIME_TIMESTAMP="))
            clock.recordUs = takeDigits(line, 18);
        else if (takeLiteral(line, "_HOSTNAME="))
            clock.recordHost = line;
    } else if (first == '{' || first == '"') {
        const auto envelope = readJsonEnvelope(line);
        clock.recordUs = envelope.timeUs ? envelope.timeUs : clock.recordUs;
        if (has(envelope.host))
            clock.recordHost = envelope.host;
    } else if (line.ends_with(']') && line.find(" [s=") != Text::npos) { // journalctl -o verbose
        const auto stamp = takeDate(line, clock);
        clock.recordUs = stamp ? stamp->timeUs : std::nullopt;
    }
}

} // namespace hookwalk::wire
