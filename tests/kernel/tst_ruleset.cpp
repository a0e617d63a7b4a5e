// SPDX-License-Identifier: GPL-3.0-or-later
// The rules in force as the helper tells them, in real labs, and the texts that they are read from.
#include "kernel/answers/iptableswords.h"
#include "kernel/answers/rulesetreader.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "support/verblab.h"
#include "traversal/knowledge.h"

#include <filesystem>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

using Json = nlohmann::json;

constexpr auto nftRules = R"(nft -f - <<'END'
table inet mine {
    set good { type ipv4_addr; flags interval; counter; elements = { 10.0.0.0/8, 1.2.3.4 } }
    chain sub { comment "a chain"; counter packets 5 bytes 420 accept comment "counter packets 1 bytes 2 # handle 3"; }
    chain nested { ip saddr 1.1.1.1 jump { counter; tcp dport 80 accept; }
    }
    chain input {
        type filter hook input priority filter + 3; policy drop;
        ip saddr @good log prefix "a; b { " jump sub
        tcp dport { 22, 80, 443, 8000-8010 } accept
    }
}
table netdev card { chain in { type filter hook ingress device "eth0" priority 0; policy accept; counter; }
}
table bridge switch { chain f { type filter hook forward priority 0; }
}
END)";

constexpr auto iptablesRules = R"(
    iptables-nft -N MINE
    iptables-nft -A MINE -p icmp -m icmp --icmp-type 8 -m comment --comment "ping # handle 9" -j RETURN
    iptables-nft -A MINE -m conntrack --ctstate INVALID -j DROP
    iptables-nft -A FORWARD -p icmp -j MINE
    iptables-nft -A FORWARD -s 10.1.0.0/16 -p tcp -m multiport --dports 80,443 -j LOG --log-prefix "x y "
    ip6tables-nft -A INPUT -s 2001:db8::1 -j ACCEPT
)";

Json chainIn(const Json& ruleset, const std::string& family, const std::string& table,
             const std::string& name)
{
    for (const auto& chain : ruleset["chains"]) {
        if (chain["family"] == family && chain["table"] == table && chain["name"] == name)
            return chain;
    }
    return Json();
}

std::string said(const Json& value)
{
    return value.dump();
}

} // namespace

class TestRuleset : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theLabsOwnRulesAreTold_data() { users(); }
    void theLabsOwnRulesAreTold()
    {
        QFETCH(User, user);
        VerbLab lab(user);
        QCOMPARE(lab.problem, std::string());
        QVERIFY(lab.ping(1, 0));
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        const auto ruleset = lab.first("ruleset");
        QCOMPARE(ruleset["chains"].size(), std::size_t{4});
        const auto chain = chainIn(ruleset, "ip", "nat", "POSTROUTING");
        QCOMPARE(said(chain["type"]), std::string(R"("nat")"));
        QCOMPARE(said(chain["hook"]), std::string(R"("postrouting")"));
        QCOMPARE(chain["priority"].get<int>(), 100);
        QCOMPARE(said(chain["policy"]), std::string(R"("accept")"));
        QCOMPARE(chain["rules"].size(), std::size_t{1});
        const auto& rule = chain["rules"][0];
        QCOMPARE(rule["text"].get<std::string>(),
                 std::string(R"(ip saddr 192.168.69.0/24 oifname "eth0" counter masquerade)"));
        QCOMPARE(rule["packets"].get<int>(), 1);
        QCOMPARE(rule["bytes"].get<int>(), 41); // IP header, ICMP header, the seed's payload
        QVERIFY(rule["handle"].get<int>() > 0);
        QVERIFY(!rule.contains("iptables")); // nft made it
        QVERIFY(ruleset["legacy"].empty());
    }

    void rulesOfNftAreToldAsItPrintsThem()
    {
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.run(QString::fromLatin1(nftRules)), std::string());
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        const auto ruleset = lab.first("ruleset");
        const auto sub = chainIn(ruleset, "inet", "mine", "sub");
        QVERIFY2(!sub.contains("hook"), said(sub).c_str());
        QCOMPARE(sub["rules"].size(), std::size_t{1});
        QCOMPARE(sub["rules"][0]["text"].get<std::string>(),
                 std::string("counter accept comment \"counter packets 1 bytes 2 # handle 3\""));
        QCOMPARE(sub["rules"][0]["packets"].get<int>(), 5);
        QCOMPARE(sub["rules"][0]["bytes"].get<int>(), 420);
        const auto nested = chainIn(ruleset, "inet", "mine", "nested");
        QCOMPARE(nested["rules"][0]["text"].get<std::string>(),
                 std::string("ip saddr 1.1.1.1 jump { counter tcp dport 80 accept }"));
        QVERIFY(!nested["rules"][0].contains("packets")); // that counter is another chain's
        const auto input = chainIn(ruleset, "inet", "mine", "input");
        QCOMPARE(input["priority"].get<int>(), 3);
        QCOMPARE(said(input["policy"]), std::string(R"("drop")"));
        QCOMPARE(input["rules"][0]["text"].get<std::string>(),
                 std::string("ip saddr @good log prefix \"a; b { \" jump sub"));
        QCOMPARE(input["rules"][1]["text"].get<std::string>(),
                 std::string("tcp dport { 22, 80, 443, 8000-8010 } accept"));
        QCOMPARE(said(chainIn(ruleset, "netdev", "card", "in")["hook"]), std::string(R"("ingress")"));
        QVERIFY(!chainIn(ruleset, "bridge", "switch", "f").is_null());
    }

    void rulesOfIptablesHaveItsWords_data() { users(); }
    void rulesOfIptablesHaveItsWords()
    {
        QFETCH(User, user);
        VerbLab lab(user);
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.run(QString::fromLatin1(iptablesRules)), std::string());
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        const auto ruleset = lab.first("ruleset");
        const auto mine = chainIn(ruleset, "ip", "filter", "MINE");
        QCOMPARE(mine["rules"].size(), std::size_t{2});
        QCOMPARE(
            mine["rules"][0]["iptables"].get<std::string>(),
            std::string("-A MINE -p icmp -m icmp --icmp-type 8 -m comment --comment \"ping # handle 9\" -j "
                        "RETURN"));
        QCOMPARE(mine["rules"][1]["text"].get<std::string>(), std::string("ct state invalid counter drop"));
        QCOMPARE(mine["rules"][1]["iptables"].get<std::string>(),
                 std::string("-A MINE -m conntrack --ctstate INVALID -j DROP"));
        const auto forward = chainIn(ruleset, "ip", "filter", "FORWARD");
        QCOMPARE(forward["rules"][0]["iptables"].get<std::string>(),
                 std::string("-A FORWARD -p icmp -j MINE"));
        QCOMPARE(forward["rules"][0]["packets"].get<int>(), 0);
        QCOMPARE(forward["rules"][1]["iptables"].get<std::string>(),
                 std::string("-A FORWARD -s 10.1.0.0/16 -p tcp -m multiport --dports 80,443 -j LOG "
                             "--log-prefix \"x y \""));
        QCOMPARE(chainIn(ruleset, "ip6", "filter", "INPUT")["rules"][0]["iptables"].get<std::string>(),
                 std::string("-A INPUT -s 2001:db8::1/128 -j ACCEPT"));
    }

    void askingChangesNothingAndOurOwnTableIsLeftOut_data() { users(); }
    void askingChangesNothingAndOurOwnTableIsLeftOut()
    {
        QFETCH(User, user);
        VerbLab lab(user);
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.run(QString::fromLatin1(iptablesRules)), std::string());
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        const auto before = lab.first("ruleset");
        const auto generation = before["generation"].get<unsigned>();
        QVERIFY(generation > 0);
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        QVERIFY2(lab.first("ruleset") == before, said(lab.first("ruleset")).c_str());

        const SetTrace trace{{lab.helper.lab().farAddress}, 1, LogSource::Nflog}; // a table with an owner
        QCOMPARE(lab.ask(trace), std::string());
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        QVERIFY(lab.first("ruleset")["chains"] == before["chains"]);
        QVERIFY(lab.first("ruleset")["generation"].get<unsigned>() > generation);
    }

    void legacyTablesAreNamed_data() { users(); }
    void legacyTablesAreNamed()
    {
        QFETCH(User, user);
        if (!std::filesystem::exists("/usr/sbin/iptables-legacy"))
            QSKIP("iptables-legacy is not installed.");
        VerbLab lab(user);
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.run(QStringLiteral("iptables-legacy -t filter -L; ip6tables-legacy -t mangle -L")),
                 std::string());
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        QCOMPARE(said(lab.first("ruleset")["legacy"]), std::string(R"(["filter","mangle"])"));
    }

    void aListingIsReadAsItIsPrinted()
    {
        const auto chains = kernel::readRuleListing(
            "# Warning: table ip t is managed by iptables-nft\n"
            "table ip t { # handle 1\n"
            "\tset s { # handle 2\n"
            "\t\ttype ipv4_addr\n"
            "\t\telements = { 1.2.3.4 counter packets 1 bytes 2 }\n"
            "\t}\n"
            "\n"
            "\tchain c { # handle 3\n"
            "\t\tip saddr { 10.0.0.1,\n"
            "\t\t\t     10.0.0.2 }  counter packets 7 bytes 8 drop # handle 4\n"
            "\t}\n"
            "\tchain empty { # handle 5\n"
            "\t}\n"
            "}\n"
            "table netdev owned { # handle 2 progname someone\n"
            "\tflags owner\n"
            "\n"
            "\tchain base { # handle 6\n"
            "\t\ttype filter hook ingress device \"eth0\" priority -150; policy drop;\n"
            "\t}\n"
            "}");
        QCOMPARE(chains.size(), std::size_t{3});
        const auto& chain = chains.at(0);
        QCOMPARE(chain.family + ' ' + chain.table + ' ' + chain.name, std::string("ip t c"));
        QCOMPARE(chain.handle, std::uint64_t{3});
        QCOMPARE(chain.hook, std::string());
        QCOMPARE(chain.rules.size(), std::size_t{1});
        const auto& rule = chain.rules.front();
        QCOMPARE(rule.text, std::string("ip saddr { 10.0.0.1, 10.0.0.2 } counter drop"));
        QCOMPARE(rule.handle, std::uint64_t{4});
        QVERIFY(rule.packets == 7U && rule.bytes == 8U);
        QVERIFY(chains.at(1).rules.empty());
        QCOMPARE(chains.at(2).table, std::string("owned"));
        QCOMPARE(chains.at(2).hook, std::string("ingress"));
        QCOMPARE(chains.at(2).type, std::string("filter"));
        QCOMPARE(chains.at(2).priority, -150);
        QCOMPARE(chains.at(2).policy, std::string("drop"));
        QVERIFY(kernel::readRuleListing("").empty());
    }

    // A reply has at most 4 MiB.
    void manyRulesAreToldInPartsAndWhole()
    {
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        constexpr int count = 12'500;
        std::string rules = "table ip many {\n chain front { }\n chain crowd {\n";
        for (int i = 0; i < count; ++i)
            rules += "ip daddr 10.0." + std::to_string(i / 256) + '.' + std::to_string(i % 256) +
                     " counter log prefix \"" + std::string(126, 'x') + "\" comment \"" +
                     std::string(118, '#') + std::to_string(i) + "\"\n";
        QCOMPARE(lab.nft(rules + "}\n chain rear { }\n}\n"), std::string());
        QCOMPARE(lab.ask(ShowRules{}), std::string());
        QVERIFY(lab.facts["ruleset"].size() > 4);
        RulesetReader reader;
        std::optional<Ruleset> whole;
        for (const auto& part : lab.facts["ruleset"]) {
            QVERIFY(!whole); // only the last completes it
            whole = reader.add(part.dump());
        }
        QVERIFY(whole);
        const auto* chain = whole->find("ip", "many", "crowd");
        QVERIFY(chain && whole->find("ip", "many", "front") && whole->find("ip", "many", "rear"));
        QCOMPARE(std::ranges::count(whole->chains, "crowd", &RuleChain::name), 1);
        QCOMPARE(chain->rules.size(), std::size_t{count});
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY(chain->rules[i].text.ends_with('#' + std::to_string(i) + '"'));

        // Of rules of which a part is missing nothing is said.
        lab.facts["ruleset"].erase(lab.facts["ruleset"].begin() + 2);
        for (const auto& part : lab.facts["ruleset"])
            QVERIFY(!reader.add(part.dump()));
    }

    void rulesThatCannotBeReadAreSaidToBe()
    {
        const auto lines =
            kernel::rulesetLines(failure(ErrorCode::KernelRefused, say("nftables-refuses", "Error"), EPERM));
        QCOMPARE(lines.size(), std::size_t{1});
        Knowledge knowledge;
        knowledge.read(*wire::readFactLine(lines.front()), 1);
        QVERIFY(!knowledge.ruleset());
        QCOMPARE(knowledge.rulesProblem(), (Sentences{{"nftables-refuses", {"Error"}, EPERM}}));
    }

    void aRuleOfAnyLengthFitsInALine()
    {
        kernel::RulesInForce rules;
        auto& chain = rules.chains.emplace_back();
        for (int i = 0; i < 100; ++i)
            chain.rules.emplace_back().text = std::string(1024 * 1024, '\x01'); // six bytes each in JSON
        std::size_t told = 0;
        for (const auto& line : kernel::rulesetLines(rules)) {
            QVERIFY(line.size() < maxReplyBytes);
            const auto json = Json::parse(wire::readFactLine(line)->content);
            for (const auto& part : json["chains"])
                told += part["rules"].size();
        }
        QCOMPARE(told, std::size_t{100});
    }

    void aTableThatWasCutShortHasNoWords()
    {
        const std::string saved =
            "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\nCOMMIT\n*nat\n-A OUTPUT -j ACC";
        const auto words = kernel::readIptablesSave(saved);
        QCOMPARE(words.size(), std::size_t{1});
        QVERIFY(words.at({"filter", "INPUT"}) == std::vector<std::string>{"-A INPUT -j DROP"});
    }
};

HOOKWALK_TEST(TestRuleset)
#include "tst_ruleset.moc"
