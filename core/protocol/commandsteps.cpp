#include "protocol/commandsteps.h"

#include "model/network.h"

#include <algorithm>
#include <cctype>

namespace hookwalk::protocol
{

namespace
{

std::string line(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + shellWord(word);
    return text;
}

// What identifiers of nft and names of files below /run may have.
std::string identifier(std::string name)
{
    std::replace_if(
        name.begin(), name.end(), [](unsigned char letter) { return !std::isalnum(letter); }, '_');
    return name;
}

class Writer
{
public:
    Writer(NatTool tool, std::string table)
        : m_tool(tool)
        , m_table(std::move(table))
    {
    }
    std::vector<Step> take() { return std::move(m_steps); }

    void operator()(const CreateTun& m)
    {
        std::vector<std::string> words{"ip", "tuntap", "add", "dev", m.name, "mode", m.tap ? "tap" : "tun"};
        std::string owner;
        if (m.owner != nobody) {
            words.insert(words.end(), {"user", std::to_string(m.owner)});
            owner = " that user " + words.back() + " may open";
        }
        if (m.group != nobody)
            words.insert(words.end(), {"group", std::to_string(m.group)});
        // ip knows persistent ones only.
        add("The device" + owner + (m.persistent ? "" : "; this one stays until it is deleted"), line(words),
            line({"ip", "tuntap", "del", "dev", m.name, "mode", m.tap ? "tap" : "tun"}));
    }
    void operator()(const DeleteTun& m)
    {
        add("The device goes", line({"ip", "link", "delete", "dev", m.name}),
            "# make " + shellWord(m.name) + " again");
    }
    void operator()(const SetDeviceUp& m)
    {
        const std::string verb = m.up ? "up" : "down";
        m_steps.push_back({"Switched " + std::string(m.up ? "on" : "off"),
                           line({"ip", "link", "set", "dev", m.name, verb}),
                           line({"ip", "link", "set", "dev", m.name}),
                           line({"switch_of", m.name}),
                           {},
                           m.up ? "down" : "up"});
    }
    void operator()(const SetDeviceMtu& m)
    {
        m_steps.push_back({"The largest packet, in bytes",
                           line({"ip", "link", "set", "dev", m.name, "mtu", std::to_string(m.mtu)}),
                           line({"ip", "link", "set", "dev", m.name, "mtu"}),
                           line({"mtu_of", m.name}),
                           {},
                           "1500"});
    }
    void operator()(const AddDeviceAddress& m)
    {
        add("Its address", addressLine("add", m), addressLine("del", m));
    }
    void operator()(const RemoveDeviceAddress& m)
    {
        add("The address goes", addressLine("del", m), addressLine("add", m));
    }
    void operator()(const SetGateway& m)
    {
        if (m.set & SetGateway::Forwarding) {
            set("Packets are sent on", "net.ipv4.ip_forward", m.forwarding ? "1" : "0");
            if (!m.subnet.isNull() && !m.subnet.isV4())
                set("Packets are sent on, IPv6", "net.ipv6.conf.all.forwarding", m.forwarding ? "1" : "0");
        }
        // sysctl(8): a dot of a device's name is written as a slash
        std::string device = m.device;
        std::replace(device.begin(), device.end(), '.', '/');
        const std::string folder = "net.ipv4.conf." + device;
        if (m.set & SetGateway::RpFilter)
            set("Whether sources must be where they come from", folder + ".rp_filter",
                std::to_string(m.rpFilter));
        if (m.set & SetGateway::LogMartians)
            set("Whether impossible sources are logged", folder + ".log_martians", m.logMartians ? "1" : "0");
        if (m.set & SetGateway::Nat && m.nat != SourceNat::Off)
            m_tool == NatTool::Nft ? translateByNft(m) : translateByIptables(m);
    }
    void operator()(const RestoreLeftovers&)
    {
        add("What helpers left behind is put back", "hookwalk-cli doctor --restore", {});
    }
    template<typename Other> void operator()(const Other&) {} // changes nothing here

private:
    void add(std::string what, std::string command, std::string undo)
    {
        m_steps.push_back({std::move(what), std::move(command), std::move(undo), {}, {}, {}});
    }
    void set(std::string what, const std::string& name, const std::string& value)
    {
        m_steps.push_back({std::move(what),
                           line({"sysctl", "-w", name + '=' + value}),
                           "sysctl -w " + shellWord(name + '='),
                           line({"sysctl", "-n", name}),
                           name,
                           {}});
    }
    template<typename Change> static std::string addressLine(const char* verb, const Change& m)
    {
        return line({"ip", "address", verb, Network{m.address, m.prefix}.toString(), "dev", m.name});
    }

    // In a table of its own, which is refused where there is one of that name.
    void translateByNft(const SetGateway& m)
    {
        const std::string family = m.subnet.isV4() ? "ip" : "ip6";
        add("Source NAT, in a table of its own", line({"nft", "create", "table", family, m_table}),
            line({"nft", "delete", "table", family, m_table}));
        add({},
            line({"nft", "add", "chain", family, m_table, "postrouting",
                  "{ type nat hook postrouting priority srcnat + 10; }"}),
            {});
        std::vector<std::string> rule{"nft",  "add",   "rule",
                                      family, m_table, "postrouting",
                                      family, "saddr", Network{m.subnet, m.prefix}.subnet().toString()};
        if (!m.out.empty())
            rule.insert(rule.end(), {"oifname", '"' + m.out + '"'});
        if (m.nat == SourceNat::Snat)
            rule.insert(rule.end(), {"snat", "to", m.snat.toString()});
        else
            rule.emplace_back("masquerade");
        add({}, line(rule), {});
    }
    void translateByIptables(const SetGateway& m)
    {
        const auto rule = [&](const char* verb) {
            std::vector<std::string> words{
                m.subnet.isV4() ? "iptables" : "ip6tables",     "-t", "nat", verb, "POSTROUTING", "-s",
                Network{m.subnet, m.prefix}.subnet().toString()};
            if (!m.out.empty())
                words.insert(words.end(), {"-o", m.out});
            if (m.nat == SourceNat::Snat)
                words.insert(words.end(), {"-j", "SNAT", "--to-source", m.snat.toString()});
            else
                words.insert(words.end(), {"-j", "MASQUERADE"});
            return line(words);
        };
        add("Source NAT", rule("-A"), rule("-D"));
    }

    NatTool m_tool;
    std::string m_table;
    std::vector<Step> m_steps;
};

// The device that a request changes, or "".
std::string deviceOf(const Request& request)
{
    return std::visit(
        [](const auto& message) -> std::string {
            if constexpr (requires { message.name; })
                return message.name;
            else
                return {};
        },
        request);
}

// Without what a later request takes back.
std::vector<Request> lasting(const std::vector<Request>& requests)
{
    std::vector<Request> kept;
    for (const Request& request : requests) {
        if (const auto* deleted = std::get_if<DeleteTun>(&request)) {
            const auto made = std::find_if(kept.rbegin(), kept.rend(), [&](const Request& earlier) {
                return std::holds_alternative<CreateTun>(earlier) && deviceOf(earlier) == deleted->name;
            });
            if (made != kept.rend()) {
                const auto isOfIt = [&](const Request& later) { return deviceOf(later) == deleted->name; };
                kept.erase(std::remove_if(made.base() - 1, kept.end(), isOfIt), kept.end());
                continue;
            }
        }
        if (const auto* gateway = std::get_if<SetGateway>(&request);
            gateway && gateway->set & SetGateway::Nat) {
            for (Request& earlier : kept) {
                if (auto* former = std::get_if<SetGateway>(&earlier))
                    former->set &= static_cast<std::uint8_t>(~SetGateway::Nat);
            }
        }
        kept.push_back(request);
    }
    return kept;
}

} // namespace

std::string setupName(const std::vector<Request>& requests)
{
    for (const Request& request : requests) {
        if (const std::string device = deviceOf(request); !device.empty())
            return "hookwalk_" + identifier(device);
    }
    return "hookwalk_gateway";
}

std::vector<Step> stepsFor(const std::vector<Request>& requests, NatTool tool)
{
    const auto wanted = lasting(requests);
    Writer writer(tool, setupName(requests));
    for (const Request& request : wanted)
        std::visit(writer, request);
    return writer.take();
}

} // namespace hookwalk::protocol
