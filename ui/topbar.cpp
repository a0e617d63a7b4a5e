// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topbar.h"

#include "ui/panels/iconbutton.h"
#include "ui/panels/placebutton.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace hookwalk::ui
{

TopBar::TopBar(Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_menu(new QMenu(this))
    , m_places(new QMenu(this))
    , m_menuButton(new IconButton(appearance, QStringLiteral("menu"), tr("Menu")))
    , m_dockButton(
          new IconButton(appearance, QStringLiteral("sidebar"), tr("Tun, gateway and doctor (Ctrl+1)")))
    , m_look(new IconButton(appearance, QStringLiteral("moon"), tr("Light or dark")))
    , m_place(new PlaceButton(appearance))
    , m_form(new SendForm(appearance))
    , m_trace(new QCheckBox(tr("Trace")))
    , m_pill(new Pill(appearance))
    , m_sources(new SourcesMenu(appearance, this))
{
    setFixedHeight(56);
    m_menuButton->setMenu(m_menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setObjectName(QStringLiteral("menu"));
    m_dockButton->setObjectName(QStringLiteral("dock"));
    m_dockButton->setCheckable(true);
    m_place->setMenu(m_places);
    m_place->setObjectName(QStringLiteral("place"));
    m_trace->setProperty("kind", QStringLiteral("switch"));
    m_trace->setLayoutDirection(Qt::RightToLeft); // the word first
    m_trace->setChecked(true);
    m_trace->setObjectName(QStringLiteral("trace"));
    m_trace->setToolTip(tr("Trace points at the head of all 17 chains, for the packets of the ping"));
    m_look->setObjectName(QStringLiteral("look"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(8);
    row->addWidget(m_menuButton);
    row->addWidget(m_dockButton);
    row->addWidget(m_place);
    row->addWidget(line());
    row->addWidget(m_form);
    row->addWidget(line());
    row->addWidget(m_trace);
    row->addSpacing(8);
    row->addWidget(m_pill);
    row->addStretch(1);
    row->addWidget(m_look);
    connect(m_trace, &QCheckBox::toggled, this, &TopBar::traceToggled);
    connect(m_look, &QToolButton::clicked, &appearance, &Appearance::toggleLook);
    connect(&appearance, &Appearance::changed, this, &TopBar::tint);
    setPlace(QStringLiteral("flask"), tr("Lab"), tr("Lab: network namespaces of its own"));
    tint();
}

QWidget* TopBar::line() const
{
    auto* divider = new QFrame;
    divider->setProperty("kind", QStringLiteral("vdivider"));
    divider->setFixedHeight(24);
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(8, 0, 7, 0);
    row->addWidget(divider);
    return box;
}

void TopBar::setPlace(const QString& icon, const QString& name, const QString& meaning)
{
    m_place->setPlace(icon, name, meaning);
    fit();
}

// Not as the button's default action, whose icon and text would take the place of the button's own.
void TopBar::setDockAction(QAction* action)
{
    m_dockButton->setChecked(action->isChecked());
    connect(m_dockButton, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::toggled, m_dockButton, &QToolButton::setChecked);
}

void TopBar::offerSources(bool offered)
{
    m_pill->setMenu(offered ? m_sources : nullptr);
}

bool TopBar::event(QEvent* event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) // pill, place or "More" have other words now
        fit();
    return handled;
}

void TopBar::fit()
{
    const int others = layout()->totalSizeHint().width() - m_form->sizeHint().width();
    m_form->fitInto(width() - others);
}

bool TopBar::isTracing() const
{
    return m_trace->isChecked();
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.divider);
}

void TopBar::tint()
{
    m_look->setIconName(m_appearance.look() == Look::Dark ? QStringLiteral("moon") : QStringLiteral("sun"));
    update();
}

} // namespace hookwalk::ui
