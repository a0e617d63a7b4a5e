// SPDX-License-Identifier: GPL-3.0-or-later
// Holds item models to the rules of Qt's, for as long as they live.
#pragma once

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QSet>

namespace hookwalk::test
{

// Every model of ours that a view below the widget shows. Returns how many there are.
inline qsizetype testModelsBelow(const QWidget& widget)
{
    QSet<QAbstractItemModel*> models;
    for (const auto* view : widget.findChildren<QAbstractItemView*>()) {
        auto* const model = view->model();
        if (model && QLatin1String(model->metaObject()->className()).startsWith(QLatin1String("hookwalk")))
            models << model;
    }
    for (auto* model : models)
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
    return models.size();
}

} // namespace hookwalk::test
