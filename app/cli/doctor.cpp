// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli doctor: what this machine, or a lab on it, needs and why something would not be seen.
#include "output.h"
#include "protocol/remedy.h"
#include "session/helperlink.h"
#include "subcommands.h"
#include "wire/linejson.h"
#include "words/words.h"

#include <algorithm>
#include <QEventLoop>

namespace hookwalk::cli
{

namespace
{

using protocol::Check;
using protocol::Health;
using session::HelperLink;

constexpr int patienceMs = 15'000;

// One helper, asked one thing after another; the first that is refused ends it.
class Visit
{
public:
    Visit()
    {
        QObject::connect(&m_helper, &HelperLink::ended, &m_loop, [this](const Error& error) { end(error); });
    }

    template<typename Answer> Result<Answer> ask(const protocol::Request& request)
    {
        m_error.reset();
        std::optional<Answer> given;
        m_helper.ask<Answer>(
            request,
            [&](const Answer& answer) {
                given = answer;
                m_loop.quit();
            },
            [this](const Error& error) { end(error); });
        m_loop.exec();
        if (given)
            return *given;
        return tl::unexpected(m_error.value_or(HelperLink::unreadableAnswer()));
    }
    // `asked`: for this an administrator is asked, where this user may not do it (packaging/polkit).
    Result<void> greet(std::optional<protocol::Level> asked)
    {
        using session::Place;
        return session::findHelper({})
            .and_then([&](const QString& program) {
                return asked ? session::planStart(program, Place::Host, session::StartBy::Automatic, *asked)
                             : session::planStart(program, Place::Lab);
            })
            .and_then([this](const session::HelperStart& how) { return m_helper.start(how); })
            .and_then([this] { return ask<protocol::Done>(protocol::Hello{}); })
            .map([](const auto&) {});
    }

private:
    void end(const Error& error)
    {
        m_error = error;
        m_loop.quit();
    }

    HelperLink m_helper{patienceMs};
    QEventLoop m_loop;
    std::optional<Error> m_error;
};

const char* sign(Health health)
{
    switch (health) {
    case Health::Good:
        return "✔";
    case Health::Hint:
        return "!";
    case Health::Bad:
        break;
    }
    return "✖";
}

const char* word(Health health)
{
    return health == Health::Good ? "good" : health == Health::Hint ? "hint" : "bad";
}

std::vector<std::string> toText(const Check& check)
{
    std::vector<std::string> lines{sign(check.health) + (" " + words::text(check.title))};
    if (!check.meaning.empty())
        lines.push_back("  " + words::text(check.meaning));
    if (const auto remedy = commandOf(check.remedy); !remedy.empty())
        lines.push_back("  " + tr("As root: %1").arg(QString::fromStdString(remedy)).toStdString());
    return lines;
}

std::string toJsonLine(const Check& check)
{
    return wire::dumpLine({{"id", check.id},
                           {"health", word(check.health)},
                           {"title", words::english(check.title)},
                           {"meaning", words::english(check.meaning)},
                           {"remedy", commandOf(check.remedy)}});
}

bool isBad(const Check& check)
{
    return check.health == Health::Bad;
}

Result<void> print(const std::vector<Check>& checks, bool json)
{
    Output output;
    for (const Check& check : checks)
        json ? output.line(toJsonLine(check)) : output.lines(toText(check));
    if (!json) {
        const auto bad = std::count_if(checks.begin(), checks.end(), isBad);
        const auto verdict = bad == 0
                                 ? tr("Nothing stands in the way.")
                                 : tr("%n thing(s) stand in the way (✖).", nullptr, static_cast<int>(bad));
        output.lines({"", verdict.toStdString()});
    }
    return output.finish();
}

Result<void> print(const std::vector<Sentences>& restored, bool json)
{
    Output output;
    for (const Sentences& told : restored)
        output.line(json ? wire::dumpLine({{"code", told.front().code}, {"restored", words::english(told)}})
                         : words::text(told));
    if (restored.empty() && !json)
        output.line(tr("Nothing was left behind: there is nothing to put back.").toStdString());
    return output.finish();
}

Result<int> restore(bool ask, bool json)
{
    Visit visit;
    return visit.greet(ask ? std::optional(protocol::Level::Change) : std::nullopt)
        .and_then([&] { return visit.ask<protocol::Restored>(protocol::RestoreLeftovers{}); })
        .and_then([&](const protocol::Restored& restored) { return print(restored.done, json); })
        .map([] { return exitDone; });
}

Result<int> examine(bool inLab, bool ask, bool json)
{
    Visit visit;
    auto place = visit.greet(ask ? std::optional(protocol::Level::Look) : std::nullopt);
    if (place && inLab)
        place = visit.ask<protocol::LabMade>(protocol::MakeLab{}).map([](const auto&) {});
    return place.and_then([&] { return visit.ask<protocol::Examined>(protocol::Examine{}); })
        .and_then([&](const protocol::Examined& examined) {
            const auto& checks = examined.checks;
            return print(checks, json).map([&] {
                return std::any_of(checks.begin(), checks.end(), isBad) ? exitFailed : exitDone;
            });
        });
}

} // namespace

int doctor(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Says what this machine has and lacks for Hookwalk, and why something would not be seen: ✔ good, ! "
        "good\nto know, ✖ in the way, each with a command that mends it. Changes nothing. As root it sees "
        "more.\nThe exit status is 0 where nothing is in the way, else 1."));
    const QCommandLineOption lab(QStringLiteral("lab"), tr("Looks at a lab instead."));
    const QCommandLineOption json(QStringLiteral("json"), tr("One JSON object for each check."));
    const QCommandLineOption restoring(
        QStringLiteral("restore"),
        tr("Puts back what helpers that were killed have left behind, and says what. As root."));
    const QCommandLineOption asking(
        QStringLiteral("ask"),
        tr("Asks an administrator (pkexec) for what this user may not do: to see as much as\n"
           "root does, or with --restore to put back what is root's."));
    parser.addOptions({lab, json, restoring, asking});
    if (const auto status = readArguments(parser, arguments))
        return *status;
    if (!parser.positionalArguments().isEmpty())
        return complain(exitBadArguments, tr("doctor takes options only; see `hookwalk-cli doctor --help`."));
    if (parser.isSet(lab) && (parser.isSet(restoring) || parser.isSet(asking)))
        return complain(exitBadArguments,
                        tr("A lab leaves nothing behind and needs nobody's consent: --restore and "
                           "--ask are for this machine."));
    const bool ask = parser.isSet(asking);
    const auto status = parser.isSet(restoring) ? restore(ask, parser.isSet(json))
                                                : examine(parser.isSet(lab), ask, parser.isSet(json));
    return status ? *status : complain(status.error());
}

} // namespace hookwalk::cli
