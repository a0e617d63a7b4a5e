// SPDX-License-Identifier: GPL-3.0-or-later
// The tun under study: what it is, what passes it, and what can be changed of it.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/changestrip.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class AddressRows;
class ChangeForm;
class DeviceList;
class EditRow;
class FactRows;
class IconButton;
class PanelHead;
class Pill;

class TunPanel : public QWidget
{
    Q_OBJECT

public:
    TunPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent = nullptr);

    void showDevices(const std::vector<protocol::Device>& devices); // all of the place
    void choose(const QString& name);       // shown as soon as there is a device of this name
    const protocol::Device* device() const; // the chosen one; null: there is none
    const std::vector<protocol::Device>& devices() const { return m_devices; }
    // Pings go into this one; empty: into none yet. Nothing: that is not chosen here, as in a lab.
    void setInUse(const std::optional<QString>& name);
    PanelHead& head() { return *m_head; }
    void createTun();

Q_SIGNALS:
    void useAsked(const QString& name); // pings are to go into this one
    void deviceShown();                 // another one, or the same with other values

private:
    void buildButtons(QVBoxLayout* column);
    void buildForm(QVBoxLayout* column);
    void showDevice();
    std::optional<Proposal> upDown() const;
    std::optional<Proposal> newMtu(const QString& mtu) const;
    std::optional<Proposal> deletion() const;
    std::optional<Proposal> removal(const QString& address) const;
    std::optional<Proposal> newAddress() const;
    QStringList names() const;

    const Appearance& m_appearance;
    ChangeStrip& m_strip;
    std::vector<protocol::Device> m_devices;
    QString m_wanted, m_shown;      // names
    std::optional<QString> m_inUse; // nothing: which one pings go into is not chosen here

    PanelHead* m_head;
    DeviceList* m_list;
    QLabel *m_name, *m_nothing;
    Pill* m_state;
    QWidget* m_facts; // all that needs a device
    AddressRows* m_addresses;
    FactRows *m_ownership, *m_traffic;
    EditRow *m_mtu, *m_address;
    QPushButton *m_create, *m_upDown, *m_add, *m_use;
    IconButton* m_delete;
    ChangeForm* m_addForm;
};

} // namespace hookwalk::ui
