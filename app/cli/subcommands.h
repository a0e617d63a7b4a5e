// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of hookwalk-cli and what they share. Each takes its own name first, then what followed it
// on the command line, and returns the exit status: 0 done, 1 the thing asked for failed, 2 bad arguments.
#pragma once

#include "model/result.h"

#include <optional>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QStringList>

namespace hookwalk::cli
{

inline constexpr int exitDone = 0;
inline constexpr int exitFailed = 1;
inline constexpr int exitBadArguments = 2;

// In the person's language. lupdate takes the namespace for a class, and says that it lacks Q_OBJECT.
inline QString tr(const char* text, const char* comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("hookwalk::cli", text, comment, count);
}

int decode(const QStringList& arguments);
int traversals(const QStringList& arguments);
int compare(const QStringList& arguments);
int render(const QStringList& arguments);
int save(const QStringList& arguments);
int ping(const QStringList& arguments);
int explain(const QStringList& arguments);
int doctor(const QStringList& arguments);

// Prints "hookwalk-cli: SENTENCE" to standard error and returns the status it was given.
int complain(int status, const QString& sentence);
int complain(int status, const Sentences& sentences);
int complain(const Error& error); // with exitFailed

// Reads the arguments into the parser, which gets --help. A status where the program should end now: help was
// asked for (printed), or an argument is not known (said on standard error).
std::optional<int> readArguments(QCommandLineParser& parser, const QStringList& arguments);

// The same for a command that reads one file: its name or locator (query/locator.h), or "-" for standard input, also where none was given;
// or the status to end with.
tl::expected<std::string, int> readFileArgument(QCommandLineParser& parser, const QStringList& arguments);

} // namespace hookwalk::cli
