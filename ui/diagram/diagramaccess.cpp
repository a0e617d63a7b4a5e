// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagramaccess.h"

#include "ui/diagram/diagramview.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QWindow>

namespace hookwalk::ui
{

namespace
{

class StageAccess : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    StageAccess(DiagramView& view, int stage)
        : m_view(&view)
        , m_stage(stage)
    {
    }

    bool isValid() const override // a ruleset may have taken stages away
    {
        return m_view && static_cast<std::size_t>(m_stage) < m_view->diagramLayout().stages().size();
    }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return m_view->window()->windowHandle(); }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Button; }
    void setText(QAccessible::Text, const QString&) override {}

    QString text(QAccessible::Text which) const override
    {
        return which == QAccessible::Name          ? m_view->nameOf(m_stage)
               : which == QAccessible::Description ? m_view->stateOf(m_stage)
                                                   : QString();
    }
    QRect rect() const override
    {
        const QRectF& place = picture().place.rect;
        const QRectF shown(m_view->fromScene(place.topLeft()), m_view->fromScene(place.bottomRight()));
        return shown.toRect().translated(m_view->mapToGlobal(QPoint()));
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        state.focused = m_view->hasFocus() && m_view->focusedStage() == m_stage;
        state.selected = picture().state == StageState::Current;
        state.invisible =
            !isShown(m_view->diagramLayout().stages()[static_cast<std::size_t>(m_stage)], picture());
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }
    void doAction(const QString& action) override
    {
        if (action == pressAction())
            return m_view->click(m_stage);
        m_view->setFocus();
        m_view->focusStage(m_stage);
    }

private:
    const StagePicture& picture() const
    {
        return m_view->picture().stages[static_cast<std::size_t>(m_stage)];
    }

    QPointer<DiagramView> m_view;
    int m_stage;
};

// The stages come before the buttons that lie over the diagram.
class DiagramAccess : public QAccessibleWidget
{
public:
    explicit DiagramAccess(DiagramView& view)
        : QAccessibleWidget(&view, QAccessible::Grouping)
        , m_view(view)
    {
    }
    ~DiagramAccess() override
    {
        for (const QAccessible::Id id : m_stages)
            QAccessible::deleteAccessibleInterface(id);
    }

    QString text(QAccessible::Text which) const override
    {
        const QString spoken = m_view.spokenCaption(), name = m_view.accessibleName();
        if (which == QAccessible::Name)
            return spoken.isEmpty() ? name : DiagramView::tr("%1: %2").arg(name, spoken);
        return QAccessibleWidget::text(which);
    }
    int childCount() const override { return stageCount() + QAccessibleWidget::childCount(); }
    QAccessibleInterface* child(int index) const override
    {
        return index < 0 || index >= stageCount() ? QAccessibleWidget::child(index - stageCount())
                                                  : QAccessible::accessibleInterface(stage(index));
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        for (int i = 0; i < stageCount(); ++i) {
            if (QAccessible::accessibleInterface(stage(i)) == child)
                return i;
        }
        const int other = QAccessibleWidget::indexOfChild(child);
        return other < 0 ? other : stageCount() + other;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        if (auto* over = QAccessibleWidget::childAt(x, y); over && over != this)
            return over;
        const int index = m_view.stageAt(m_view.mapFromGlobal(QPoint(x, y)));
        return index < 0 ? nullptr : child(index);
    }
    QAccessibleInterface* focusChild() const override
    {
        return m_view.hasFocus() && m_view.focusedStage() >= 0 ? child(m_view.focusedStage())
                                                               : QAccessibleWidget::focusChild();
    }

private:
    int stageCount() const { return static_cast<int>(m_view.diagramLayout().stages().size()); }
    QAccessible::Id stage(int index) const
    {
        while (m_stages.size() <= static_cast<std::size_t>(index))
            m_stages.push_back(QAccessible::registerAccessibleInterface(
                new StageAccess(m_view, static_cast<int>(m_stages.size()))));
        return m_stages[static_cast<std::size_t>(index)];
    }

    DiagramView& m_view;
    mutable std::vector<QAccessible::Id> m_stages;
};

QAccessibleInterface* make(const QString& /*className*/, QObject* object)
{
    auto* view = qobject_cast<DiagramView*>(object);
    return view ? new DiagramAccess(*view) : nullptr;
}

} // namespace

void makeDiagramAccessible()
{
    static const bool once = (QAccessible::installFactory(&make), true);
    static_cast<void>(once);
}

} // namespace hookwalk::ui
