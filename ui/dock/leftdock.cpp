// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/leftdock.h"

#include "ui/dock/changestrip.h"
#include "ui/dock/dockwidgets.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/gatewaypanel.h"
#include "ui/dock/setupdialog.h"
#include "ui/dock/tunpanel.h"
#include "ui/dock/undo.h"
#include "ui/inspector/paragraph.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/panelhead.h"

#include <algorithm>
#include <iterator>
#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hookwalk::ui
{

LeftDock::LeftDock(const Appearance& appearance, const Ask& ask, QWidget* window)
    : QDockWidget(tr("Tun, gateway and doctor"), window)
    , m_appearance(appearance)
    , m_toggle(new QAction(tr("&Left dock"), this))
    , m_whole(new QWidget(this))
    , m_scroll(new QScrollArea(m_whole))
    , m_content(new QWidget(m_scroll->viewport()))
    , m_bottom(new QWidget(m_whole))
    , m_idleBox(new QWidget(m_content))
    , m_panels(new QWidget(m_content))
    , m_idle(sentenceLabel(&Theme::text2))
    , m_start(new QPushButton(m_idleBox))
    , m_undo(new Undo(
          [this] {
              return InForce{tun().devices(), gateway().shown()};
          },
          this))
    , m_strip(new ChangeStrip(appearance, m_undo->through(ask), m_bottom))
    , m_doctor(new DoctorPanel(appearance, *m_strip, m_content))
{
    setObjectName(QStringLiteral("leftDock"));
    setTitleBarWidget(new QWidget(this));
    setFeatures(QDockWidget::NoDockWidgetFeatures);
    m_toggle->setCheckable(true);
    m_idle->setObjectName(QStringLiteral("idle"));
    m_start->setObjectName(QStringLiteral("start"));
    auto* idle = new QVBoxLayout(m_idleBox);
    idle->setContentsMargins(dockMargin, dockMargin, rightMargin, dockMargin);
    idle->setSpacing(12);
    idle->addWidget(m_idle);
    idle->addWidget(m_start, 0, Qt::AlignLeft);
    connect(m_start, &QPushButton::clicked, this, &LeftDock::startAsked);

    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_idleBox);
    column->addWidget(m_panels);
    column->addWidget(sectionDivider());
    column->addWidget(m_doctor);
    column->addStretch(1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setIdle(tr("Start the lab to see its tun.")); // what is hidden is not measured
    m_scroll->setWidget(m_content);
    auto* row = new QVBoxLayout;
    row->setContentsMargins(dockMargin, 4, dockMargin, 12);
    row->addWidget(m_strip);
    auto* strip = new QVBoxLayout(m_bottom);
    strip->setContentsMargins(0, 0, 0, 0);
    strip->setSpacing(0);
    strip->addWidget(sectionDivider());
    strip->addLayout(row);
    m_whole->setFixedWidth(dockWidth);
    auto* all = new QVBoxLayout(m_whole);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_doctor->summary());
    all->addWidget(m_scroll, 1);
    all->addWidget(m_bottom);
    connect(m_strip, &ChangeStrip::filled, m_bottom, &QWidget::setVisible);
    m_bottom->setVisible(m_strip->isFilled());
    setWidget(m_whole);
    connect(m_doctor->summary(), &QPushButton::clicked, this,
            [this] { m_scroll->verticalScrollBar()->setValue(m_doctor->y()); });
    const auto keepMargin = [column](int, int most) {
        column->setContentsMargins(0, 0, most > 0 ? 0 : scrollBarWidth, 0);
    };
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, keepMargin);
    keepMargin(0, m_scroll->verticalScrollBar()->maximum());

    connect(m_toggle, &QAction::triggered, this, &LeftDock::choose);
    window->installEventFilter(this);
    m_scroll->viewport()->installEventFilter(this);
    foldToFit();
}

// Made when a place is there first, or somebody asks for them: no start waits for them.
void LeftDock::buildPanels()
{
    m_tun = new TunPanel(m_appearance, *m_strip, m_panels);
    m_gateway = new GatewayPanel(m_appearance, *m_strip, m_panels);
    auto* more = new IconButton(m_appearance, QStringLiteral("more"), tr("More about the setup"));
    more->setObjectName(QStringLiteral("more"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(new QMenu(more));
    connect(more->menu()->addAction(tr("Setup as a script…")), &QAction::triggered, this,
            &LeftDock::showSetup);
    m_tun->head().addWidget(more);

    auto* panels = new QVBoxLayout(m_panels);
    panels->setContentsMargins(0, 0, 0, 0);
    panels->setSpacing(0);
    panels->addWidget(m_tun);
    panels->addWidget(sectionDivider());
    panels->addWidget(m_gateway);
    connect(m_tun, &TunPanel::deviceShown, this, [this] { m_gateway->setDevice(m_tun->device()); });
    connect(m_tun, &TunPanel::useAsked, this, &LeftDock::useAsked);
}

TunPanel& LeftDock::tun()
{
    if (!m_tun)
        buildPanels();
    return *m_tun;
}

GatewayPanel& LeftDock::gateway()
{
    if (!m_gateway)
        buildPanels();
    return *m_gateway;
}

void LeftDock::setIdle(const QString& sentence, const QString& action)
{
    setSentence(*m_idle, sentence);
    m_start->setText(action);
    m_start->setVisible(!action.isEmpty());
    m_idleBox->setVisible(!sentence.isEmpty());
    if (sentence.isEmpty())
        tun();
    m_panels->setVisible(sentence.isEmpty());
}

bool LeftDock::fits() const
{
    return m_needed || parentWidget()->width() >= roomForDock;
}

// Put aside in a narrow window it comes back in a wide one: only what differs from what fits was chosen.
void LeftDock::choose(bool shown)
{
    m_chosen = shown == fits() ? std::nullopt : std::optional(shown);
    foldToFit();
}

void LeftDock::foldToFit()
{
    const bool shown = m_chosen.value_or(fits());
    m_toggle->setChecked(shown);
    setVisible(shown && !m_isAside);
}

void LeftDock::continueFrom(LeftDock& before)
{
    m_undo->takeOver(*before.m_undo);
    m_chosen = before.m_chosen;
    foldToFit();
}

void LeftDock::takeBack()
{
    m_undo->run(*m_strip);
    showWhereItAsks();
}

void LeftDock::makeAgain()
{
    m_undo->redo(*m_strip);
    showWhereItAsks();
}

void LeftDock::showWhereItAsks()
{
    if (m_strip->isArmed() || !m_strip->refusal().isEmpty())
        choose(true);
}

void LeftDock::showDoctor()
{
    choose(true);
    m_doctor->summary()->click();
}

void LeftDock::setNeeded(bool needed)
{
    if (std::exchange(m_needed, needed) != needed)
        foldToFit();
}

void LeftDock::setAside(bool aside)
{
    m_isAside = aside;
    m_toggle->setEnabled(!aside);
    foldToFit();
}

bool LeftDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        foldToFit();
    // The strip comes from below: not over the field that one types in.
    QWidget* focus = m_content->focusWidget();
    if (watched == m_scroll->viewport() && event->type() == QEvent::Resize && focus && focus->hasFocus())
        bringIntoView(*focus);
    return QDockWidget::eventFilter(watched, event);
}

// What was only pointed at is done with.
void LeftDock::leaveEvent(QEvent* event)
{
    m_strip->endPreview();
    QDockWidget::leaveEvent(event);
}

void LeftDock::showSetup()
{
    std::vector<protocol::Device> devices;
    std::ranges::copy_if(tun().devices(), std::back_inserter(devices),
                         [this](const auto& device) { return device.own || &device == tun().device(); });
    auto* dialog = new SetupDialog(setupOf(devices, gateway().shown()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace hookwalk::ui
