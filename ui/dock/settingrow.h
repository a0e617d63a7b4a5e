// A setting with its control at the right, and below it quietly what it is in the kernel.
#pragma once

#include "ui/appearance.h"

#include <QWidget>

class QLabel;

namespace hookwalk::ui
{

class SettingRow : public QWidget
{
    Q_OBJECT

public:
    SettingRow(const Appearance& appearance, const QString& title, QWidget* control,
               QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setHint(const QString& hint, const QString& was = {}); // was: how it was before; empty: the same
    QString hint() const;                                       // as shown

Q_SIGNALS:
    void pointedAt(); // by mouse or keyboard

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLabel *m_title, *m_hint;
    QWidget* m_control;
};

} // namespace hookwalk::ui
