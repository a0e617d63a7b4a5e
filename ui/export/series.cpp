// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/series.h"

#include "session/savedfile.h"
#include "ui/export/png.h"

#include <algorithm>
#include <QDir>
#include <QRegularExpression>

namespace hookwalk::ui
{

Result<void> saveSeries(const Drawing& drawing, const QString& folder)
{
    constexpr int decimal = 10;
    static const QRegularExpression special(QStringLiteral("([\\\\\\[\\]*_`<])")); // in Markdown
    const QDir place(folder);
    if (!place.mkpath(QStringLiteral(".")))
        return failure(ErrorCode::NotFound, say("no-folder", folder.toStdString()));
    const auto save = [&place](const QString& name, const QByteArray& bytes) {
        return session::saveFile(place.filePath(name),
                                 {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    };
    const int digits = std::max(2, static_cast<int>(QString::number(drawing.steps.size()).size()));
    QString index;
    int number = 0;
    for (const Sheet& step : drawing.steps) {
        const QString name = QStringLiteral("step-%1.png").arg(++number, digits, decimal, QLatin1Char('0'));
        auto saved = pngOf(imageOf(step, drawing.look, drawing.scale), step.description)
                         .and_then([&](const QByteArray& png) { return save(name, png); });
        if (!saved)
            return saved;
        index += QStringLiteral("%1. ![%2](%3)\n")
                     .arg(QString::number(number),
                          QString(step.description).replace(special, QStringLiteral("\\\\\\1")), name);
    }
    return save(QStringLiteral("index.md"), index.toUtf8());
}

} // namespace hookwalk::ui
