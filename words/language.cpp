// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/language.h"

#include <memory>
#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QPointer>
#include <QTranslator>
#include <vector>

namespace hookwalk::words
{

namespace
{

// What Qt's command lines say; Qt's own translations are a package that not everybody has.
[[maybe_unused]] constexpr const char* ofQt[]{
    QT_TRANSLATE_NOOP("QCommandLineParser", "Usage: %1"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "[options]"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Options:"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Arguments:"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Displays help on commandline options."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Displays help including Qt specific options."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Displays help, including generic Qt options."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Displays version information."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Unknown option '%1'."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Unknown options: %1."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Missing value after '%1'."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Unexpected value after '%1'."),
};

const QString folder = QStringLiteral(":/translations");
const QString ours = QStringLiteral("hookwalk");
const QString separator = QStringLiteral("_");

// Children of the application: an application that ends takes its own with it.
std::vector<QPointer<QTranslator>> installed;
QString spokenNow;

template<typename... Where> bool install(const Where&... where)
{
    auto translator = std::make_unique<QTranslator>(QCoreApplication::instance());
    if (!translator->load(where...))
        return false;
    installed.emplace_back(translator.get());
    return QCoreApplication::installTranslator(translator.release());
}

} // namespace

QStringList languages()
{
    auto names = QDir(folder).entryList({QStringLiteral("*.qm")});
    for (QString& name : names)
        name = name.chopped(3).mid(ours.size() + separator.size());
    return names;
}

QString languageIn(const QStringList& arguments)
{
    const auto option = QStringLiteral("--lang");
    for (qsizetype at = 1; at < arguments.size() && arguments[at] != QLatin1String("--"); ++at) {
        if (arguments[at] == option)
            return arguments.value(at + 1);
        if (arguments[at].startsWith(option + u'='))
            return arguments[at].mid(option.size() + 1);
    }
    return {};
}

QString nameOf(const QString& language)
{
    const QLocale locale(language);
    return locale.language() == QLocale::English ? QLocale::languageToString(QLocale::English)
                                                 : locale.nativeLanguageName();
}

QString spoken()
{
    return spokenNow;
}

Result<void> speak(const QString& wanted)
{
    for (const auto& translator : installed)
        delete translator.data();
    installed.clear();
    install(folder + u'/' + ours + QStringLiteral("_en.qm")); // English has plural forms, too
    const bool isFile = wanted.endsWith(QLatin1String(".qm"));
    const auto locale = wanted.isEmpty() || isFile ? QLocale::system() : QLocale(wanted);
    // Qt's own words, as on the buttons of dialogs
    install(locale, QStringLiteral("qtbase"), separator, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    spokenNow = QStringLiteral("en");
    const bool found = isFile ? install(wanted) : install(locale, ours, separator, folder);
    if (found)
        spokenNow = isFile ? wanted : installed.back()->language();
    if (found || wanted.isEmpty())
        return {};
    return failure(ErrorCode::NotFound, say("no-translation", wanted.toStdString(),
                                            languages().join(QLatin1String(", ")).toStdString()));
}

} // namespace hookwalk::words
