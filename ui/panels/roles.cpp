// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/roles.h"

#include "ui/panels/messagebar.h"
#include "ui/panels/pill.h"
#include "ui/projector/projector.h"
#include "ui/timeline/overview.h"

#include <QAccessibleWidget>
#include <QScrollArea>

namespace hookwalk::ui
{

namespace
{

class PillAccess : public QAccessibleWidget
{
public:
    explicit PillAccess(Pill& pill)
        : QAccessibleWidget(&pill, pill.hasMenu() ? QAccessible::ButtonMenu : QAccessible::StaticText)
        , m_pill(pill)
    {
    }
    QStringList actionNames() const override
    {
        return m_pill.hasMenu() ? QStringList{pressAction()} + QAccessibleWidget::actionNames()
                                : QStringList();
    }
    void doAction(const QString& action) override
    {
        action == pressAction() ? m_pill.openMenu() : QAccessibleWidget::doAction(action);
    }

private:
    Pill& m_pill;
};

class ChartAccess : public QAccessibleWidget
{
public:
    using QAccessibleWidget::QAccessibleWidget;
    int childCount() const override { return 0; } // of what it is drawn on there is nothing to say
};

QAccessibleInterface* make(const QString& /*className*/, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (auto* pill = qobject_cast<Pill*>(widget))
        return new PillAccess(*pill);
    if (qobject_cast<Overview*>(widget))
        return new QAccessibleWidget(widget, QAccessible::ScrollBar);
    if (qobject_cast<MessageBar*>(widget))
        return new QAccessibleWidget(widget, QAccessible::AlertMessage);
    if (widget && widget->inherits("QChartView"))
        return new ChartAccess(widget, QAccessible::Chart);
    if (qobject_cast<Projector*>(widget) || qobject_cast<QScrollArea*>(widget))
        return new QAccessibleWidget(widget, QAccessible::Grouping);
    return nullptr;
}

} // namespace

void giveRoles()
{
    static const bool once = (QAccessible::installFactory(&make), true);
    static_cast<void>(once);
}

} // namespace hookwalk::ui
