// SPDX-License-Identifier: GPL-3.0-or-later
// The 32 px head of a panel: its name, and quietly what it holds.
#pragma once

#include "ui/appearance.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace hookwalk::ui
{

class PanelHead : public QWidget
{
    Q_OBJECT

public:
    PanelHead(const QString& title, QWidget* parent = nullptr);
    void setDetail(const QString& detail);
    QString detail() const;
    void addWidget(QWidget* widget); // at the end
    void lead(QWidget* widget);      // in the place of the name, and takes what room there is

private:
    QLabel *m_title, *m_detail;
    QHBoxLayout* m_row;
};

} // namespace hookwalk::ui
