// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/change.h"

namespace hookwalk::change
{

std::string deviceOf(const Change& change)
{
    return std::visit(
        [](const auto& one) -> std::string {
            if constexpr (requires { one.name; })
                return one.name;
            else if constexpr (requires { one.device; })
                return one.device == "all" ? std::string() : one.device;
            else
                return {};
        },
        change);
}

bool isOfGateway(const Change& change)
{
    return std::visit(
        [](const auto& one) {
            return !requires
            {
                one.name;
            };
        },
        change);
}

std::optional<Change> inverse(const Change& change, const std::optional<Change>& former)
{
    if (const auto* created = std::get_if<CreateTun>(&change))
        return DeleteTun{created->name};
    if (const auto* added = std::get_if<AddDeviceAddress>(&change))
        return RemoveDeviceAddress{added->name, added->network};
    if (const auto* removed = std::get_if<RemoveDeviceAddress>(&change))
        return AddDeviceAddress{removed->name, removed->network};
    const bool isDeletion = std::holds_alternative<DeleteTun>(change);
    const bool fits =
        former &&
        (isDeletion ? std::holds_alternative<CreateTun>(*former) : former->index() == change.index()) &&
        deviceOf(*former) == deviceOf(change);
    return fits ? former : std::nullopt;
}

} // namespace hookwalk::change
