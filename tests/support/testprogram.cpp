// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <QTest>
#include <string>
#include <sys/prctl.h>
#ifdef QT_WIDGETS_LIB
#include "words/language.h"

#include <QApplication>
#endif

namespace hookwalk::test
{

namespace
{

using Make = std::unique_ptr<QObject> (*)();

std::map<std::string, Make>& tests()
{
    static std::map<std::string, Make> all;
    return all;
}

} // namespace

bool addTest(const char* file, Make make)
{
    tests()[std::filesystem::path(file).stem()] = make;
    return true;
}

} // namespace hookwalk::test

int main(int argc, char** argv)
{
    const auto& all = hookwalk::test::tests();
    const auto wanted = argc > 1 ? all.find(argv[1]) : all.end();
    if (wanted == all.end()) {
        std::fputs("Name one of these tests:\n", stderr);
        for (const auto& [name, make] : all)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    // The program goes by the name of its test, for settings files and for who asks which program it is.
    --argc;
    ++argv;
    prctl(PR_SET_NAME, argv[0]);
#ifdef QT_WIDGETS_LIB
    QApplication app(argc, argv);
    QApplication::setAttribute(Qt::AA_Use96Dpi, true);
    (void)hookwalk::words::speak(QStringLiteral("en")); // whatever the machine speaks
#else
    QCoreApplication app(argc, argv);
#endif
    const auto test = wanted->second();
    return QTest::qExec(test.get(), argc, argv);
}
