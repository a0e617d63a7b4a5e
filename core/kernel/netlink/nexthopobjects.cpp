// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/nexthopobjects.h"

#include "kernel/base/failure.h"

#include <cerrno>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>

namespace hookwalk::kernel
{

Result<std::map<std::uint32_t, std::vector<Hop>>> nextHopObjects(nl_sock* socket)
{
    std::map<std::uint32_t, std::vector<Hop>> objects;
    std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
    const auto read = [&](nlmsghdr* message) {
        const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof(nhmsg), attribute); };
        const auto id = valueIn(find(NHA_ID));
        const nlattr* const group = find(NHA_GROUP);
        if (message->nlmsg_type != RTM_NEWNEXTHOP || id == 0)
            return;
        if (!group)
            objects[id] = {{valueIn(find(NHA_OIF)), addressIn(find(NHA_GATEWAY))}};
        for (int at = 0; group && at + int{sizeof(nexthop_grp)} <= nla_len(group);
             at += sizeof(nexthop_grp)) {
            nexthop_grp member{};
            std::memcpy(&member, static_cast<const char*>(nla_data(group)) + at, sizeof member);
            groups[id].push_back(member.id);
        }
    };
    return askForAll(socket, RTM_GETNEXTHOP, nhmsg{}, read)
        .and_then([&](int error) -> Result<std::map<std::uint32_t, std::vector<Hop>>> {
            if (error != 0 && error != EOPNOTSUPP)
                return systemFailure(say("network-not-listed"), error);
            for (const auto& [id, members] : groups) {
                auto& hops = objects[id];
                for (const auto member : members) {
                    if (const auto found = objects.find(member); found != objects.end())
                        std::ranges::copy(found->second, std::back_inserter(hops));
                }
            }
            return std::move(objects);
        });
}

} // namespace hookwalk::kernel
