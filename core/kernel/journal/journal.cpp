// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/journal.h"

#include "kernel/base/restorer.h"
#include "kernel/journal/changeline.h"
#include "kernel/journal/journalfile.h"
#include "kernel/journal/leftovers.h"
#include "kernel/journal/namespacelogging.h"
#include "kernel/journal/undo.h"

#include <algorithm>
#include <cerrno>

namespace hookwalk::kernel
{

Journal::Journal(JournalFile file)
    : m_file(std::make_unique<JournalFile>(std::move(file)))
{
}

Journal::Journal(Journal&& other) noexcept = default;
Journal::~Journal() = default;

Journal Journal::inMemory()
{
    return Journal(JournalFile());
}

Result<Journal> Journal::begin()
{
    if (auto restored = makeJournalFolder().and_then([](const UniqueFd&) { return restoreLeftovers(); });
        !restored)
        return tl::unexpected(restored.error());
    return JournalFile::create().and_then([](JournalFile file) {
        Journal journal(std::move(file));
        return restoreAfterwards(journal.m_file->descriptors(), {CAP_NET_ADMIN},
                                 [&] { restoreFrom(*journal.m_file); })
            .map([&] { return std::move(journal); });
    });
}

Result<void> Journal::checkOthers(const JournalEntry& change) const
{
    using enum JournalEntry::Kind;
    const auto isSame = [&](const JournalEntry& other) {
        return change.kind == Setting ? other.kind == Setting && other.name == change.name
                                      : other.kind == State && other.index == change.index;
    };
    const auto other = *m_file ? otherHelperWith(*m_file, isSame) : Result<std::optional<pid_t>>();
    if (!other || !*other)
        return other.map([](const auto&) {});
    auto name = change.name;
    if (change.kind == Setting)
        std::ranges::replace(name, '/', '.');
    return failure(ErrorCode::Busy, say("other-hookwalk-changed-it", **other, name), EBUSY,
                   say("end-that-session"));
}

Result<void> Journal::checkSetting(const std::string& path) const
{
    return checkOthers({JournalEntry::Kind::Setting, path, 0, {}, {}, {}, {}});
}

Result<void> Journal::note(JournalEntry change)
{
    if (*m_file) {
        if (!isPossible(change))
            return failure(ErrorCode::Unsupported, say("state-not-put-back", change.name));
        if (m_changes.size() >= mostChanges)
            return failure(ErrorCode::Unsupported, say("too-many-changes"), 0, say("end-this-session"));
        const auto begins = m_file->add(toLine(change));
        if (!begins)
            return tl::unexpected(begins.error());
        // Noted before looking: of two helpers that note the same thing at once, at least one sees the other.
        if (auto free = checkOthers(change); !free) {
            m_file->cutAt(*begins);
            return free;
        }
        m_ends.push_back(*begins);
    }
    m_changes.push_back(std::move(change));
    return {};
}

std::string Journal::alias() const
{
    return *m_file ? m_file->alias() : std::string(aliasOfAll);
}

void Journal::undoBeyond(std::size_t first)
{
    Report report;      // not shown: the error of the change says more
    bool isDone = true; // else the restoring process tries again
    while (m_changes.size() > first) {
        isDone &= undo(m_changes.back(), report);
        forgetLast(isDone);
    }
}

void Journal::forgetBeyond(std::size_t first)
{
    while (m_changes.size() > first)
        forgetLast(true);
}

void Journal::forgetLast(bool inFile)
{
    m_changes.pop_back();
    if (!*m_file)
        return;
    // A line too many is harmless: undoing leaves what is already as it was.
    if (inFile)
        m_file->cutAt(m_ends.back());
    m_ends.pop_back();
}

void Journal::finish()
{
    if (*m_file)
        restoreFrom(*m_file);
    m_changes.clear();
    m_ends.clear();
}

} // namespace hookwalk::kernel
