// SPDX-License-Identifier: GPL-3.0-or-later
// What each stage is called and what it is for, in words that teach: resources/explanations.json.
#pragma once

#include "model/stage.h"

#include <QString>

namespace hookwalk::ui
{

struct StageText {
    QString title; // "mangle FORWARD", "Routing decision"
    QString what;  // two or three sentences
};

const StageText& stageText(const Stage& stage);
// The priority at which the kernel runs the stage, as a text with a real minus sign; empty where it has none.
QString priorityText(const Stage& stage);

} // namespace hookwalk::ui
