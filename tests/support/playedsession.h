// SPDX-License-Identifier: GPL-3.0-or-later
// A session with a helper that plays a part (support/fakehelper.cpp), and all that it said.
#pragma once

#include "session/session.h"
#include "support/testprogram.h"
#include "wire/factline.h"
#include "words/words.h"

#include <QTest>

namespace hookwalk::test
{

using namespace session;
using State = Session::State;

class Played : public QObject
{
public:
    explicit Played(const char* part, Session::Options options = {})
    {
        qputenv("HOOKWALK_FAKE", part);
        if (options.helperPath.isEmpty())
            options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        session = std::make_unique<Session>(options);
        connect(session.get(), &Session::stateChanged, this, [this](State state) { states << state; });
        connect(session.get(), &Session::failed, this, [this](const Error& error) { errors << error; });
        connect(session.get(), &Session::linesArrived, this,
                [this](const std::string& more) { lines += more; });
        connect(session.get(), &Session::pingsAnswered, this, [this](const auto& more) { results += more; });
        connect(session.get(), &Session::pingFinished, this, [this](const PingSummary& finished) {
            summary = finished;
            linesAtFinish = lines;
        });
    }
    bool startAndWait()
    {
        session->start();
        return waitFor([this] { return session->state() == State::Ready; });
    }
    bool pingAndWait(quint32 count)
    {
        summary.reset();
        session->ping(request(count));
        return waitFor([this] { return summary.has_value(); });
    }
    PingRequest request(quint32 count) const
    {
        PingRequest request;
        request.source = session->lab().pingSource;
        request.destination = session->lab().farAddress;
        request.count = count;
        request.intervalUs = 0;
        return request;
    }
    int count(const char* words) const // in the lines that had come when the run was over
    {
        return int(QByteArray::fromStdString(linesAtFinish).count(words));
    }
    int sightings() const { return count("-PREROUTING [1]IN=tun0"); }
    // The kinds of fact in the order they came, and "events" and "tun-read" for the packets between them.
    QStringList order() const
    {
        QStringList kinds;
        for (const auto& line : QString::fromStdString(linesAtFinish).split('\n', Qt::SkipEmptyParts)) {
            const auto text = line.toStdString(); // the fact points into it
            const auto fact = wire::readFactLine(text);
            const QString kind =
                fact ? QString::fromStdString(std::string(fact->kind))
                     : QLatin1String(line.contains("source=tun-read") ? "tun-read" : "events");
            if (kinds.isEmpty() || kinds.last() != kind)
                kinds << kind;
        }
        return kinds;
    }
    QString lastSentence() const
    {
        return errors.isEmpty() ? QString() : QString::fromStdString(words::text(errors.last()));
    }

    std::unique_ptr<Session> session;
    QList<State> states;
    QList<Error> errors;
    std::string lines;
    QVector<PingResult> results;
    std::optional<PingSummary> summary;
    std::string linesAtFinish;
};

} // namespace hookwalk::test
