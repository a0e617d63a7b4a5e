// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of a device, each with a button that takes it away. A row stays the same as long as its
// address is there, so that the focus stays, too.
#pragma once

#include "ui/dock/changestrip.h"

#include <QMap>
#include <QStringList>

class QLabel;
class QVBoxLayout;

namespace hookwalk::ui
{

class IconButton;

class AddressRows : public QWidget
{
    Q_OBJECT

public:
    using Removal = std::function<std::optional<Proposal>(const QString& address)>;

    AddressRows(const Appearance& appearance, ChangeStrip& strip, Removal removal, QWidget* parent = nullptr);
    void show(const QStringList& addresses);
    const QStringList& addresses() const { return m_addresses; }

private:
    struct Row {
        QWidget* whole;
        QLabel *label, *value;
        IconButton* remove; // null: none
    };
    Row makeRow(const QString& address);
    void drop(const QString& address);

    const Appearance& m_appearance;
    ChangeStrip& m_strip;
    const Removal m_removal;
    QStringList m_addresses;
    Row m_head; // where the first address has no room beside the label
    QMap<QString, Row> m_rows;
    QVBoxLayout* m_column;
};

} // namespace hookwalk::ui
