// The addresses of a device, each with a button that takes it away.
#pragma once

#include "ui/appearance.h"

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace hookwalk::ui
{

class AddressRows : public QWidget
{
    Q_OBJECT

public:
    explicit AddressRows(const Appearance& appearance, QWidget* parent = nullptr);
    void show(const QStringList& addresses);
    const QStringList& addresses() const { return m_addresses; }

Q_SIGNALS:
    void removeAsked(const QString& address);

private:
    QWidget* row(const QString& label, const QString& address, const QString& text);

    const Appearance& m_appearance;
    QStringList m_addresses;
    QVBoxLayout* m_column;
};

} // namespace hookwalk::ui
