// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what a live window sees in a file of the person's, so that a crash loses at most a second of it. Packs and writes on
// a thread of its own.
#pragma once

#include "recording/livefile.h"

#include <condition_variable>
#include <mutex>
#include <QObject>
#include <thread>

namespace hookwalk::session
{

class Autosave : public QObject
{
    Q_OBJECT

public:
    // Where such files are: $XDG_STATE_HOME/hookwalk, else ~/.local/state/hookwalk (XDG Base Directory Specification).
    static std::string folder();

    explicit Autosave(const std::string& folder);
    ~Autosave() override; // a normal end: nothing is left

    void add(const std::string& lines);  // whole ones. The file is made with the first of them
    void mark(const std::string& marks); // flags and view, in the file within a second; see LiveFile::mark()
    void forget();                       // all that was added

Q_SIGNALS:
    void failed(const hookwalk::Error& error); // once: nothing is kept any more, as of a full disk

private:
    struct Waiting {
        std::string lines, marks;
        bool forgets = false;
        bool isEmpty() const { return lines.empty() && marks.empty() && !forgets; }
    };
    void run(const std::string& folder);
    Result<void> keep(const std::string& folder, const Waiting& waiting);
    void end(const Error& error);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    Waiting m_waiting;
    bool m_isOver = false;
    std::optional<recording::LiveFile> m_file; // the thread's
    std::thread m_thread;
};

} // namespace hookwalk::session
