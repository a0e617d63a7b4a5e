#include "kernel/iptableswords.h"

#include "kernel/program.h"

#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{
constexpr std::size_t mostBytes = 4 * 1024 * 1024;
constexpr std::chrono::seconds mostTime{2};
} // namespace

IptablesWords iptablesWords(const std::string& family)
{
    const std::string name = family == "ip" ? "iptables-nft-save" : "ip6tables-nft-save";
    for (const char* folder : {"/usr/sbin/", "/sbin/"}) {
        if (access((folder + name).c_str(), X_OK) == 0)
            return readIptablesSave(outputOf(folder + name, mostBytes, mostTime));
    }
    return {};
}

IptablesWords readIptablesSave(std::string_view saved)
{
    constexpr std::string_view rule = "-A ";
    IptablesWords whole;
    IptablesWords current;
    std::string table;
    while (!saved.empty()) {
        const auto end = std::min(saved.find('\n'), saved.size() - 1);
        const auto line = saved.substr(0, end);
        saved.remove_prefix(end + 1);
        if (line.starts_with('*')) {
            table = line.substr(1);
            current.clear();
        } else if (line.starts_with(rule)) {
            const auto chain = line.substr(rule.size(), line.find(' ', rule.size()) - rule.size());
            current[{table, std::string(chain)}].emplace_back(line);
        } else if (line == "COMMIT") {
            whole.merge(current);
        }
    }
    return whole;
}

} // namespace hookwalk::kernel
