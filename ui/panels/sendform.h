// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be sent: the toolbar's fields, checked as they are typed.
#pragma once

#include "session/ping.h"
#include "ui/panels/field.h"
#include "ui/panels/presets.h"

#include <optional>
#include <vector>

class QCheckBox;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class ProbeSettings;

class SendForm : public QWidget
{
    Q_OBJECT

public:
    explicit SendForm(const Appearance& appearance, QWidget* parent = nullptr);

    // Fills in what a person has not typed over, and offers what this lab has to send to.
    void setLab(const protocol::LabMade& lab);
    void setCount(int count);
    void setDestination(const QString& destination);
    std::optional<session::PingRequest> request() const; // nothing while a field is wrong
    QString problem() const;                             // the first wrong field's sentence, or empty

    enum class Mode { Unavailable, Ready, Sending };
    void setMode(Mode mode);
    // Lays the form out in so much width: what finds no room in the row waits behind "More".
    void fitInto(int width);

Q_SIGNALS:
    void sendRequested(const hookwalk::session::PingRequest& request);
    void stopRequested();
    void problemChanged(const QString& sentence);

private:
    struct Movable {
        QWidget* widget;
        int place;         // in the row
        int inRow, inMore; // its widths
    };

    void buildMore();
    void buildPresets();
    void showMore(); // what is not as usual behind "More"
    void choose(const Preset& preset);
    void suggestSource();
    void moveBehindMore(std::size_t count);
    session::PingRequest typed() const; // as it stands, wrong or not
    void check();
    void press();

    const Appearance& m_appearance;
    QLineEdit *m_source, *m_destination;
    QSpinBox *m_count, *m_ttl, *m_payload;
    SecondsBox *m_interval, *m_timeout;
    Field *m_sourceField, *m_destinationField, *m_intervalField, *m_ttlField;
    ProbeSettings* m_probe;
    QMenu* m_presets;
    protocol::LabMade m_lab;
    QCheckBox* m_newConnection;
    QToolButton* m_more;
    QPushButton* m_send;
    QHBoxLayout* m_row;
    QVBoxLayout* m_moreColumn;
    Mode m_mode = Mode::Unavailable;
    QString m_problem;
    std::vector<Movable> m_movables; // in the order in which they give up their place
    std::size_t m_moved = 0;         // how many of them are behind "More"
};

} // namespace hookwalk::ui
