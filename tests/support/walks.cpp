// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/walks.h"

#include "support/loglines.h"
#include "words/words.h"

#include <stdexcept>

namespace hookwalk::test
{

namespace
{

std::vector<Walk> walksOf(const Trace& trace)
{
    std::vector<Walk> walks;
    for (TraversalIndex i = 0; i < trace.traversals().size(); ++i)
        walks.push_back(walkOf(trace, i));
    return walks;
}

// The trace points of a whole log: a packet that was forwarded and answered earlier.
void addForwardedBefore(LogLines& lines)
{
    Echo echo;
    echo.in = "tun0";
    echo.ipId = 1;
    for (const char* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
        lines.at(chain, echo);
    echo.out = "eth0";
    echo.ttl = 63;
    for (const char* chain :
         {"mangle FORWARD", "filter FORWARD", "security FORWARD", "mangle POSTROUTING", "nat POSTROUTING"})
        lines.at(chain, echo);
}

} // namespace

std::vector<Walk> walksOfTrace(const std::string& name)
{
    const auto trace = Trace::open(std::string(HOOKWALK_TEST_DATA) + "/traces/" + name);
    if (!trace)
        throw std::runtime_error(words::text(trace.error()));
    return walksOf(*trace);
}

std::vector<Walk> walksOfText(std::string text)
{
    return walksOf(Trace::fromText(std::move(text)));
}

Walk forwardedRequest()
{
    return walksOfTrace("kernel-6.18-forward.kmsg").at(0);
}

Walk forwardedReply()
{
    return walksOfTrace("kernel-6.18-forward.kmsg").at(1);
}

Walk localIn()
{
    return walksOfTrace("kernel-6.18-local-input.kmsg").at(0);
}

Walk localAnswer()
{
    return walksOfTrace("kernel-6.18-local-input.kmsg").at(1);
}

Walk localOutToTun()
{
    return walksOfTrace("kernel-6.18-ping-I-tun0.kmsg").at(0);
}

Walk forwardingOff()
{
    LogLines lines;
    addForwardedBefore(lines);
    Echo echo;
    echo.in = "tun0";
    echo.id = 8;
    echo.ipId = 2;
    for (const char* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
        lines.at(chain, echo);
    return walksOfText(lines.text()).at(1);
}

Walk timeToLiveRanOut()
{
    LogLines lines;
    addForwardedBefore(lines);
    Echo echo;
    echo.in = "tun0";
    echo.id = 8;
    echo.ipId = 2;
    echo.ttl = 1;
    for (const char* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
        lines.at(chain, echo);
    return walksOfText(lines.text()).at(1);
}

Walk droppedInFilter()
{
    LogLines lines;
    addForwardedBefore(lines);
    Echo echo;
    echo.in = "tun0";
    echo.id = 8;
    echo.ipId = 2;
    for (const char* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
        lines.at(chain, echo);
    echo.out = "eth0";
    echo.ttl = 63;
    for (const char* chain : {"mangle FORWARD", "filter FORWARD"})
        lines.at(chain, echo);
    return walksOfText(lines.text()).at(1);
}

Walk throughLoopback()
{
    LogLines lines;
    Echo echo;
    echo.source = echo.destination = "192.168.69.100";
    echo.out = "lo";
    for (const char* chain : {"raw OUTPUT", "mangle OUTPUT", "nat OUTPUT", "filter OUTPUT", "security OUTPUT",
                              "mangle POSTROUTING", "nat POSTROUTING"})
        lines.at(chain, echo);
    echo.in = "lo";
    echo.out.clear();
    for (const char* chain :
         {"raw PREROUTING", "mangle PREROUTING", "mangle INPUT", "filter INPUT", "security INPUT"})
        lines.at(chain, echo);
    return walksOfText(lines.text()).at(0);
}

} // namespace hookwalk::test
