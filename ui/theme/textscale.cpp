// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/textscale.h"

#include <algorithm>
#include <QFont>
#include <QFontDatabase>
#include <QScreen>
#include <vector>

namespace hookwalk::ui
{

namespace
{
constexpr const char* factorName = "QT_SCALE_FACTOR";
constexpr double largestUsual = 11, middleUsual = 10; // points
constexpr double mostScale = 2;
} // namespace

double textScale(const QFont& desktop, const QSize& room)
{
    constexpr double pointsOfPixel = 72.0 / 96;
    const double points =
        desktop.pixelSize() > 0 ? desktop.pixelSize() * pointsOfPixel : desktop.pointSizeF();
    if (points <= largestUsual)
        return 1;
    const double fits = std::min(double(room.width()) / smallestWindow.width(),
                                 double(room.height()) / smallestWindow.height());
    return std::max(1.0, std::min({points / middleUsual, mostScale, fits}));
}

std::unique_ptr<QApplication> makeApplication(int& argc, char** argv)
{
    const std::vector<char*> given(argv, argv + argc + 1); // Qt takes its own arguments out
    const int count = argc;
    auto application = std::make_unique<QApplication>(argc, argv);
    const double scale = textScale(QFontDatabase::systemFont(QFontDatabase::GeneralFont),
                                   QGuiApplication::primaryScreen()->availableSize());
    if (scale <= 1)
        return application;
    // Qt reads the factor as it starts, and knows the desktop's font only then.
    application.reset();
    std::ranges::copy(given, argv);
    argc = count;
    const bool wasSet = qEnvironmentVariableIsSet(factorName);
    const QByteArray before = qgetenv(factorName);
    const double factor = wasSet && before.toDouble() > 0 ? before.toDouble() : 1;
    qputenv(factorName, QByteArray::number(factor * scale));
    application = std::make_unique<QApplication>(argc, argv);
    wasSet ? qputenv(factorName, before) : qunsetenv(factorName); // not for a browser that the window starts
    return application;
}

} // namespace hookwalk::ui
