// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli as people run it: its status and what it printed.
#pragma once

#include "support/helperclient.h"

#include <memory>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace hookwalk::test
{

struct CliOutput {
    int status = -1;
    QList<QJsonObject> objects; // of standard output, one a line
    QByteArray text, complaint;
    QJsonObject summary() const { return objects.isEmpty() ? QJsonObject() : objects.last(); }
    QList<QJsonObject> packets() const
    {
        QList<QJsonObject> packets;
        for (const auto& object : objects) {
            if (object.contains(QLatin1String("steps")))
                packets << object;
        }
        return packets;
    }
};

inline std::unique_ptr<QProcess> startCli(const QStringList& arguments, User user = User::Root,
                                          Machine machine = Machine::Usual)
{
    auto process = std::make_unique<QProcess>();
    if (user == User::Nobody)
        process->setChildProcessModifier([machine] {
            if (!becomeNobody(machine))
                _exit(100);
        });
    process->start(QString::fromStdString(programOf(user, "hookwalk-cli")), arguments);
    return process;
}

inline CliOutput finishCli(QProcess& process)
{
    CliOutput output;
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return output;
    output.status = process.exitCode();
    output.text = process.readAllStandardOutput();
    output.complaint = process.readAllStandardError();
    for (const QByteArray& line : output.text.split('\n')) {
        if (const auto document = QJsonDocument::fromJson(line); document.isObject())
            output.objects << document.object();
    }
    return output;
}

inline CliOutput runCli(const QStringList& arguments, User user = User::Root,
                        Machine machine = Machine::Usual)
{
    return finishCli(*startCli(arguments, user, machine));
}

// "raw PREROUTING, mangle PREROUTING, …"
inline QString chainsOf(const QJsonObject& packet)
{
    QStringList chains;
    for (const QJsonValue step : packet["steps"].toArray()) {
        if (step["observed"].toBool())
            chains << step["table"].toString() + QLatin1Char(' ') + step["chain"].toString();
    }
    return chains.join(QStringLiteral(", "));
}

} // namespace hookwalk::test
