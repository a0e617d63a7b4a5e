// SPDX-License-Identifier: GPL-3.0-or-later
// Probes that a person keeps under names of their own: in the settings, and as a row of the probe panel.
#pragma once

#include "ui/appearance.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace hookwalk::ui
{

class IconButton;

class SavedProbes : public QWidget
{
    Q_OBJECT

public:
    // `now` gives the fields of the panel as they are, to be saved.
    SavedProbes(const Appearance& appearance, std::function<QJsonObject()> now, QWidget* parent = nullptr);

    void compare(); // shows none as chosen where the fields are no longer those of it

Q_SIGNALS:
    void chosen(const QJsonObject& fields);

private:
    void fill(const QString& current);
    void save();
    void remove();
    void askForName(bool asked);

    std::function<QJsonObject()> m_now;
    QComboBox* m_names;
    QWidget* m_field; // around them
    IconButton* m_remove;
    QLineEdit* m_name;
    QWidget* m_nameField;
    QPushButton *m_ask, *m_save;
};

} // namespace hookwalk::ui
