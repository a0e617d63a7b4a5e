// SPDX-License-Identifier: GPL-3.0-or-later
// Whose packets get another source address, which one, and at which device.
#pragma once

#include "ui/dock/changeform.h"

class QComboBox;

namespace hookwalk::ui
{

class NatForm : public ChangeForm
{
    Q_OBJECT

public:
    NatForm(ChangeStrip& strip, QWidget* parent = nullptr);

    void suggest(const QString& subnet, const QString& out); // where nobody has typed
    void showInForce(const change::SetNat& nat);
    std::optional<change::SetNat> change() const; // nothing while a field is not good
    QString subnet() const;
    QString out() const;

private:
    bool isSnat() const;

    EditRow *m_subnet, *m_snat, *m_out;
    QComboBox* m_kind;
};

} // namespace hookwalk::ui
