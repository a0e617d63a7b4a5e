// SPDX-License-Identifier: GPL-3.0-or-later
// The left dock: tun, gateway and doctor of the place, or a sentence while no place is there. In narrow
// windows it folds away until a person wants it.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/changerequest.h"

#include <optional>
#include <QDockWidget>

class QAction;
class QLabel;
class QPushButton;
class QScrollArea;

namespace hookwalk::ui
{

class ChangeStrip;
class DoctorPanel;
class GatewayPanel;
class TunPanel;
class Undo;

class LeftDock : public QDockWidget
{
    Q_OBJECT

public:
    static constexpr int roomForDock = 1500; // narrower windows fold it away

    LeftDock(const Appearance& appearance, const Ask& ask, QWidget* window);

    // With a sentence there is no place yet: it is shown in the place of the tun and the gateway, with a
    // button for `action` where that is not empty. The doctor stays, as it knows what is in the way.
    void setIdle(const QString& sentence, const QString& action = {});
    ChangeStrip& strip() { return *m_strip; }
    TunPanel& tun();
    GatewayPanel& gateway();
    DoctorPanel& doctor() { return *m_doctor; }
    Undo& undo() { return *m_undo; }
    void continueFrom(LeftDock& before); // of the same place: what can be undone, and whether it is folded
    void takeBack();                     // the latest change
    void makeAgain();                    // what was taken back last
    void showDoctor();                   // unfolded, its problems in sight
    QAction* toggleAction() { return m_toggle; }
    void foldToFit();            // once the window has its size
    void setNeeded(bool needed); // a person is to choose a tun here: narrow windows, too
    void setAside(bool aside);   // for a view that has panels of its own; what a person chose stays chosen

Q_SIGNALS:
    void startAsked();
    void useAsked(const QString& tun); // as TunPanel::useAsked

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void buildPanels();
    void showSetup();
    bool fits() const;
    void choose(bool shown);
    void showWhereItAsks();

    const Appearance& m_appearance;
    QAction* m_toggle;
    bool m_needed = false, m_isAside = false;
    std::optional<bool> m_chosen; // what a person wants, where that is not what fits
    // From the outside in: a widget that moves to another parent is styled anew, with all that is in it.
    QWidget* m_whole;
    QScrollArea* m_scroll;
    QWidget *m_content, *m_bottom;
    QWidget *m_idleBox, *m_panels; // one of them is shown
    QLabel* m_idle;
    QPushButton* m_start;
    Undo* m_undo;
    ChangeStrip* m_strip;
    TunPanel* m_tun = nullptr;
    GatewayPanel* m_gateway = nullptr;
    DoctorPanel* m_doctor;
};

} // namespace hookwalk::ui
