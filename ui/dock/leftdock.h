// The left dock: tun, gateway and doctor of the place, or a sentence while no place is there. In narrow
// windows it folds away until a person wants it.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/ask.h"

#include <optional>
#include <QDockWidget>

class QAction;
class QLabel;

namespace hookwalk::ui
{

class DoctorPanel;
class GatewayPanel;
class TunPanel;

class LeftDock : public QDockWidget
{
    Q_OBJECT

public:
    static constexpr int roomForDock = 1300; // narrower windows fold it away

    LeftDock(const Appearance& appearance, const Ask& ask, QWidget* window);

    // With a sentence there is no place yet, and nothing but the sentence is shown; empty: the panels are.
    void setIdle(const QString& sentence);
    TunPanel& tun() { return *m_tun; }
    GatewayPanel& gateway() { return *m_gateway; }
    DoctorPanel& doctor() { return *m_doctor; }
    QAction* toggleAction() { return m_toggle; } // Ctrl+1
    void foldToFit();                            // once the window has its size

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showSetup();

    const Appearance& m_appearance;
    QAction* m_toggle;
    std::optional<bool> m_chosen; // what a person wants; nothing: what fits
    QLabel* m_idle;
    QWidget* m_panels;
    TunPanel* m_tun;
    GatewayPanel* m_gateway;
    DoctorPanel* m_doctor;
};

} // namespace hookwalk::ui
