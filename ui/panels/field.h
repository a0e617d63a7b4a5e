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
    // Takes `editor` over and makes the label its buddy and accessible name. Numbers stand at the right.
    Field(const Appearance& appearance, const QString& label, QWidget* editor, QWidget* parent = nullptr);

    void setLabel(const QString& label);
    void addButton(QWidget* button);          // behind the editor
    void setProblem(const QString& sentence); // red border and tooltip; empty: all is well
    const QString& problem() const { return m_problem; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void makeRoom();

    const Appearance& m_appearance;
    QLabel* m_label;
    QWidget* m_editor;
    QLineEdit* m_text = nullptr; // of the editor; none: it has no text to type
    QString m_problem;
};

// Seconds from 0 to an hour, written without needless zeros: "1 s", "200 ms".
class SecondsBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    explicit SecondsBox(double seconds, QWidget* parent = nullptr);
    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override; // a number without a unit: seconds
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override; // 0.1, 0.2, 0.5, 1, 2, 5, …
    qint64 microseconds() const;
};

} // namespace hookwalk::ui
