// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flags.h"

#include <algorithm>
#include <QString>
#include <utility>

namespace hookwalk::ui
{

namespace
{

std::string oneLine(const std::string& note)
{
    return QString::fromStdString(note).simplified().left(longestNote).toStdString();
}

} // namespace

const Flag* Flags::at(std::uint32_t record) const
{
    const auto found = std::ranges::lower_bound(m_flags, record, {}, &Flag::record);
    return found != m_flags.end() && found->record == record ? &*found : nullptr;
}

const Flag* Flags::before(std::uint32_t record) const
{
    const auto found = std::ranges::lower_bound(m_flags, record, {}, &Flag::record);
    return found == m_flags.begin() ? nullptr : &*std::prev(found);
}

const Flag* Flags::behind(std::uint32_t record) const
{
    const auto found = std::ranges::upper_bound(m_flags, record, {}, &Flag::record);
    return found == m_flags.end() ? nullptr : &*found;
}

void Flags::setAll(std::vector<Flag> flags)
{
    std::ranges::stable_sort(flags, {}, &Flag::record);
    const auto isSame = [](const Flag& a, const Flag& b) { return a.record == b.record; };
    flags.erase(std::unique(flags.begin(), flags.end(), isSame), flags.end());
    for (Flag& flag : flags)
        flag.note = oneLine(flag.note);
    if (std::exchange(m_flags, std::move(flags)) != m_flags)
        Q_EMIT changed();
}

void Flags::set(std::uint32_t record, std::string note)
{
    note = oneLine(note);
    const auto place = std::ranges::lower_bound(m_flags, record, {}, &Flag::record);
    if (place == m_flags.end() || place->record != record)
        m_flags.insert(place, {record, std::move(note)});
    else if (place->note == note)
        return;
    else
        place->note = std::move(note);
    Q_EMIT changed();
}

void Flags::remove(std::uint32_t record)
{
    if (std::erase_if(m_flags, [record](const Flag& flag) { return flag.record == record; }) > 0)
        Q_EMIT changed();
}

void Flags::keep(const std::function<bool(const Flag&)>& isKept)
{
    if (std::erase_if(m_flags, [&](const Flag& flag) { return !isKept(flag); }) > 0)
        Q_EMIT changed();
}

} // namespace hookwalk::ui
