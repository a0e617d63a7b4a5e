// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a rule: its number, its words in as many lines as they take, and below them what became of it and
// its counters.
#pragma once

#include "ui/inspector/rulemodel.h"
#include "ui/panels/rowdelegate.h"

namespace hookwalk::ui
{

class RuleDelegate : public RowDelegate
{
public:
    RuleDelegate(const Appearance& appearance, const RuleModel& model, QObject* parent);
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    int heightOf(const QModelIndex& index, int width) const; // of a row in a view so wide

private:
    const RuleModel& m_model;
};

} // namespace hookwalk::ui
