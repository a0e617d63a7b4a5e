// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a quiet label and its value, 24 px each. Values change in place, so that nothing flickers.
#pragma once

#include "ui/dock/devicerows.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace hookwalk::ui
{

class FactRows : public QWidget
{
    Q_OBJECT

public:
    explicit FactRows(const Appearance& appearance, QWidget* parent = nullptr);
    void show(const QVector<DeviceRow>& rows);
    QString value(const QString& label) const; // as shown; empty: no such row

private:
    struct Pair {
        QLabel *label, *value;
    };
    const Appearance& m_appearance;
    QGridLayout* m_grid;
    QVector<Pair> m_rows;
};

} // namespace hookwalk::ui
