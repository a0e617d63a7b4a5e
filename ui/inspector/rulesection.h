// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's section "Rules here": the live rules of a chain, and what became of each for the packet in
// view.
#pragma once

#include "ui/appearance.h"
#include "ui/document.h"
#include "ui/inspector/rulemodel.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace hookwalk::ui
{

class RuleDelegate;
class IconButton;

class RuleSection : public QWidget
{
    Q_OBJECT

public:
    explicit RuleSection(const Appearance& appearance, QWidget* parent = nullptr);

    // `walk`: of the packet in view, null: none; `stop`: where it is at this chain, null: it did not come.
    void showBaseChain(const Trace& trace, const BaseChain& chain, const Stop* stop);
    void showChain(const Trace& trace, Chain chain, const Walk* walk, const Stop* stop);
    const RuleModel& model() const { return m_model; }
    void showDecided();   // makes the rule that decided the current one, in view
    QString note() const; // the sentence below the rules, or instead of them

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void show(std::vector<RuleRow> rows, const QString& note, const Stop* stop);
    void openTakenJumps(const QModelIndex& parent);
    void fitHeight();
    int heightBelow(const QModelIndex& parent) const;

    RuleModel m_model;
    QLabel *m_detail, *m_note;
    IconButton* m_copy;
    QTreeView* m_view;
    RuleDelegate* m_delegate;
};

} // namespace hookwalk::ui
