// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/rulesetreader.h"

#include "kernel/answers/iptableswords.h"
#include "kernel/base/clock.h"
#include "kernel/base/procfile.h"
#include "kernel/netlink/netlink.h"
#include "kernel/netlink/nft.h"
#include "kernel/netlink/ourtables.h"
#include "protocol/codec.h"
#include "wire/factline.h"

#include <algorithm>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <netinet/in.h>
#include <netlink/attr.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

using Json = nlohmann::ordered_json;

// Most bytes of rules in one line. Escaping may make them six times as long, and one more rule may follow.
constexpr std::size_t bytesInPart = 256 * 1024;
constexpr std::size_t longestText = 64 * 1024; // of a rule; a longer one is cut off and marked
static_assert(6 * (bytesInPart + 2 * longestText) < protocol::maxReplyBytes);

// NFT_MSG_GETGEN
Result<std::uint32_t> generation(nl_sock* socket)
{
    const NlMessage request(nlmsg_alloc_simple(NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETGEN, NLM_F_REQUEST));
    nfgenmsg header{AF_UNSPEC, NFNETLINK_V0, 0};
    nlmsg_append(request.get(), &header, sizeof header, NLMSG_ALIGNTO);
    std::uint32_t number = 0;
    const auto asked = ask(socket, request.get(), [&](nlmsghdr* message) {
        if (const nlattr* id = nlmsg_find_attr(message, sizeof header, NFTA_GEN_ID))
            number = ntohl(nla_get_u32(id));
    });
    return asked.map([&](int) { return number; });
}

// Puts the words of iptables beside the rules that it made.
void addWords(const IptablesWords& words, const std::string& family, std::vector<ListedChain>& chains)
{
    for (ListedChain& chain : chains) {
        const auto found = chain.family == family ? words.find({chain.table, chain.name}) : words.end();
        if (found == words.end() || found->second.size() != chain.rules.size())
            continue; // not iptables', or changed meanwhile
        for (std::size_t i = 0; i < chain.rules.size(); ++i)
            chain.rules[i].iptables = found->second[i];
    }
}

Result<std::vector<ListedChain>> readOnce()
{
    beginIptablesWords(); // beside the listing: both take seconds for many rules
    // As text: libnftables 1.0.6 reads freed memory when it prints a table's flags as JSON.
    const auto listing = Nft::open().and_then([](Nft nft) { return nft.list("list ruleset"); });
    const auto words = iptablesWords();
    return listing.map([&](const std::string& text) {
        auto chains = readRuleListing(text);
        std::erase_if(chains, [](const ListedChain& chain) { return isTraceTable(chain.table); });
        addWords(words[0], "ip", chains);
        addWords(words[1], "ip6", chains);
        return chains;
    });
}

std::vector<std::string> legacyTables()
{
    std::vector<std::string> names;
    for (const char* path : {"/proc/self/net/ip_tables_names", "/proc/self/net/ip6_tables_names"}) {
        const std::string content = readProcFile(path);
        for (std::size_t start = 0; start < content.size();) {
            const auto end = std::min(content.find('\n', start), content.size());
            const auto name = content.substr(start, end - start);
            if (std::ranges::find(names, name) == names.end())
                names.push_back(name);
            start = end + 1;
        }
    }
    return names;
}

Json toJson(const ListedChain& chain)
{
    Json object{{"family", chain.family}, {"table", chain.table}, {"name", chain.name}};
    object["handle"] = chain.handle;
    if (!chain.hook.empty()) {
        object["type"] = chain.type;
        object["hook"] = chain.hook;
        object["priority"] = chain.priority;
        object["policy"] = chain.policy.empty() ? "accept" : chain.policy;
        if (!chain.devices.empty())
            object["devices"] = chain.devices;
        if (chain.isDormant)
            object["dormant"] = true;
    }
    if (chain.packets)
        object["packets"] = *chain.packets;
    object["rules"] = Json::array();
    return object;
}

std::string shortened(const std::string& text)
{
    return text.size() <= longestText ? text : text.substr(0, longestText) + "…";
}

Json toJson(const ListedRule& rule)
{
    Json object{{"handle", rule.handle}, {"text", shortened(rule.text)}};
    if (!rule.iptables.empty())
        object["iptables"] = shortened(rule.iptables);
    if (rule.packets) {
        object["packets"] = *rule.packets;
        object["bytes"] = *rule.bytes;
    }
    return object;
}

} // namespace

Result<RulesInForce> readRuleset()
{
    constexpr int tries = 3;
    auto socket = connectNetlink(NETLINK_NETFILTER);
    if (!socket)
        return tl::unexpected(socket.error());
    auto before = generation(socket->get());
    for (int attempt = 1; before; ++attempt) {
        auto chains = readOnce();
        const auto after = generation(socket->get());
        if (after && *after != *before && attempt < tries) {
            before = after;
            continue;
        }
        return chains.map([&](std::vector<ListedChain>& list) {
            return RulesInForce{*before, std::move(list), legacyTables(), legacyChains()};
        });
    }
    return tl::unexpected(before.error());
}

std::vector<std::string> rulesetLines(const Result<RulesInForce>& rules)
{
    std::vector<std::string> lines;
    Json chains = Json::array();
    const auto tell = [&](const Json& line) {
        wire::appendFactLine(clockUs(), "ruleset", line, lines.emplace_back());
    };
    if (!rules) {
        Json problem = Json::array();
        for (const Said& said : sentencesOf(rules.error()))
            problem.push_back({{"code", said.code}, {"values", said.values}, {"errno", said.systemError}});
        tell({{"problem", std::move(problem)}});
        return lines;
    }
    constexpr std::size_t bytesOfChain = 200, bytesOfRule = 60; // besides its text
    std::size_t bytes = 0;
    const auto tellPart = [&](bool isLast) {
        Json line{{"generation", rules->generation}};
        if (!lines.empty() || !isLast)
            line["part"] = lines.size();
        if (!isLast)
            line["more"] = true;
        line["chains"] = std::exchange(chains, Json::array());
        if (isLast)
            line["legacy"] = rules->legacyTables;
        bytes = 0;
        tell(line);
    };
    const auto tellChain = [&](const ListedChain& chain, bool isLegacy) {
        const auto add = [&] {
            chains.push_back(toJson(chain));
            if (isLegacy)
                chains.back()["legacy"] = true;
        };
        add();
        bytes += bytesOfChain;
        for (const ListedRule& rule : chain.rules) {
            chains.back()["rules"].push_back(toJson(rule));
            bytes += bytesOfRule + std::min(rule.text.size(), longestText) +
                     std::min(rule.iptables.size(), longestText);
            if (bytes >= bytesInPart) {
                tellPart(false);
                add();
            }
        }
        if (bytes >= bytesInPart)
            tellPart(false);
    };
    for (const ListedChain& chain : rules->chains)
        tellChain(chain, false);
    for (const ListedChain& chain : rules->legacyChains)
        tellChain(chain, true);
    tellPart(true);
    return lines;
}

} // namespace hookwalk::kernel
