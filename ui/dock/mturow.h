// The MTU of a device, changed where it stands: Return sets it, Escape leaves it as it is.
#pragma once

#include "ui/appearance.h"

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
    void show(quint32 mtu); // what is being typed stays
    void reset();           // another device: what was typed goes

Q_SIGNALS:
    void asked(quint32 mtu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void check();
    void tint();

    const Appearance& m_appearance;
    quint32 m_mtu = 0;
    QLineEdit* m_edit;
    QLabel *m_problem, *m_hint;
};

} // namespace hookwalk::ui
