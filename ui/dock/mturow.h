// SPDX-License-Identifier: GPL-3.0-or-later
// The MTU of a device, changed where it stands: Return sets it, Escape leaves it as it is.
#pragma once

#include "ui/appearance.h"

#include <optional>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace hookwalk::ui
{

class MtuRow : public QWidget
{
    Q_OBJECT

public:
    explicit MtuRow(const Appearance& appearance, QWidget* parent = nullptr);
    void show(quint32 mtu);                // what is being typed stays
    void reset();                          // what was typed goes
    std::optional<quint32> wanted() const; // as it stands in the field; nothing: it cannot be that
    bool isEdited() const;                 // another one than the device's

Q_SIGNALS:
    void edited();
    void entered(); // Return

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void check();
    void tint();

    const Appearance& m_appearance;
    quint32 m_mtu = 0;
    QLineEdit* m_edit;
    QLabel* m_problem;
};

} // namespace hookwalk::ui
