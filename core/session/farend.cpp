// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/farend.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <QFile>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace hookwalk::session
{

namespace
{

using Name = std::array<char, IFNAMSIZ>;

// What may be asked by a child between fork and exit: no memory of the heap.
class RouteMessage
{
public:
    template<typename Header> RouteMessage(std::uint16_t type, const Header& header)
    {
        m_head.nlmsg_type = type;
        m_head.nlmsg_flags = NLM_F_REQUEST;
        append(&header, sizeof header);
    }
    void add(std::uint16_t type, const void* value, std::size_t size)
    {
        const rtattr attribute{static_cast<std::uint16_t>(RTA_LENGTH(size)), type};
        append(&attribute, sizeof attribute);
        append(value, size);
    }
    // errno; 0: answered, the answer's header is in `header`.
    template<typename Header> int ask(Header& header)
    {
        const UniqueFd socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
        m_head.nlmsg_len = static_cast<std::uint32_t>(m_size);
        std::memcpy(m_bytes.data(), &m_head, sizeof m_head);
        if (!socket || ::send(socket.get(), m_bytes.data(), m_size, 0) < 0)
            return errno;
        const auto got = ::recv(socket.get(), m_bytes.data(), m_bytes.size(), 0);
        if (got < static_cast<ssize_t>(sizeof m_head + sizeof header))
            return got < 0 ? errno : EBADMSG;
        std::memcpy(&m_head, m_bytes.data(), sizeof m_head);
        m_size = std::min<std::size_t>(m_head.nlmsg_len, static_cast<std::size_t>(got));
        if (m_head.nlmsg_type == NLMSG_ERROR) {
            int error = 0;
            std::memcpy(&error, m_bytes.data() + sizeof m_head, sizeof error);
            return error == 0 ? EBADMSG : -error;
        }
        std::memcpy(&header, m_bytes.data() + sizeof m_head, sizeof header);
        m_first = sizeof m_head + NLMSG_ALIGN(sizeof header);
        return 0;
    }
    // Of the answer; "": it has none.
    std::string_view find(std::uint16_t type) const
    {
        return inside({m_bytes.data() + std::min(m_first, m_size), m_size - std::min(m_first, m_size)}, type);
    }
    static std::string_view inside(std::string_view attributes, std::uint16_t type)
    {
        rtattr one{};
        while (attributes.size() >= sizeof one) {
            std::memcpy(&one, attributes.data(), sizeof one);
            if (one.rta_len < sizeof one || one.rta_len > attributes.size())
                return {};
            if ((one.rta_type & NLA_TYPE_MASK) == type)
                return attributes.substr(sizeof one, one.rta_len - sizeof one);
            attributes.remove_prefix(std::min<std::size_t>(RTA_ALIGN(one.rta_len), attributes.size()));
        }
        return {};
    }

private:
    void append(const void* from, std::size_t size)
    {
        std::memcpy(m_bytes.data() + m_size, from, size);
        m_size = NLMSG_ALIGN(m_size + size);
    }

    nlmsghdr m_head{};
    std::size_t m_size = sizeof m_head, m_first = 0;
    std::array<char, 32768> m_bytes{};
};

template<typename Value> std::optional<Value> numberIn(std::string_view attribute)
{
    Value value{};
    if (attribute.size() != sizeof value)
        return std::nullopt;
    std::memcpy(&value, attribute.data(), sizeof value);
    return value;
}

bool isText(std::string_view attribute, std::string_view text)
{
    return attribute.substr(0, attribute.find('\0')) == text;
}

// In that namespace, by a child: a process of several threads cannot enter a user namespace. Nothing, with errno, where it
// cannot be entered.
template<typename Answer, typename Ask>
std::optional<Answer> askIn(const NetworkNamespace& netns, Ask question)
{
    const bool isHere = netns.file.isEmpty();
    const auto open = isHere ? std::nullopt : openNetns(netns);
    std::array<int, 2> ends{};
    if ((!isHere && !open) || ::pipe2(ends.data(), O_CLOEXEC) != 0)
        return std::nullopt;
    const UniqueFd reading(ends[0]);
    UniqueFd writing(ends[1]);
    const auto child = ::fork();
    if (child == 0) {
        if (!isHere && !enterNetns(*open))
            ::_exit(errno);
        const Answer answer = question();
        ::_exit(::write(writing.get(), &answer, sizeof answer) == sizeof answer ? 0 : EIO);
    }
    writing = UniqueFd();
    Answer answer{};
    const bool isWhole = child > 0 && ::read(reading.get(), &answer, sizeof answer) == sizeof answer;
    int status = 0;
    if (child > 0 && ::waitpid(child, &status, 0) == child && !isWhole)
        errno = WIFEXITED(status) && WEXITSTATUS(status) != 0 ? WEXITSTATUS(status) : EIO;
    return isWhole ? std::optional(answer) : std::nullopt;
}

struct NearEnd {
    bool isVeth = false, isHere = false; // isHere: both ends are
    std::uint32_t peer = 0;
    std::size_t candidate = 0; // of the files that were given; their number: none of them
    Name bridge{};
};

std::optional<int> numberOf(int netnsFile)
{
    RouteMessage message(RTM_GETNSID, rtgenmsg{});
    message.add(NETNSA_FD, &netnsFile, sizeof netnsFile);
    rtgenmsg answer{};
    return message.ask(answer) == 0 ? numberIn<int>(message.find(NETNSA_NSID)) : std::nullopt;
}

NearEnd lookAt(const std::string& device, const std::vector<UniqueFd>& files)
{
    NearEnd end;
    ifinfomsg header{};
    RouteMessage message(RTM_GETLINK, header);
    message.add(IFLA_IFNAME, device.c_str(), device.size() + 1);
    if (message.ask(header) != 0)
        return end;
    const auto kinds = message.find(IFLA_LINKINFO);
    const auto peer = numberIn<std::uint32_t>(message.find(IFLA_LINK));
    if (!peer || !isText(RouteMessage::inside(kinds, IFLA_INFO_KIND), "veth"))
        return end;
    end.isVeth = true;
    end.peer = *peer;
    if (isText(RouteMessage::inside(kinds, IFLA_INFO_SLAVE_KIND), "bridge"))
        ::if_indextoname(numberIn<std::uint32_t>(message.find(IFLA_MASTER)).value_or(0), end.bridge.data());
    const auto number = numberIn<int>(message.find(IFLA_LINK_NETNSID));
    end.isHere = !number;
    while (number && end.candidate < files.size() &&
           !(files[end.candidate] && numberOf(files[end.candidate].get()) == number))
        ++end.candidate;
    return end;
}

struct Way {
    int error = 0;
    bool isByIt = false;
    Name by{};
    std::array<std::uint8_t, 16> source{};
    bool hasSource = false;
};

Way wayFrom(std::uint32_t index, const IpAddress& source, const IpAddress& destination)
{
    Way way;
    const bool isV4 = destination.isV4();
    const std::size_t size = isV4 ? 4 : 16, from = 16 - size;
    rtmsg header{};
    header.rtm_family = isV4 ? AF_INET : AF_INET6;
    header.rtm_dst_len = header.rtm_src_len = static_cast<std::uint8_t>(8 * size);
    if (source.isNull())
        header.rtm_src_len = 0;
    RouteMessage route(RTM_GETROUTE, header);
    route.add(RTA_DST, destination.bytes.data() + from, size);
    if (!source.isNull())
        route.add(RTA_SRC, source.bytes.data() + from, size);
    way.error = route.ask(header);
    if (way.error != 0)
        return way;
    const auto out = numberIn<std::uint32_t>(route.find(RTA_OIF)).value_or(0);
    const auto preferred = route.find(RTA_PREFSRC);
    way.hasSource = preferred.size() == size;
    if (way.hasSource)
        std::memcpy(way.source.data() + from, preferred.data(), size);
    ::if_indextoname(out, way.by.data());
    ifinfomsg link{};
    link.ifi_index = static_cast<int>(index);
    RouteMessage device(RTM_GETLINK, link);
    const bool isTold = device.ask(link) == 0;
    const auto master = isTold ? numberIn<std::uint32_t>(device.find(IFLA_MASTER)) : std::nullopt;
    way.isByIt = isTold && (out == index || (master && out == *master));
    return way;
}

} // namespace

Result<std::optional<FarEnd>> farEndOf(const std::string& device, const NetworkNamespace& near)
{
    std::vector<QString> names;
    if (!near.file.isEmpty())
        names.push_back(QStringLiteral("/proc/self/ns/net"));
    for (const auto& known : knownNetns())
        names.push_back(known.given);
    std::vector<UniqueFd> files;
    files.reserve(names.size());
    for (const QString& name : names)
        files.emplace_back(
            ::open(QFile::encodeName(netnsOf(name).file).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    const auto end = askIn<NearEnd>(near, [&] { return lookAt(device, files); });
    if (!end)
        return failure(ErrorCode::PermissionDenied, say("netns-not-entered", near.name.toStdString()), errno);
    if (!end->isVeth)
        return std::nullopt;
    const auto found = [&](NetworkNamespace netns) {
        return std::optional(FarEnd{std::move(netns), end->peer, device, end->bridge.data()});
    };
    if (end->isHere)
        return found(near);
    if (end->candidate == names.size())
        return failure(ErrorCode::PermissionDenied, say("far-end-not-found", device), 0,
                       ::geteuid() == 0 ? say("far-end-needs-process") : say("far-end-takes-root"));
    return findNetns(names[end->candidate]).map(found);
}

Result<IpAddress> sourceAt(const FarEnd& end, const IpAddress& wanted, const IpAddress& destination)
{
    const auto way = askIn<Way>(end.netns, [&] { return wayFrom(end.index, wanted, destination); });
    if (!way)
        return failure(ErrorCode::PermissionDenied, say("netns-not-entered", end.netns.name.toStdString()),
                       errno);
    if (way->error != 0)
        return failure(ErrorCode::NotFound,
                       wanted.isNull() ? say("far-end-without-way", end.device, destination.toString())
                                       : say("far-end-without-source", end.device, destination.toString(),
                                             wanted.toString()),
                       way->error);
    if (!way->isByIt)
        return failure(ErrorCode::NotFound,
                       say("far-end-goes-elsewhere", end.device, destination.toString(), way->by.data()));
    if (!wanted.isNull() || !way->hasSource)
        return wanted;
    IpAddress source = destination.isV4() ? IpAddress::v4(0) : IpAddress();
    const std::size_t from = destination.isV4() ? 12 : 0;
    std::copy(way->source.begin() + static_cast<std::ptrdiff_t>(from), way->source.end(),
              source.bytes.begin() + static_cast<std::ptrdiff_t>(from));
    return source;
}

} // namespace hookwalk::session
