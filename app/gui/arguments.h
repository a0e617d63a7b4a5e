// SPDX-License-Identifier: GPL-3.0-or-later
// What hookwalk was asked for on its command line.
#pragma once

#include "exports/exports.h"
#include "query/locator.h"
#include "ui/theme/theme.h"

#include <optional>
#include <QSize>
#include <QString>

class QCommandLineParser;

namespace hookwalk::ui
{

// Pictures or documents to make instead of a window.
struct RenderOrder {
    enum class Task { None, Picture, Series, Check };
    Task task = Task::None;
    QString path;                          // of what is made; of the folder of a series
    std::optional<exports::Form> document; // nothing: a picture, by the ending of its name
    std::optional<QSize> size;
    double scale = 1; // pixels for each unit of the design
    std::optional<Look> look;
    bool isForBothLooks = false; // an SVG that follows its reader
    bool largeType = false;
    bool withReply = false; // the packet, then what answered it
};

struct Arguments {
    std::optional<query::Locator> locator, against;
    RenderOrder order;
    QString destination, language, netns;
    std::optional<int> pings;
    bool onHost = false;
};

void addOptions(QCommandLineParser& parser);
// "", or what is wrong, in one sentence.
QString read(const QCommandLineParser& parser, Arguments& arguments);

} // namespace hookwalk::ui
