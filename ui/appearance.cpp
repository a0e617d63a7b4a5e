// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>

namespace hookwalk::ui
{

namespace
{

const QString lookKey = QStringLiteral("appearance/look");
const QString motionKey = QStringLiteral("appearance/reducedMotion");

Look systemLook()
{
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? Look::Dark : Look::Light;
}

} // namespace

Appearance::Appearance(QObject* parent)
    : QObject(parent)
{
    const QSettings settings;
    const QString remembered = settings.value(lookKey).toString();
    m_look = remembered == QStringLiteral("dark")    ? Look::Dark
             : remembered == QStringLiteral("light") ? Look::Light
                                                     : systemLook();
    m_reducedMotion = settings.value(motionKey, false).toBool();
    showLook(m_look);
}

void Appearance::setLook(Look look)
{
    QSettings().setValue(lookKey, look == Look::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    showLook(look);
}

void Appearance::showLook(Look look)
{
    m_look = look;
    apply(*qApp, look);
    Q_EMIT changed();
}

void Appearance::toggleLook()
{
    setLook(m_look == Look::Dark ? Look::Light : Look::Dark);
}

void Appearance::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion)
        return;
    m_reducedMotion = reduced;
    QSettings().setValue(motionKey, reduced);
    Q_EMIT motionChanged();
}

} // namespace hookwalk::ui
