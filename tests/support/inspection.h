// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector at a stage, and what stands in it.
#pragma once

#include "ui/document.h"
#include "ui/inspector/inspector.h"

#include <QLabel>
#include <QTest>

namespace hookwalk::test
{

// At the walk's first stop at this stage; fails where it has none.
inline void showAt(ui::Inspector& inspector, const ui::Document& document, const Walk& walk, const char* id)
{
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        if (stageId(walk.stops[i].stage) == id)
            return inspector.showStop(document, walk, static_cast<int>(i));
    }
    QFAIL(id);
}

inline QString text(const ui::Inspector& inspector, const char* name)
{
    const auto* label = inspector.findChild<QLabel*>(QString::fromLatin1(name));
    return label ? label->text() : QString();
}

} // namespace hookwalk::test
