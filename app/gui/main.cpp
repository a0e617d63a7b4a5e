// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk: the window, or a picture of it. Wiring only.
#include "model/standardstreams.h"
#include "renderrun.h"
#include "session/savedfile.h"

#include <cstdio>
#include <QApplication>
#include <QCommandLineParser>
#include <QRegularExpression>

namespace
{

using namespace hookwalk;

struct Arguments {
    QString file, picture, destination;
    std::optional<int> pings;
    QSize size{1600, 1000};
    std::optional<ui::Look> look;
};

// The sentence goes to standard error, the way out with it.
int badArguments(const QString& sentence)
{
    std::fprintf(stderr, "hookwalk: %s\nTry: hookwalk --help\n", sentence.toUtf8().constData());
    return 2;
}

QString read(const QCommandLineParser& parser, Arguments& arguments)
{
    if (parser.positionalArguments().size() > 1)
        return QStringLiteral("One file can be opened at a time.");
    arguments.file = parser.positionalArguments().value(0);
    if (!arguments.file.isEmpty() &&
        (parser.isSet(QStringLiteral("lab")) || parser.isSet(QStringLiteral("ping"))))
        return QStringLiteral("A saved log needs no lab: leave out --lab and --ping, or the file.");
    arguments.picture = parser.value(QStringLiteral("render"));
    if (parser.isSet(QStringLiteral("render")) && arguments.picture.isEmpty())
        return QStringLiteral("--render needs the name of a PNG file.");

    bool good = true;
    if (parser.isSet(QStringLiteral("ping"))) {
        arguments.pings = parser.value(QStringLiteral("ping")).toInt(&good);
        if (!good || *arguments.pings < 1 || *arguments.pings > 1'000'000)
            return QStringLiteral("--ping takes a number from 1 to 1000000.");
    }
    static const QRegularExpression pixels(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
    if (parser.isSet(QStringLiteral("size"))) {
        const auto match = pixels.match(parser.value(QStringLiteral("size")));
        arguments.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
        if (!match.hasMatch() || arguments.size.width() < 1000 || arguments.size.height() < 600)
            return QStringLiteral("--size is WIDTHxHEIGHT, at least 1000x600, as in 1920x1080.");
    }
    const QString look = parser.value(QStringLiteral("theme"));
    if (look == QStringLiteral("dark"))
        arguments.look = ui::Look::Dark;
    else if (look == QStringLiteral("light"))
        arguments.look = ui::Look::Light;
    else if (!look.isEmpty())
        return QStringLiteral("--theme is light or dark.");
    arguments.destination = parser.value(QStringLiteral("destination"));
    if (!arguments.destination.isEmpty()) {
        const auto address = IpAddress::parse(arguments.destination.toStdString());
        if (!address)
            return QStringLiteral("--destination is an address, as in 203.0.113.29 or 2001:db8:ffff::29.");
    }
    return {};
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        QStringLiteral("See how the Linux kernel moves a packet through netfilter."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("lab"),
         QStringLiteral("Make a lab of network namespaces and show it. This is the default.")},
        {QStringLiteral("host"),
         QStringLiteral("Work on this machine's own network instead; its helper must be let in.")},
        {QStringLiteral("ping"), QStringLiteral("Send this many pings at once."), QStringLiteral("N")},
        {QStringLiteral("destination"), QStringLiteral("Where the pings go; else a far host of the lab."),
         QStringLiteral("ADDRESS")},
        {QStringLiteral("render"),
         QStringLiteral("Draw the window into a PNG file, without a display, and end."),
         QStringLiteral("FILE.png")},
        {QStringLiteral("size"), QStringLiteral("Size of the window in pixels, else 1600x1000."),
         QStringLiteral("WIDTHxHEIGHT")},
        {QStringLiteral("theme"), QStringLiteral("light or dark, for this run."), QStringLiteral("THEME")},
    });
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 QStringLiteral("A saved kernel log to open, without a lab."),
                                 QStringLiteral("[FILE]"));
}

int render(ui::MainWindow& window, const Arguments& arguments)
{
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.resize(arguments.size);
    window.show();
    RenderRun run(window, arguments.picture);
    QObject::connect(&run, &RenderRun::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    if (arguments.file.isEmpty())
        run.fromLab(arguments.pings.value_or(1));
    else
        run.fromFile(arguments.file);
    return QCoreApplication::exec();
}

int show(ui::MainWindow& window, const Arguments& arguments, bool sized)
{
    if (sized)
        window.resize(arguments.size);
    window.show();
    if (!arguments.file.isEmpty()) {
        window.openFile(arguments.file);
    } else {
        if (arguments.pings) {
            window.form().setCount(*arguments.pings);
            QObject::connect(&window.lab(), &ui::LabLink::ready, &window, [&window] {
                if (const auto request = window.form().request())
                    Q_EMIT window.form().sendRequested(*request);
            });
        }
        window.startLab();
    }
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    secureStandardStreams();
    QCoreApplication::setApplicationName(QStringLiteral("hookwalk"));
    QCoreApplication::setOrganizationName(QStringLiteral("hookwalk"));
    session::protectSettings();
    QCoreApplication::setApplicationVersion(QStringLiteral(HOOKWALK_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Hookwalk"));
    QGuiApplication::setDesktopFileName(QStringLiteral("hookwalk"));

    // Read before Qt looks for a display, because a picture, a help text and a wrong argument need none.
    QCommandLineParser parser;
    addOptions(parser);
    Arguments arguments;
    if (!parser.parse(QStringList(argv, argv + argc)))
        return badArguments(parser.errorText());
    const bool asksForText = parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"));
    if (const QString sentence = read(parser, arguments); !sentence.isEmpty() && !asksForText)
        return badArguments(sentence);
    const bool rendering = parser.isSet(QStringLiteral("render"));
    if (rendering || asksForText)
        qputenv("QT_QPA_PLATFORM", "offscreen");

    QApplication application(argc, argv);
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();

    ui::Appearance appearance;
    if (arguments.look)
        appearance.showLook(*arguments.look);
    ui::MainWindow::Options options;
    options.remember = !rendering;
    if (parser.isSet(QStringLiteral("host")))
        options.session.place = session::Place::Host;
    ui::MainWindow window(appearance, options);
    if (!arguments.destination.isEmpty())
        window.form().setDestination(arguments.destination);
    return rendering ? render(window, arguments)
                     : show(window, arguments, parser.isSet(QStringLiteral("size")));
}
