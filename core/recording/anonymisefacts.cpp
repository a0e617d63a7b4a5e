// SPDX-License-Identifier: GPL-3.0-or-later
// Of Anonymiser: what stands beside the packets, rules above all.
#include "recording/anonymise.h"
#include "wire/factline.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace hookwalk::recording
{

namespace
{

using Json = nlohmann::ordered_json;

bool isAnyOf(std::string_view word, std::initializer_list<std::string_view> all)
{
    return std::ranges::find(all, word) != all.end();
}

} // namespace

// nft's and iptables' words stay; behind those that name something the name does not.
std::string Anonymiser::ruleText(std::string_view text)
{
    std::string all, before;
    bool inList = false; // behind "iifname": { "eth0", "eth1" }
    while (!text.empty()) {
        if (text[0] == ' ' || text[0] == ',') {
            all += text[0];
            text.remove_prefix(1);
            continue;
        }
        const bool isQuoted = text[0] == '"';
        const auto end = isQuoted ? text.find('"', 1) : text.find_first_of(" ,");
        auto word = text.substr(isQuoted ? 1 : 0, end == text.npos ? end : end - (isQuoted ? 1 : 0));
        text.remove_prefix(end == text.npos ? text.size() : end + (isQuoted ? 1 : 0));
        std::string other;
        const auto wildcard = word.find_last_not_of("*+") + 1;
        if (isAnyOf(word, {"!", "!=", "==", "{", "}"})) {
            inList = word == "{" || (inList && word != "}");
            all += word;
            continue;
        }
        if (isAnyOf(before, {"iifname", "oifname", "iif", "oif", "ibrname", "obrname", "sdifname", "-i", "-o",
                             "--in-interface", "--out-interface", "--physdev-in", "--physdev-out", "device"}))
            other =
                m_other.device(std::string(word.substr(0, wildcard))) + std::string(word.substr(wildcard));
        else if (isQuoted || word.starts_with('@') ||
                 isAnyOf(before, {"jump",        "goto",        "-j",        "-g",           "-A",
                                  "-N",          "-t",          "--comment", "--log-prefix", "--nflog-prefix",
                                  "--match-set", "--name",      "--string",  "--hex-string", "--helper",
                                  "--uid-owner", "--gid-owner", "--path",    "skuid",        "skgid",
                                  "helper",      "cgroupv2"}))
            other = word.starts_with("--") ? std::string(word) : freeText(word);
        else
            other = addresses(word);
        all += isQuoted ? '"' + other + '"' : other;
        if (!inList)
            before = isQuoted ? std::string() : std::string(word);
    }
    return all;
}

void Anonymiser::change(Json& json, std::string_view kind, const std::string& key)
{
    if (json.is_array()) {
        for (auto& one : json)
            change(one, kind, key);
    } else if (json.is_object()) {
        Json changed = Json::object();
        for (auto& item : json.items()) {
            const std::string& name = item.key();
            change(item.value(), kind, name);
            auto other = name;
            for (const std::string_view before : {"Device.", "net.ipv4.conf.", "net.ipv6.conf."}) {
                const auto last = name.rfind('.'); // "Device.tun0.tx_dropped"
                if (!name.starts_with(before) || last <= before.size())
                    continue;
                const auto device = name.substr(before.size(), last - before.size());
                if (!isAnyOf(device, {"all", "default"}))
                    other = std::string(before) + m_other.device(device) + name.substr(last);
            }
            changed[other] = std::move(item.value());
        }
        json = std::move(changed);
    } else if (json.is_string()) {
        const auto text = json.get<std::string>();
        static const std::set<std::string, std::less<>> codes{
            "packet",   "type",      "family", "verdict", "state",  "status", "event",  "direction",
            "tcpState", "sightings", "error",  "hook",    "policy", "action", "reason", "location",
            "code",     "program",   "kernel", "made",    "time",   "place",  "kind",   "encapsulation"};
        const bool isDevice = isAnyOf(key, {"in", "out", "device"}) || (kind == "links" && key == "name");
        if (kind == "settings" || (codes.contains(key) && !(kind == "ruleset" && key == "name")))
            return;
        json = isDevice                             ? m_other.device(text)
               : isAnyOf(key, {"text", "iptables"}) ? ruleText(text)
               : key == "filter" ? (freeText(text) == text ? text : std::string()) // it may name anything
               : isAnyOf(key, {"table", "chain", "target", "name", "legacy"}) ? m_other.words(text)
               : key == "note" ? addresses(text) // a person's words for who gets the file
                               : freeText(text); // addresses, what a newer format may have
    }
}

std::string Anonymiser::fact(std::string_view line)
{
    std::string changed;
    const auto fact = wire::readFactLine(line);
    auto json = fact ? Json::parse(fact->content, nullptr, false) : Json();
    if (!json.is_structured())
        return changed;
    change(json, fact->kind, {});
    if (fact->kind == "recording")
        json["anonymised"] = true;
    wire::appendFactLine(fact->timeUs, fact->kind, json, changed);
    changed.pop_back(); // the line end
    return changed;
}

} // namespace hookwalk::recording
