// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topbar.h"

#include "ui/keys/commands.h"
#include "ui/lablink.h"
#include "ui/panels/dropbutton.h"
#include "ui/panels/iconbutton.h"
#include "words/language.h"

#include <algorithm>
#include <QAction>
#include <QCheckBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace hookwalk::ui
{

namespace
{
constexpr int languageWidth = 56, languageFrom = 1200;
}

TopBar::TopBar(Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_menu(new QMenu(this))
    , m_places(new QMenu(this))
    , m_languages(new QMenu(this))
    , m_menuButton(new IconButton(appearance, QStringLiteral("menu"), tr("Menu"), this))
    , m_dockButton(new IconButton(appearance, QStringLiteral("sidebar"),
                                  withKeys(tr("Tun, gateway and doctor"), Command::LeftDock), this))
    , m_look(new IconButton(appearance, QStringLiteral("moon"), withKeys(tr("Light or dark"), Command::Dark),
                            this))
    , m_language(new IconButton(appearance, QStringLiteral("globe"), tr("Language"), this))
    , m_place(new DropButton(appearance, QFont::DemiBold, this))
    , m_form(new SendForm(appearance, this))
    , m_trace(new QCheckBox(this))
    , m_pill(new Pill(appearance, this))
    , m_sources(new SourcesMenu(this))
    , m_lines{line(7), line(16)}
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
    m_trace->setAccessibleName(tr("Trace"));
    m_trace->setFixedSize(32, 32);
    m_trace->setChecked(true);
    m_trace->setObjectName(QStringLiteral("trace"));
    m_trace->setToolTip(tr("Trace points at the head of all 17 chains, for the packets that are sent"));
    m_look->setObjectName(QStringLiteral("look"));
    m_language->setMenu(m_languages);
    m_language->setPopupMode(QToolButton::InstantPopup);
    m_language->setObjectName(QStringLiteral("language"));
    if (words::languages().contains(words::spoken()))
        m_language->setText(u' ' + words::spoken().section(u'_', 0, 0).toUpper());
    m_language->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_language->setFixedWidth(languageWidth);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(0);
    const auto add = [row](QWidget* widget, int spaceBehind) {
        row->addWidget(widget);
        row->addSpacing(spaceBehind);
    };
    add(m_menuButton, 0);
    add(m_dockButton, 8);
    add(m_place, 8);
    row->addWidget(m_lines[0]);
    row->addWidget(m_form);
    row->addStretch(1);
    row->addWidget(m_lines[1]);
    add(m_trace, 8);
    add(m_pill, 16);
    row->addWidget(m_look);
    row->addWidget(m_language);
    connect(m_trace, &QCheckBox::toggled, this, &TopBar::traceToggled);
    connect(m_look, &QToolButton::clicked, &appearance, &Appearance::toggleLook);
    connect(&appearance, &Appearance::changed, this, &TopBar::tint);
    setPlace(QStringLiteral("flask"), tr("Lab"), tr("Lab: network namespaces of its own"));
    layOut(slotsFor(parent ? window()->width() : 0));
    tint();
}

QWidget* TopBar::line(int spaceBehind)
{
    auto* made = new QFrame;
    made->setProperty("kind", QStringLiteral("vdivider"));
    made->setFixedHeight(24);
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, spaceBehind, 0);
    row->addWidget(made);
    return box;
}

void TopBar::setPlace(const QString& icon, const QString& name, const QString& meaning)
{
    m_place->show(icon, name, meaning);
    m_place->setAccessibleName(tr("Where: %1").arg(name));
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

void TopBar::setTracing(bool on)
{
    m_trace->setChecked(on);
}

bool TopBar::isTracing() const
{
    return m_trace->isChecked();
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut(slotsFor(width()));
}

void TopBar::layOut(const Slots& widths)
{
    if (std::exchange(m_slots, &widths) == &widths)
        return;
    m_place->setFixedWidth(widths.place);
    // As drawn, or what the language needs.
    const int whole = Pill::widthOf(sourceName(protocol::LogSource::KernelLog), LabLink::lossText(0));
    m_pill->setFixedWidth(widths.place > DropButton::iconWidth ? std::max(widths.trace, whole)
                                                               : widths.trace);
    m_form->setSlots(widths);
    for (QWidget* one : m_lines)
        one->setVisible(widths.probe > 0);               // where there is room
    m_language->setVisible(widths.from >= languageFrom); // else in the menu alone
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
