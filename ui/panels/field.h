// SPDX-License-Identifier: GPL-3.0-or-later
// A box of the toolbar with a quiet label in front of what is typed: "Count 4".
#pragma once

#include "ui/appearance.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

class QLabel;

namespace hookwalk::ui
{

class Field : public QWidget
{
    Q_OBJECT

public:
    // Takes `editor` over and makes the label its buddy and accessible name.
    Field(const Appearance& appearance, const QString& label, QWidget* editor, int width,
          QWidget* parent = nullptr);

    void addButton(QWidget* button);          // behind the editor
    void setProblem(const QString& sentence); // red border and tooltip; empty: all is well
    const QString& problem() const { return m_problem; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    const Appearance& m_appearance;
    QLabel* m_label;
    QWidget* m_editor;
    QString m_problem;
};

// Seconds from 0 to an hour, written without needless zeros: "1 s", "0.2 s".
class SecondsBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    explicit SecondsBox(double seconds, QWidget* parent = nullptr);
    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    void stepBy(int steps) override; // 0.1, 0.2, 0.5, 1, 2, 5, …
};

} // namespace hookwalk::ui
