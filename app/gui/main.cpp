// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk: the window, or a picture of it. Wiring only.
#include "arguments.h"
#include "model/standardstreams.h"
#include "model/utf8locale.h"
#include "renderrun.h"
#include "session/savedfile.h"
#include "sheetrun.h"
#include "ui/diagram/backdrop.h"
#include "ui/export/pictures.h"
#include "ui/hugepages.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text.h"
#include "ui/theme/textscale.h"
#include "ui/windows.h"
#include "words/language.h"
#include "words/words.h"

#include <algorithm>
#include <cstdio>
#include <malloc.h>
#include <QCommandLineParser>
#include <QLoggingCategory>
#include <QSettings>

namespace hookwalk::ui
{

namespace
{

// Whether that is what is asked for, before the options can be read.
bool isForPicture(const QStringList& given)
{
    return std::ranges::any_of(given, [](const QString& word) {
        return word.startsWith(QLatin1String("--render")) || word.startsWith(QLatin1String("--check"));
    });
}

// Prints the sentence, and how to get help, to standard error.
int badArguments(const QString& sentence)
{
    std::fprintf(stderr, "hookwalk: %s\n%s\n", sentence.toUtf8().constData(),
                 tr("Try: hookwalk --help").toUtf8().constData());
    return 2;
}

// A status where the program should end now.
std::optional<int> readCommandLine(Arguments& arguments)
{
    const QStringList given = QCoreApplication::arguments();
    arguments.language = words::languageIn(given);
    if (arguments.language.isEmpty()) // a picture is the same, whatever was chosen
        arguments.language = isForPicture(given) ? QStringLiteral("en") : Windows::rememberedLanguage();
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
void drawAlikeEverywhere(double scale)
{
    keepHeapInHugePages();
    mallopt(M_MMAP_MAX, 0); // larger pictures, too, take the memory of those before
    Backdrop::setKept(false);
    if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR")) // on a server; Qt would warn of it
        QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QStringLiteral("/dev/null")); // nothing that was chosen
    useOwnFontsOnly();
    if (scale != 1)
        qputenv("QT_SCALE_FACTOR", QByteArray::number(scale));
}

int render(MainWindow& window, const Arguments& arguments)
{
    const Output output(arguments.order);
    QWidget& shown = arguments.order.largeType ? static_cast<QWidget&>(window.projector()) : window;
    shown.setAttribute(Qt::WA_DontShowOnScreen);
    shown.resize((output.isOfWindow() ? arguments.order.size : std::nullopt)
                     .value_or(arguments.order.largeType ? Projector::drawn : QSize(1600, 1000)));
    shown.show();
    RenderRun run(window, shown, output);
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
    if (arguments.order.size)
        window.resize(*arguments.order.size);
    window.show();
    if (arguments.order.largeType)
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
    if (arguments.netns.isEmpty())
        return window.startLab();
    window.goToNetns(arguments.netns);
}

} // namespace

} // namespace hookwalk::ui

int main(int argc, char** argv)
{
    using namespace hookwalk;
    secureStandardStreams();
    preferUtf8Locale();
    QCoreApplication::setApplicationName(QStringLiteral("hookwalk"));
    QCoreApplication::setOrganizationName(QStringLiteral("hookwalk"));
    session::protectSettings();
    QCoreApplication::setApplicationVersion(QStringLiteral(HOOKWALK_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Hookwalk"));
    QGuiApplication::setDesktopFileName(QStringLiteral("hookwalk"));

    ui::Arguments arguments;
    // Read before Qt looks for a display, because a picture, a help text and a wrong argument need none.
    if (const QCoreApplication reader(argc, argv); const auto status = ui::readCommandLine(arguments))
        return *status;
    const bool isForPicture = arguments.order.task != ui::RenderOrder::Task::None;
    if (isForPicture)
        ui::drawAlikeEverywhere(arguments.order.scale);
    if (const Output output(arguments.order, arguments.locator.value_or(query::Locator()),
                            arguments.against.value_or(query::Locator()));
        isForPicture && arguments.locator && !output.isOfWindow()) {
        const QGuiApplication application(argc, argv);
        (void)words::speak(arguments.language); // cannot fail: it succeeded before
        return arguments.against ? renderComparison(output, *arguments.locator, *arguments.against)
                                 : renderSheet(output, *arguments.locator);
    }

    const auto application = ui::makeApplication(argc, argv);
    (void)words::speak(arguments.language); // cannot fail: it succeeded before
    ui::Appearance appearance;
    if (isForPicture) // whatever was chosen
        appearance.showLook(arguments.order.look == ui::Look::Dark ? ui::Look::Dark : ui::Look::Light);
    else if (arguments.order.look)
        appearance.showLook(*arguments.order.look);
    ui::MainWindow::Options options;
    options.remember = options.autosave = !isForPicture;
    if (arguments.onHost)
        options.session.place = session::Place::Host;
    ui::Windows windows(appearance, options);
    ui::MainWindow& window = windows.window();
    if (!arguments.destination.isEmpty())
        window.form().setDestination(arguments.destination);
    if (isForPicture)
        return ui::render(window, arguments);
    ui::begin(window, arguments);
    return QCoreApplication::exec();
}
