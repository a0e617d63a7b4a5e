// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/autosave.h"

#include "session/recordingfile.h"

#include <cerrno>
#include <chrono>
#include <QDir>
#include <system_error>

namespace hookwalk::session
{

namespace
{

constexpr std::chrono::milliseconds betweenFlushes{400};
constexpr std::size_t soon = 1U << 20;          // bytes that wait: written before that
constexpr std::size_t mostWaiting = 128U << 20; // the disk does not keep up, by seconds

} // namespace

std::string Autosave::folder()
{
    const QString given = qEnvironmentVariable("XDG_STATE_HOME");
    const QString state =
        QDir::isAbsolutePath(given) ? given : QDir::homePath() + QStringLiteral("/.local/state");
    return (state + QStringLiteral("/hookwalk")).toStdString();
}

Autosave::Autosave(const std::string& folder)
{
    try {
        m_thread = std::thread([this, folder] { run(folder); });
    } catch (const std::system_error& error) { // the system has no thread left
        const Error why{ErrorCode::KernelRefused, say("autosave-ended", folder), error.code().value(), {}};
        QMetaObject::invokeMethod(
            this, [this, why] { end(why); }, Qt::QueuedConnection);
    }
}

Autosave::~Autosave()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
    if (m_file)
        m_file->remove();
}

void Autosave::add(const std::string& lines)
{
    std::size_t size = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOver)
            return;
        m_waiting.lines += lines;
        size = m_waiting.lines.size();
    }
    if (size > soon)
        m_wake.notify_one();
    if (size > mostWaiting)
        end({ErrorCode::KernelRefused, say("autosave-ended", folder()), ETIMEDOUT, {}});
}

void Autosave::mark(const std::string& marks)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.marks = marks;
}

void Autosave::forget()
{
    const std::lock_guard lock(m_mutex);
    m_waiting = {};
    m_waiting.forgets = true;
}

void Autosave::end(const Error& error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_isOver, true))
            return;
        m_waiting = {};
    }
    m_wake.notify_one();
    Q_EMIT failed(error);
}

Result<void> Autosave::keep(const std::string& folder, const Waiting& waiting)
{
    if (!m_file && waiting.lines.empty())
        return {};
    if (!m_file) {
        auto made = recording::LiveFile::create(folder, recordingHead("live", true));
        if (!made)
            return tl::unexpected(made.error());
        m_file.emplace(std::move(*made));
    }
    return (waiting.forgets ? m_file->forget() : Result<void>())
        .and_then([&] { return m_file->add(waiting.lines); })
        .and_then([&] { return waiting.marks.empty() ? Result<void>() : m_file->mark(waiting.marks); })
        .and_then([&] { return m_file->flush(); });
}

void Autosave::run(const std::string& folder)
{
    for (bool over = false; !over;) {
        Waiting waiting;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, betweenFlushes,
                            [this] { return m_isOver || m_waiting.lines.size() > soon; });
            over = m_isOver;
            waiting = std::exchange(m_waiting, {});
        }
        if (over || waiting.isEmpty())
            continue;
        if (const auto kept = keep(folder, waiting); !kept)
            end(kept.error());
    }
}

} // namespace hookwalk::session
