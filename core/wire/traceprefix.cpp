#include "wire/traceprefix.h"

namespace hookwalk::wire
{

namespace
{

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

// "[114514]" at the start of `text`: the text between the brackets.
std::string_view tagAt(std::string_view text)
{
    if (!text.starts_with('['))
        return {};
    const auto close = text.find(']');
    return close == std::string_view::npos ? std::string_view() : text.substr(1, close - 1);
}

} // namespace

std::string tracePrefix(Chain chain, std::uint32_t tag)
{
    std::string prefix(name(chain.table));
    prefix += '-';
    prefix += name(chain.hook);
    prefix += " [";
    prefix += std::to_string(tag);
    prefix += ']';
    return prefix;
}

std::optional<TracePrefix> readTracePrefix(std::string_view prefix)
{
    std::size_t tableEnd = 0;
    while (tableEnd < prefix.size() && prefix[tableEnd] >= 'a' && prefix[tableEnd] <= 'z')
        ++tableEnd;
    if (tableEnd == prefix.size() ||
        std::string_view("-:_/. ").find(prefix[tableEnd]) == std::string_view::npos)
        return std::nullopt;
    TracePrefix read;
    read.table = prefix.substr(0, tableEnd);
    if (!tableNamed(read.table))
        return std::nullopt;

    const auto rest = prefix.substr(tableEnd + 1);
    std::size_t chainEnd = 0;
    while (chainEnd < rest.size() && isNameCharacter(rest[chainEnd]))
        ++chainEnd;
    read.chain = rest.substr(0, chainEnd);
    const auto behind = rest.substr(chainEnd);
    if (behind.starts_with(' '))
        read.tag = tagAt(behind.substr(1));
    read.baseChain = chainNamed(read.table, read.chain);
    // A chain of the user's is only believed in the full form: "filter-input drop" may name anything.
    const bool isBelieved = hookNamed(read.chain) || (read.tag.data() != nullptr && !read.chain.empty());
    if (!isBelieved)
        return std::nullopt;
    return read;
}

} // namespace hookwalk::wire
