// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be sent: the toolbar's fields. They are judged when one leaves them, and on Send.
#pragma once

#include "session/ping.h"
#include "ui/panels/field.h"
#include "ui/panels/presets.h"

#include <optional>
#include <vector>

class QHBoxLayout;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class DropButton;
class Popup;
class ProbePanel;

// Widths of the toolbar's slots, in pixels; 0: behind "More".
struct Slots {
    int from; // the least width of the window that has room for them
    int place, probe, source, destination, count, interval, ttl, send, trace;
};
const Slots& slotsFor(int width);

class SendForm : public QWidget
{
    Q_OBJECT

public:
    explicit SendForm(const Appearance& appearance, QWidget* parent = nullptr);

    // Fills in what a person has not typed over, and offers what this lab has to send to.
    void setLab(const protocol::LabMade& lab);
    void setCount(int count);
    void setDestination(const QString& destination);
    void fillFrom(const SendForm& other);                // as it stands there, wrong or not
    std::optional<session::PingRequest> request() const; // nothing while a field is wrong
    QString problem() const;                             // the first wrong field's sentence, or empty

    enum class Mode { Unavailable, Ready, Sending };
    void setMode(Mode mode);
    void setSlots(const Slots& widths);
    void press(); // the button: Send, or Stop while sending; nothing where there is no lab

Q_SIGNALS:
    void sendRequested(const hookwalk::session::PingRequest& request);
    void stopRequested();
    void problemFound(const QString& sentence); // empty: it is mended

private:
    struct Item {
        QWidget* widget;
        int Slots::*width;
    };

    ProbePanel& probe(); // made at its first use, or as soon as one can send: the first frame has none of it
    void buildPresets();
    void choose(const Preset& preset);
    void suggestSource();
    session::PingRequest typed(bool withRaw = true) const; // as it stands, wrong or not
    QString addressesProblem() const;
    void showProbe();
    void judge();
    void judgeAgain(); // what was wrong is taken back as soon as it is right

    const Appearance& m_appearance;
    QLineEdit *m_source, *m_destination;
    QSpinBox *m_count, *m_ttl;
    SecondsBox* m_interval;
    Field *m_sourceField, *m_destinationField;
    DropButton *m_probeButton, *m_more;
    Popup *m_probePopup, *m_morePopup;
    ProbePanel* m_probe = nullptr;
    QMenu* m_presets;
    protocol::LabMade m_lab;
    QPushButton* m_send;
    QHBoxLayout* m_row;
    std::vector<Item> m_items; // from the left
    Mode m_mode = Mode::Unavailable;
    QString m_problem; // as last judged
};

} // namespace hookwalk::ui
