// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk: the window, or a picture of it. Wiring only.
#include "model/standardstreams.h"
#include "renderrun.h"
#include "session/savedfile.h"
#include "ui/export/pictures.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text.h"
#include "ui/theme/textscale.h"
#include "ui/windows.h"
#include "words/language.h"
#include "words/words.h"

#include <cstdio>
#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{

struct Arguments {
    std::optional<query::Locator> locator, against;
    QString picture, destination, language;
    std::optional<int> pings;
    std::optional<QSize> size;
    std::optional<Look> look;
    bool onHost = false, largeType = false;
};

// Prints the sentence, and how to get help, to standard error.
int badArguments(const QString& sentence)
{
    std::fprintf(stderr, "hookwalk: %s\n%s\n", sentence.toUtf8().constData(),
                 tr("Try: hookwalk --help").toUtf8().constData());
    return 2;
}

QString read(const QCommandLineParser& parser, Arguments& arguments)
{
    if (parser.positionalArguments().size() > 1)
        return tr("One file can be opened at a time.");
    if (const QString file = parser.positionalArguments().value(0); !file.isEmpty()) {
        const auto locator = query::parseLocator(QFile::encodeName(file).toStdString());
        if (!locator)
            return qt(words::text(locator.error()));
        arguments.locator = *locator;
    }
    if (parser.isSet(QStringLiteral("against"))) {
        const auto against =
            query::parseLocator(QFile::encodeName(parser.value(QStringLiteral("against"))).toStdString());
        if (!against)
            return qt(words::text(against.error()));
        if (!arguments.locator || arguments.locator->packet == 0 || against->packet == 0)
            return tr("--against compares two packets: name one in each, as in 'kern.log#packet=3'.");
        arguments.against = *against;
    }
    if (arguments.locator && (parser.isSet(QStringLiteral("lab")) || parser.isSet(QStringLiteral("ping"))))
        return tr("A saved log needs no lab: leave out --lab and --ping, or the file.");
    arguments.picture = parser.value(QStringLiteral("render"));
    if (parser.isSet(QStringLiteral("render")) && !isVectorName(arguments.picture) &&
        !arguments.picture.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive))
        return tr("--render needs the name of a picture that ends in .png, .svg or .pdf.");

    bool good = true;
    if (parser.isSet(QStringLiteral("ping"))) {
        arguments.pings = parser.value(QStringLiteral("ping")).toInt(&good);
        if (!good || *arguments.pings < 1 || *arguments.pings > 1'000'000)
            return tr("--ping takes a number from 1 to 1000000.");
    }
    static const QRegularExpression pixels(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
    if (parser.isSet(QStringLiteral("size"))) {
        const auto match = pixels.match(parser.value(QStringLiteral("size")));
        arguments.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
        if (!match.hasMatch() || arguments.size->width() < smallestWindow.width() ||
            arguments.size->height() < smallestWindow.height())
            return tr("--size is WIDTHxHEIGHT, at least 640x360, as in 1920x1080.");
    }
    arguments.largeType = parser.isSet(QStringLiteral("large-type"));
    arguments.onHost = parser.isSet(QStringLiteral("host"));
    const QString look = parser.value(QStringLiteral("theme"));
    if (look == QStringLiteral("dark"))
        arguments.look = Look::Dark;
    else if (look == QStringLiteral("light"))
        arguments.look = Look::Light;
    else if (look == QStringLiteral("print") && isVectorName(arguments.picture))
        arguments.look = Look::Print;
    else if (look == QStringLiteral("print"))
        return tr("--theme print is for paper: give --render a file that ends in .svg or .pdf.");
    else if (!look.isEmpty())
        return tr("--theme is light, dark or print.");
    if (arguments.largeType && isVectorName(arguments.picture))
        return tr("--large-type is drawn as PNG only.");
    if (arguments.against && (arguments.largeType || isVectorName(arguments.picture)))
        return tr("--against is drawn as PNG only, and not with --large-type.");
    arguments.destination = parser.value(QStringLiteral("destination"));
    if (!arguments.destination.isEmpty()) {
        const auto address = IpAddress::parse(arguments.destination.toStdString());
        if (!address)
            return tr("--destination is an address, as in 203.0.113.29 or 2001:db8:ffff::29.");
    }
    return {};
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(tr("See how the Linux kernel moves a packet through netfilter."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("lab"), tr("Make a lab of network namespaces and show it. This is the default.")},
        {QStringLiteral("host"),
         tr("Work on this machine's own network instead; its helper must be let in.")},
        {QStringLiteral("ping"), tr("Send this many pings at once."), QStringLiteral("N")},
        {QStringLiteral("destination"), tr("Where the pings go; else a far host of the lab."),
         QStringLiteral("ADDRESS")},
        {QStringLiteral("render"),
         tr("Draw the window into a PNG file, or its diagram as SVG or PDF, without a display, and end."),
         QStringLiteral("FILE.png")},
        {QStringLiteral("against"),
         tr("Compare the packet of FILE, A, with this one, B: 'kern.log#packet=3' and 'later.log#packet=9'."),
         QStringLiteral("FILE2")},
        {QStringLiteral("large-type"),
         tr("Fill the screen with the projector's picture, for a room. With --render: draw that one.")},
        {QStringLiteral("size"),
         tr("Size of the window in pixels, else 1600x1000; of the projector 1920x1080."),
         QStringLiteral("WIDTHxHEIGHT")},
        {QStringLiteral("theme"), tr("light or dark, for this run; print: an SVG or PDF for paper."),
         QStringLiteral("THEME")},
        {QStringLiteral("lang"),
         tr("Speak this language, as in de or pt_BR, or that of a .qm file. Default: the machine's."),
         QStringLiteral("LANGUAGE")},
    });
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 tr("A saved kernel log to open, without a lab; or a place in it, as in "
                                    "'kern.log#packet=7&step=4'."),
                                 QStringLiteral("[FILE]"));
}

// A status where the program should end now.
std::optional<int> read(Arguments& arguments)
{
    const QStringList given = QCoreApplication::arguments();
    arguments.language = words::languageIn(given);
    if (arguments.language.isEmpty()) // a picture is the same, whatever was chosen
        arguments.language = given.filter(QStringLiteral("--render")).isEmpty()
                                 ? Windows::rememberedLanguage()
                                 : QStringLiteral("en");
    const auto spoken = words::speak(arguments.language);
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(given))
        return badArguments(parser.errorText());
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    if (!spoken)
        return badArguments(qt(words::text(spoken.error())));
    if (const QString sentence = read(parser, arguments); !sentence.isEmpty())
        return badArguments(sentence);
    return std::nullopt;
}

// Before the application is made: the same bytes on every machine, for everybody.
void drawAlikeEverywhere()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");
    useOwnFontsOnly();
}

int render(MainWindow& window, const Arguments& arguments, Look look)
{
    QWidget& shown = arguments.largeType ? static_cast<QWidget&>(window.projector()) : window;
    shown.setAttribute(Qt::WA_DontShowOnScreen);
    shown.resize(arguments.size.value_or(arguments.largeType ? Projector::drawn : QSize(1600, 1000)));
    shown.show();
    RenderRun run(window, shown, arguments.picture, look);
    QObject::connect(&run, &RenderRun::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    if (arguments.against)
        run.fromFiles(*arguments.locator, *arguments.against);
    else if (arguments.locator)
        run.fromFile(*arguments.locator);
    else
        run.fromLab(arguments.pings.value_or(1));
    return QCoreApplication::exec();
}

void begin(MainWindow& window, const Arguments& arguments)
{
    if (arguments.size)
        window.resize(*arguments.size);
    window.show();
    if (arguments.largeType)
        window.showProjector();
    if (arguments.against)
        return window.openComparison(*arguments.locator, *arguments.against);
    if (arguments.locator)
        return window.openLocator(*arguments.locator);
    if (arguments.pings) {
        window.form().setCount(*arguments.pings);
        QObject::connect(&window.lab(), &LabLink::ready, &window, [&window] {
            if (const auto request = window.form().request())
                Q_EMIT window.form().sendRequested(*request);
        });
    }
    window.startLab();
}

} // namespace

} // namespace hookwalk::ui

int main(int argc, char** argv)
{
    using namespace hookwalk;
    secureStandardStreams();
    QCoreApplication::setApplicationName(QStringLiteral("hookwalk"));
    QCoreApplication::setOrganizationName(QStringLiteral("hookwalk"));
    session::protectSettings();
    QCoreApplication::setApplicationVersion(QStringLiteral(HOOKWALK_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Hookwalk"));
    QGuiApplication::setDesktopFileName(QStringLiteral("hookwalk"));

    ui::Arguments arguments;
    // Read before Qt looks for a display, because a picture, a help text and a wrong argument need none.
    if (const QCoreApplication reader(argc, argv); const auto status = ui::read(arguments))
        return *status;
    if (!arguments.picture.isEmpty())
        ui::drawAlikeEverywhere();

    const auto application = ui::makeApplication(argc, argv);
    (void)words::speak(arguments.language); // cannot fail: it succeeded before
    ui::Appearance appearance;
    if (arguments.look)
        appearance.showLook(*arguments.look == ui::Look::Print ? ui::Look::Light : *arguments.look);
    ui::MainWindow::Options options;
    options.remember = options.autosave = arguments.picture.isEmpty();
    if (arguments.onHost)
        options.session.place = session::Place::Host;
    ui::Windows windows(appearance, options);
    ui::MainWindow& window = windows.window();
    if (!arguments.destination.isEmpty())
        window.form().setDestination(arguments.destination);
    if (!arguments.picture.isEmpty())
        return ui::render(window, arguments, arguments.look.value_or(appearance.look()));
    ui::begin(window, arguments);
    return QCoreApplication::exec();
}
