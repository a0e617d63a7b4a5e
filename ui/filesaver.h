// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what is shown into a file on a worker thread: a large one takes seconds, in which other packets may come to be
// shown. A job therefore says whose it is.
#pragma once

#include "session/recordingfile.h"
#include "traversal/trace.h"

#include <memory>
#include <QObject>
#include <QString>

namespace hookwalk::ui
{

class FileSaver : public QObject
{
    Q_OBJECT

public:
    struct Job {
        QString path;
        session::Names names = session::Names::Real;
        std::weak_ptr<const Trace> subject; // what is saved, as long as somebody shows it
        bool isLive = false;
        bool isLeft = false; // by a crash
        std::vector<Flag> flags = {};
    };

    using QObject::QObject;

    void save(const Job& job, recording::Snapshot snapshot);

Q_SIGNALS:
    void ended(const hookwalk::ui::FileSaver::Job& job); // either way, before one of these
    // with what was left out, as where names are replaced
    void saved(const hookwalk::ui::FileSaver::Job& job, const hookwalk::Sentences& said);
    void failed(const hookwalk::Error& error);
};

} // namespace hookwalk::ui
