#include "kernel/ruleset.h"

#include "kernel/iptableswords.h"
#include "kernel/netlink.h"
#include "kernel/nft.h"
#include "kernel/procfile.h"
#include "kernel/rulelisting.h"
#include "kernel/tracepoints.h"

#include <algorithm>
#include <cctype>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <netinet/in.h>
#include <netlink/attr.h>
#include <nlohmann/json.hpp>

namespace hookwalk::kernel
{

namespace
{

using Json = nlohmann::ordered_json;
using TableName = std::pair<std::string, std::string>; // family, name
using Listings = std::map<TableName, std::map<std::string, std::vector<ListedRule>>>;

// Counts every change of the rules (NFT_MSG_GETGEN).
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

// Whether nft's language can say it: other programs may use any name, and these tables are left out.
bool isSayable(const std::string& name)
{
    return !name.empty() && !std::isdigit(static_cast<unsigned char>(name.front())) &&
           std::ranges::all_of(name, [](unsigned char c) {
               return std::isalnum(c) ||
                      std::string_view("/-_.").find(static_cast<char>(c)) != std::string_view::npos;
           });
}

std::string text(const nlohmann::json& chain, const char* key)
{
    return chain.value(key, std::string());
}

TableName tableOf(const nlohmann::json& chain)
{
    return {text(chain, "family"), text(chain, "table")};
}

// A table whose name is a word of nft's language cannot be listed: its chains are told without rules.
Listings listTables(Nft& nft, const std::vector<nlohmann::json>& chains)
{
    Listings listings;
    for (const auto& chain : chains) {
        const auto table = tableOf(chain);
        if (listings.contains(table))
            continue;
        // As text: libnftables 1.0.6 reads freed memory when it prints a table's flags as JSON.
        const auto listed = nft.list("list table " + table.first + ' ' + table.second);
        listings[table] = readRuleListing(listed.value_or(std::string()));
    }
    return listings;
}

std::vector<nlohmann::json> chainsIn(const nlohmann::json& items)
{
    std::vector<nlohmann::json> chains;
    for (const auto& item : items) {
        const auto chain = item.find("chain");
        if (chain != item.end() && !isTraceTable(text(*chain, "table")) && isSayable(text(*chain, "table")))
            chains.push_back(*chain);
    }
    return chains;
}

Json toJson(const std::vector<ListedRule>& rules, const std::vector<std::string>& words)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        Json rule{{"handle", rules[i].handle}, {"text", rules[i].text}};
        if (words.size() == rules.size()) // else it is not the same chain any more
            rule["iptables"] = words[i];
        if (rules[i].packets) {
            rule["packets"] = *rules[i].packets;
            rule["bytes"] = *rules[i].bytes;
        }
        list.push_back(std::move(rule));
    }
    return list;
}

Json toJson(const nlohmann::json& chain)
{
    Json object{{"family", chain["family"]}, {"table", chain["table"]}, {"name", chain["name"]}};
    object["handle"] = chain.value("handle", 0);
    if (chain.contains("hook")) {
        object["type"] = text(chain, "type");
        object["hook"] = chain["hook"];
        object["priority"] = chain.value("prio", 0);
        object["policy"] = chain.value("policy", "accept");
    }
    return object;
}

// Tables of iptables-legacy that are loaded in this namespace.
Json legacyTables()
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

Result<Json> readOnce()
{
    return Nft::open().and_then([](Nft nft) -> Result<Json> {
        const auto items = nft.query("list chains");
        if (!items)
            return tl::unexpected(items.error());
        const auto chains = chainsIn(*items);
        const auto listings = listTables(nft, chains);
        std::map<std::string, IptablesWords> words;
        Json list = Json::array();
        for (const auto& chain : chains) {
            const auto table = tableOf(chain);
            const auto& family = table.first;
            if ((family == "ip" || family == "ip6") && !words.contains(family))
                words[family] = iptablesWords(family);
            const auto& rules = listings.at(table);
            const auto found = rules.find(text(chain, "name"));
            Json object = toJson(chain);
            object["rules"] = toJson(found == rules.end() ? std::vector<ListedRule>() : found->second,
                                     words[family][{table.second, text(chain, "name")}]);
            list.push_back(std::move(object));
        }
        return list;
    });
}

} // namespace

Result<Json> readRuleset()
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
        return chains.map([&](Json& list) {
            return Json{{"generation", *before}, {"chains", std::move(list)}, {"legacy", legacyTables()}};
        });
    }
    return tl::unexpected(before.error());
}

} // namespace hookwalk::kernel
