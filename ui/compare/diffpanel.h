// SPDX-License-Identifier: GPL-3.0-or-later
// All about both packets at one step: what is the same, and what is not.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/compared.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class DiffList;
class PinCards;
class StageDot;

class DiffPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DiffPanel(const Appearance& appearance, QWidget* parent = nullptr);

    void setCompared(ComparedPointer compared);
    void showStep(int step);

Q_SIGNALS:
    void sendAsked();
    void copyAsked();
    void closeAsked();

private:
    struct Section {
        QWidget* whole = nullptr;
        QLabel *title = nullptr, *detail = nullptr, *note = nullptr;
        DiffList* list = nullptr;
    };
    Section addSection(QVBoxLayout& column, const QString& title, const QString& accessibleName,
                       const char* name);
    QWidget* buildTop();
    QWidget* buildButtons();

    const Appearance& m_appearance;
    ComparedPointer m_compared;
    StageDot* m_dot;
    QLabel *m_title, *m_detail;
    PinCards* m_pins;
    DiffList* m_endings;
    Section m_header, m_rules, m_ruleset;
};

} // namespace hookwalk::ui
