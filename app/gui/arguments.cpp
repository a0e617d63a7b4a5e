// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include "ui/export/pictures.h"
#include "ui/theme/text.h"
#include "ui/theme/textscale.h"
#include "words/words.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{

constexpr double leastScale = 0.25, mostScale = 8;
constexpr uint mostPackets = 1'000'000'000;

QString given(const QCommandLineParser& parser, const char* option)
{
    return parser.value(QLatin1String(option));
}

bool isGiven(const QCommandLineParser& parser, const char* option)
{
    return parser.isSet(QLatin1String(option));
}

QString readAgainst(const QCommandLineParser& parser, Arguments& arguments)
{
    if (!isGiven(parser, "against"))
        return {};
    const auto against = query::parseLocator(QFile::encodeName(given(parser, "against")).toStdString());
    if (!against)
        return qt(words::text(against.error()));
    if (!arguments.locator || arguments.locator->packet == 0 || against->packet == 0)
        return tr("--against compares two packets: name one in each, as in 'kern.log#packet=3'.");
    arguments.against = *against;
    return {};
}

QString readPlace(const QCommandLineParser& parser, Arguments& arguments)
{
    for (const QString& file : parser.positionalArguments()) {
        const auto locator = query::parseLocator(QFile::encodeName(file).toStdString());
        if (!locator)
            return qt(words::text(locator.error()));
        const auto files = locator->files();
        if (!arguments.locator)
            arguments.locator = *locator;
        else if (locator->packet == 0 && locator->filter.empty())
            arguments.locator->with.insert(arguments.locator->with.end(), files.begin(), files.end());
        else
            return tr("Several files are read together: name a place behind the first one only.");
    }
    if (arguments.locator && (isGiven(parser, "lab") || isGiven(parser, "ping")))
        return tr("A saved log needs no lab: leave out --lab and --ping, or the file.");
    if (arguments.locator && isGiven(parser, "netns"))
        return tr("A saved log needs no network namespace: leave out --netns, or the file.");
    if ((isGiven(parser, "packet") || isGiven(parser, "step")) && !arguments.locator)
        return tr("--packet and --step name a place in a saved log: give its file, too.");
    if (isGiven(parser, "step") && !isGiven(parser, "packet") && arguments.locator->packet == 0)
        return tr("--step is one of a packet: name that with --packet.");
    if (isGiven(parser, "lab") + isGiven(parser, "host") + isGiven(parser, "netns") > 1)
        return qt(words::text(say("one-place-only")));
    bool good = true;
    if (isGiven(parser, "packet")) {
        arguments.locator->packet = given(parser, "packet").toUInt(&good);
        arguments.locator->step = 0;
        if (!good || arguments.locator->packet < 1 || arguments.locator->packet > mostPackets)
            return tr("--packet takes a number from 1 on, as the list counts.");
    }
    if (isGiven(parser, "step")) {
        arguments.locator->step = given(parser, "step").toUInt(&good);
        if (!good || arguments.locator->step < 1)
            return tr("--step takes a number from 1 on, as the list of steps counts.");
    }
    return readAgainst(parser, arguments);
}

QString readTask(const QCommandLineParser& parser, RenderOrder& order)
{
    using Task = RenderOrder::Task;
    for (const auto& [option, task] :
         {std::pair{"render", Task::Picture}, {"render-steps", Task::Series}, {"check", Task::Check}}) {
        if (!isGiven(parser, option))
            continue;
        if (order.task != Task::None)
            return tr("--render, --render-steps and --check are three tasks: give one of them.");
        order.task = task;
        order.path = given(parser, option);
    }
    if (order.task == Task::Picture || order.task == Task::Check)
        order.document = exports::formOf(order.path);
    if ((order.task == Task::Picture || order.task == Task::Check) && !order.document &&
        !pictureForm(order.path)) {
        QStringList endings;
        for (const auto& form : exports::forms())
            endings << form.ending;
        return tr("A picture's name ends in .png, .svg, .pdf or .webp, a document's in one of %1.")
            .arg(endings.join(QStringLiteral(", ")));
    }
    if (order.task == Task::Series && order.path.isEmpty())
        return tr("--render-steps needs the name of a folder.");
    return {};
}

QString readLook(const QCommandLineParser& parser, RenderOrder& order)
{
    const QString look = given(parser, "theme");
    if (look == QStringLiteral("dark"))
        order.look = Look::Dark;
    else if (look == QStringLiteral("light"))
        order.look = Look::Light;
    else if (look == QStringLiteral("print") && order.task != RenderOrder::Task::None)
        order.look = Look::Print;
    else if (look == QStringLiteral("print"))
        return tr("--theme print is for pictures: give --render, too.");
    else if (look == QStringLiteral("auto"))
        order.isForBothLooks = true;
    else if (!look.isEmpty())
        return tr("--theme is light, dark, print or auto.");
    return {};
}

QString readSizes(const QCommandLineParser& parser, RenderOrder& order)
{
    static const QRegularExpression pixels(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
    if (isGiven(parser, "size")) {
        const auto match = pixels.match(given(parser, "size"));
        order.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
        if (!match.hasMatch() || order.size->width() < smallestWindow.width() ||
            order.size->height() < smallestWindow.height())
            return tr("--size is WIDTHxHEIGHT, from 640x360 to 9999x9999, as in 1920x1080.");
    }
    if (isGiven(parser, "scale")) {
        bool good = true;
        order.scale = given(parser, "scale").toDouble(&good);
        if (!good || !(order.scale >= leastScale && order.scale <= mostScale))
            return tr("--scale is a number from 0.25 to 8, as in 2.");
        if (order.task == RenderOrder::Task::None)
            return tr("--scale is for pictures: give --render, too.");
    }
    order.largeType = isGiven(parser, "large-type");
    if (order.document &&
        (order.size || order.largeType || isGiven(parser, "scale") || order.look == Look::Print))
        return tr(
            "--size, --scale, --large-type and --theme print are for pictures, and this is a document.");
    const auto form = pictureForm(order.path);
    if (order.largeType && order.task != RenderOrder::Task::None &&
        (form != PictureForm::Png || order.look == Look::Print))
        return tr("--large-type is drawn as PNG, light or dark.");
    return {};
}

QString readWithReply(const QCommandLineParser& parser, Arguments& arguments)
{
    RenderOrder& order = arguments.order;
    order.withReply = isGiven(parser, "with-reply");
    if (!order.withReply)
        return {};
    if (arguments.against)
        return tr("--with-reply and --against cannot both be.");
    if (!arguments.locator || arguments.locator->packet == 0)
        return tr("--with-reply is of one packet of a saved log: name it, as in 'kern.log#packet=3'.");
    if (order.task == RenderOrder::Task::None || order.largeType)
        return tr("--with-reply is for pictures and documents, and not for --large-type.");
    return {};
}

} // namespace

QString read(const QCommandLineParser& parser, Arguments& arguments)
{
    if (QString wrong = readPlace(parser, arguments); !wrong.isEmpty())
        return wrong;
    if (QString wrong = readTask(parser, arguments.order); !wrong.isEmpty())
        return wrong;
    if (QString wrong = readLook(parser, arguments.order); !wrong.isEmpty())
        return wrong;
    if (QString wrong = readSizes(parser, arguments.order); !wrong.isEmpty())
        return wrong;
    const RenderOrder& order = arguments.order;
    if (order.task != RenderOrder::Task::None && isGiven(parser, "netns"))
        return tr("Pictures are drawn of a saved log or of the lab: leave out --netns.");
    if (arguments.against && order.largeType)
        return tr("--against is not drawn for the projector: leave out --large-type.");
    if (QString wrong = readWithReply(parser, arguments); !wrong.isEmpty())
        return wrong;
    bool good = true;
    if (isGiven(parser, "ping")) {
        arguments.pings = given(parser, "ping").toInt(&good);
        if (!good || *arguments.pings < 1 || *arguments.pings > 1'000'000)
            return tr("--ping takes a number from 1 to 1000000.");
    }
    arguments.onHost = isGiven(parser, "host");
    arguments.netns = given(parser, "netns");
    arguments.destination = given(parser, "destination");
    if (!arguments.destination.isEmpty() && !IpAddress::parse(arguments.destination.toStdString()))
        return tr("--destination is an address, as in 203.0.113.29 or 2001:db8:ffff::29.");
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
        {QStringLiteral("netns"),
         tr("Work in a network namespace of it: a name that ip netns lists, a file, or the PID of a process "
            "in "
            "it."),
         QStringLiteral("NAME")},
        {QStringLiteral("ping"), tr("Send this many pings at once."), QStringLiteral("N")},
        {QStringLiteral("destination"), tr("Where the pings go; else a far host of the lab."),
         QStringLiteral("ADDRESS")},
        {QStringLiteral("packet"), tr("Go to this packet of the file, counted from 1."), QStringLiteral("N")},
        {QStringLiteral("step"), tr("Go to this step of the packet, counted from 1."), QStringLiteral("N")},
        {QStringLiteral("render"),
         tr("Draw the window into a PNG file, its diagram as SVG or PDF, or all steps as an animated WebP, "
            "without a display, and end; or write a document as hookwalk-cli render does: .html, .anim.svg, "
            ".mmd, "
            ".md, .txt, .json. The same bytes everywhere."),
         QStringLiteral("FILE.png")},
        {QStringLiteral("render-steps"),
         tr("Draw each step of the packet into this folder, as step-01.png and so on, with an index.md."),
         QStringLiteral("FOLDER")},
        {QStringLiteral("check"),
         tr("Make it again and compare: the exit status is 1 where this file is no longer what would be "
            "made, and standard error has what changed."),
         QStringLiteral("FILE.png")},
        {QStringLiteral("against"),
         tr("Compare the packet of FILE, A, with this one, B: 'kern.log#packet=3' and 'later.log#packet=9'."),
         QStringLiteral("FILE2")},
        {QStringLiteral("with-reply"),
         tr("The packet and what answered it: one under the other, or their steps one after the other.")},
        {QStringLiteral("large-type"),
         tr("Fill the screen with the projector's picture, for a room. With --render: draw that one.")},
        {QStringLiteral("size"),
         tr("Size of the window in pixels, else 1600x1000; of the projector 1920x1080."),
         QStringLiteral("WIDTHxHEIGHT")},
        {QStringLiteral("scale"), tr("Draw this many pixels for one, as in 2 for a sharp screen."),
         QStringLiteral("FACTOR")},
        {QStringLiteral("theme"),
         tr("light or dark, for this run. For pictures also print: the diagram, for paper; and auto: an SVG "
            "that follows its reader, else light."),
         QStringLiteral("THEME")},
        {QStringLiteral("lang"),
         tr("Speak this language, as in de or pt_BR, or that of a .qm file. Default: the one that was chosen "
            "in the window, else the machine's; of pictures and documents English."),
         QStringLiteral("LANGUAGE")},
    });
    parser.addPositionalArgument(
        QStringLiteral("FILE"),
        tr("A saved kernel log to open, without a lab; or a place in it, as in "
           "'kern.log#packet=7&step=4'. Captures of the same time behind it are read "
           "together with it."),
        QStringLiteral("[FILE...]"));
}

} // namespace hookwalk::ui
