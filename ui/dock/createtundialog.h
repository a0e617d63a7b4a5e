// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a tun or tap device: name, kind, who may open it, whether it stays.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/changerequest.h"

#include <QDialog>

class QCheckBox;
class QRadioButton;

namespace hookwalk::ui
{

class ChangeForm;
class ChangeStrip;
class EditRow;

class CreateTunDialog : public QDialog
{
    Q_OBJECT

public:
    // `taken`: the names that devices of the place have.
    CreateTunDialog(const QStringList& taken, const ChangeStrip& dock, QWidget* parent = nullptr);
    QString name() const;
    std::optional<change::CreateTun> create() const; // nothing while a field is not good
    void reject() override;                          // not while an answer is on its way

private:
    EditRow *m_name, *m_owner, *m_group;
    QRadioButton *m_tun, *m_tap;
    QCheckBox* m_persistent;
    ChangeStrip* m_strip;
    ChangeForm* m_form;
};

} // namespace hookwalk::ui
