// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/locator.h"

#include "query/query.h"
#include "traversal/together.h"

#include <charconv>
#include <filesystem>
#include <optional>
#include <set>

namespace hookwalk::query
{

namespace
{

std::optional<std::uint32_t> numberFrom1(std::string_view text)
{
    std::uint32_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    const bool good = read.ec == std::errc() && read.ptr == end && number > 0;
    return good ? std::optional(number) : std::nullopt;
}

// RFC 3986, 2.1. Nothing: a "%" without two hex digits.
std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        unsigned byte = 0;
        const auto digits = text.substr(at + 1, 2);
        const auto* const end = digits.data() + digits.size();
        if (digits.size() != 2 || std::from_chars(digits.data(), end, byte, 16).ptr != end)
            return std::nullopt;
        decoded += static_cast<char>(byte);
        at += 2;
    }
    return decoded;
}

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~,:/!";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != plain.npos)
            encoded += c;
        else
            ((encoded += '%') += digits[byte >> 4]) += digits[byte & 15];
    }
    return encoded;
}

Result<void> setPart(Locator& locator, std::string_view key, std::string_view value)
{
    if (key == "packet" || key == "step") {
        const auto number = numberFrom1(value);
        if (!number)
            return failure(ErrorCode::BadInput, say("locator-no-number", key, value));
        (key == "packet" ? locator.packet : locator.step) = *number;
        return {};
    }
    if (key != "filter" && key != "with")
        return failure(ErrorCode::BadInput, say("locator-unknown-part", key));
    const auto text = percentDecoded(value);
    if (!text)
        return failure(ErrorCode::BadInput, say("locator-bad-percent", key, value));
    if (key == "with") {
        locator.with.push_back(*text);
        return {};
    }
    auto filter = parseFilter(*text);
    if (!filter)
        return tl::unexpected(filter.error());
    locator.filter = std::move(*filter);
    return {};
}

bool isThere(std::string_view file)
{
    std::error_code none;
    return std::filesystem::exists(std::filesystem::path(file), none);
}

} // namespace

Result<Locator> parseLocator(std::string_view text)
{
    Locator locator;
    locator.file = text;
    const auto hash = text.rfind('#');
    const auto parts = hash == text.npos ? std::string_view() : text.substr(hash + 1);
    if (parts.find('=') == parts.npos || isThere(text))
        return locator;
    locator.file = text.substr(0, hash);
    std::set<std::string_view> keys;
    for (std::size_t at = 0; at <= parts.size();) {
        const auto end = std::min(parts.find('&', at), parts.size());
        const auto part = parts.substr(at, end - at);
        const auto key = part.substr(0, part.find('='));
        if (!keys.insert(key).second && key != "with")
            return failure(ErrorCode::BadInput, say("locator-part-twice", key));
        if (const auto set =
                setPart(locator, key, key.size() < part.size() ? part.substr(key.size() + 1) : "");
            !set)
            return tl::unexpected(set.error());
        at = end + 1;
    }
    if (locator.step != 0 && locator.packet == 0)
        return failure(ErrorCode::BadInput, say("locator-step-of-none"));
    return locator;
}

std::string toText(const Locator& locator)
{
    std::string parts;
    const auto add = [&](std::string_view key, const std::string& value) {
        ((parts += parts.empty() ? '#' : '&') += key) += '=' + value;
    };
    for (const auto& file : locator.with)
        add("with", percentEncoded(file));
    if (locator.packet != 0)
        add("packet", std::to_string(locator.packet));
    if (locator.step != 0)
        add("step", std::to_string(locator.step));
    if (!locator.filter.empty())
        add("filter", percentEncoded(toText(locator.filter)));
    return locator.file + parts;
}

std::vector<std::string> Locator::files() const
{
    std::vector<std::string> all{file};
    all.insert(all.end(), with.begin(), with.end());
    return all;
}

Result<Trace> open(const Locator& locator)
{
    return openTogether(locator.files());
}

Result<TraversalIndex> packetOf(const Locator& locator, const Trace& trace)
{
    const auto count = trace.traversals().size();
    if (locator.packet == 0)
        return noIndex;
    if (locator.packet > count)
        return failure(ErrorCode::NotFound, say("locator-no-such-packet", locator.packet, count));
    const auto steps = locator.step == 0 ? 0 : walkOf(trace, locator.packet - 1).stops.size();
    if (locator.step > steps)
        return failure(ErrorCode::NotFound, say("locator-no-such-step", locator.packet, locator.step, steps));
    return locator.packet - 1;
}

Result<std::vector<TraversalIndex>> packetsAt(const Locator& locator, const Trace& trace)
{
    return packetsShown(trace, locator.filter).and_then([&](std::vector<TraversalIndex> shown) {
        return packetOf(locator, trace).map([&](TraversalIndex wanted) {
            if (wanted != noIndex)
                std::erase_if(shown, [&](TraversalIndex packet) { return packet != wanted; });
            return std::move(shown);
        });
    });
}

} // namespace hookwalk::query
