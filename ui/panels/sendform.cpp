// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sendform.h"

#include "ui/panels/probesettings.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <cmath>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace hookwalk::ui
{

namespace
{

constexpr int mostPayload = 1472; // what fits in an Ethernet frame of 1500 behind the IP and ICMP headers
constexpr int mostPings = 1'000'000;
constexpr int sourceWidth = 180, intervalWidth = 120, ttlWidth = 84, moreWidth = 192;

QSpinBox* numberBox(int low, int high, int value)
{
    auto* box = new QSpinBox;
    box->setRange(low, high);
    box->setValue(value);
    return box;
}

QString addressProblem(const QString& label, const QString& typed)
{
    if (IpAddress::parse(typed.trimmed().toStdString()))
        return {};
    if (typed.trimmed().isEmpty())
        return tr("%1 is empty. Write an address, as in 203.0.113.29 or 2001:db8::29.").arg(label);
    return tr("%1 “%2” is no IPv4 address and no IPv6 address. Write one as in 203.0.113.29 or "
              "2001:db8::29.")
        .arg(label, typed.trimmed());
}

std::optional<IpAddress> addressIn(const QLineEdit& edit)
{
    return IpAddress::parse(edit.text().trimmed().toStdString());
}

QString familyProblem(const QLineEdit& source, const QLineEdit& destination)
{
    const auto from = addressIn(source), to = addressIn(destination);
    if (!from || !to || from->isV4() == to->isV4())
        return {};
    return from->isV4() ? tr("Source is an IPv4 address and Destination is an IPv6 address. A packet has two "
                             "of one family.")
                        : tr("Source is an IPv6 address and Destination is an IPv4 address. A packet has two "
                             "of one family.");
}

// The default text, repeated or cut to the length asked for.
std::string payloadOf(int size)
{
    const std::string pattern = session::PingRequest().payload;
    std::string payload;
    while (payload.size() < static_cast<std::size_t>(size))
        payload += pattern;
    payload.resize(static_cast<std::size_t>(size));
    return payload;
}

qint64 microsecondsOf(double seconds)
{
    return static_cast<qint64>(std::llround(seconds * 1e6));
}

} // namespace

SendForm::SendForm(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_source(new QLineEdit(QStringLiteral("192.168.69.1")))
    , m_destination(new QLineEdit(QStringLiteral("203.0.113.29")))
    , m_count(numberBox(1, mostPings, 4))
    , m_ttl(numberBox(1, 255, 64))
    , m_payload(numberBox(0, mostPayload, static_cast<int>(session::PingRequest().payload.size())))
    , m_interval(new SecondsBox(1))
    , m_timeout(new SecondsBox(1))
    , m_sourceField(new Field(appearance, tr("Source"), m_source, sourceWidth))
    , m_destinationField(new Field(appearance, tr("Destination"), m_destination, 232))
    , m_intervalField(new Field(appearance, tr("Interval"), m_interval, intervalWidth))
    , m_ttlField(new Field(appearance, QStringLiteral("TTL"), m_ttl, ttlWidth))
    , m_probe(new ProbeSettings(appearance, moreWidth))
    , m_presets(new QMenu(this))
    , m_newConnection(new QCheckBox(tr("New connection each")))
    , m_more(new QToolButton)
    , m_send(new QPushButton(tr("Send")))
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    m_row->addWidget(m_sourceField);
    m_row->addWidget(m_destinationField);
    m_row->addWidget(new Field(appearance, tr("Count"), m_count, 88));
    m_row->addWidget(m_intervalField);
    m_row->addWidget(m_ttlField);
    m_row->addWidget(m_more);
    m_row->addWidget(m_newConnection);
    m_row->addWidget(m_send);
    buildMore();
    buildPresets();
    const int checkWidth = m_newConnection->sizeHint().width() + 4;
    m_newConnection->setFixedWidth(checkWidth);
    m_movables = {{m_intervalField, 3, intervalWidth, moreWidth},
                  {m_ttlField, 4, ttlWidth, moreWidth},
                  {m_newConnection, 6, checkWidth, moreWidth},
                  {m_sourceField, 0, sourceWidth, moreWidth}};

    m_newConnection->setToolTip(
        tr("A new ICMP id for each ping: each is a new connection and passes the nat chains.\n"
           "Off: one id for all, and only the first ping of a connection sees nat."));
    m_timeout->setRange(0.001, static_cast<double>(session::maxTimeoutUs) / 1e6);
    m_send->setProperty("kind", QStringLiteral("primary"));
    m_send->setMinimumWidth(80);
    m_send->setFocusPolicy(Qt::TabFocus); // after a click the blank is for play and pause
    m_send->setObjectName(QStringLiteral("send"));
    m_source->setObjectName(QStringLiteral("source"));
    m_destination->setObjectName(QStringLiteral("destination"));
    m_count->setObjectName(QStringLiteral("count"));
    m_interval->setObjectName(QStringLiteral("interval"));
    m_ttl->setObjectName(QStringLiteral("ttl"));
    m_newConnection->setObjectName(QStringLiteral("newConnection"));

    connect(m_destination, &QLineEdit::textChanged, this, &SendForm::suggestSource);
    for (QLineEdit* edit : {m_source, m_destination}) {
        connect(edit, &QLineEdit::textChanged, this, &SendForm::check);
        connect(edit, &QLineEdit::returnPressed, this, &SendForm::press);
    }
    connect(m_probe, &ProbeSettings::changed, this, [this] {
        suggestSource();
        showMore();
        check();
    });
    connect(m_payload, &QSpinBox::valueChanged, this, &SendForm::check);
    connect(m_send, &QPushButton::clicked, this, &SendForm::press);
    setMode(Mode::Unavailable);
}

void SendForm::buildMore()
{
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("Protocol and port, where it is sent from, payload size, timeout"));
    m_more->setObjectName(QStringLiteral("more"));
    m_more->setAccessibleName(tr("More settings of the ping"));
    m_more->setPopupMode(QToolButton::InstantPopup);

    auto* form = new QWidget;
    m_moreColumn = new QVBoxLayout(form);
    m_moreColumn->setContentsMargins(8, 8, 8, 8);
    m_moreColumn->setSpacing(8);
    auto* payload = new Field(m_appearance, tr("Payload, bytes"), m_payload, moreWidth);
    auto* timeout = new Field(m_appearance, tr("Timeout"), m_timeout, moreWidth);
    m_payload->setObjectName(QStringLiteral("payload"));
    m_timeout->setObjectName(QStringLiteral("timeout"));
    m_moreColumn->addWidget(m_probe);
    m_moreColumn->addWidget(payload);
    m_moreColumn->addWidget(timeout);

    auto* menu = new QMenu(m_more);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(form);
    menu->addAction(action);
    m_more->setMenu(menu);
}

void SendForm::fitInto(int width)
{
    int needed = m_row->totalSizeHint().width();
    for (std::size_t i = 0; i < m_moved; ++i)
        needed += m_movables[i].inRow + m_row->spacing();
    std::size_t moved = 0;
    for (; moved < m_movables.size() && needed > width; ++moved)
        needed -= m_movables[moved].inRow + m_row->spacing();
    if (moved != m_moved)
        moveBehindMore(moved);
}

void SendForm::moveBehindMore(std::size_t count)
{
    m_moved = count;
    // All back into the row first, from the left, so that each finds its place.
    std::vector<Movable> inOrder = m_movables;
    std::ranges::sort(inOrder, {}, &Movable::place);
    for (const Movable& movable : inOrder)
        m_row->insertWidget(movable.place, movable.widget);
    for (std::size_t i = 0; i < m_movables.size(); ++i) {
        const Movable& movable = m_movables[i];
        if (i < count)
            m_moreColumn->insertWidget(static_cast<int>(i), movable.widget);
        movable.widget->setFixedWidth(i < count ? movable.inMore : movable.inRow);
        movable.widget->show();
    }
}

void SendForm::buildPresets()
{
    m_presets->setToolTipsVisible(true);
    m_presets->setObjectName(QStringLiteral("presets"));
    auto* button = new QToolButton(m_destinationField);
    button->setObjectName(QStringLiteral("presetButton"));
    button->setToolTip(tr("Destinations that show something"));
    button->setAccessibleName(button->toolTip());
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(m_presets);
    button->setIconSize({12, 12});
    button->setStyleSheet(
        QStringLiteral("QToolButton { min-height: 24px; min-width: 16px; padding: 0 2px }"));
    m_destinationField->addButton(button);
    const auto tint = [this, button] {
        button->setIcon(icon(QStringLiteral("chevron-down"), m_appearance.theme().text3));
    };
    connect(&m_appearance, &Appearance::changed, button, tint);
    tint();
    setLab({});
}

void SendForm::setLab(const protocol::LabMade& lab)
{
    m_lab = lab;
    m_probe->setLab(lab);
    m_presets->clear();
    for (const Preset& preset : presetsOf(lab)) {
        QAction* action = m_presets->addAction(QStringLiteral("%1\t%2").arg(preset.name, targetText(preset)));
        action->setToolTip(preset.lesson);
        connect(action, &QAction::triggered, this, [this, preset] { choose(preset); });
    }
    if (m_presets->isEmpty())
        m_presets->addAction(tr("There is no lab yet"))->setEnabled(false);
    if (!lab.farAddress.isNull() && !m_destination->isModified())
        m_destination->setText(QString::fromStdString(lab.farAddress.toString()));
    suggestSource();
}

void SendForm::choose(const Preset& preset)
{
    m_destination->setText(QString::fromStdString(preset.destination.toString()));
    m_destination->setModified(true);
    m_source->setText(QString::fromStdString(preset.source.toString()));
    m_probe->setProbe(preset.protocol, preset.port);
}

// The source that fits where the packet comes from, unless a person has typed one.
void SendForm::suggestSource()
{
    if (m_source->isModified() || m_lab.pingSource.isNull())
        return;
    const auto to = addressIn(*m_destination);
    const bool v6 = to && !to->isV4();
    const bool lan = m_probe->device() == QStringLiteral("eth1");
    const IpAddress& source = m_probe->from() == session::PingFrom::Tun
                                  ? (v6 ? m_lab.pingSource6 : m_lab.pingSource)
                              : m_probe->from() == session::PingFrom::ThisMachine
                                  ? (v6 ? m_lab.networkAddress6 : m_lab.networkAddress)
                              : lan ? (v6 ? m_lab.lanServer6 : m_lab.lanServer)
                                    : (v6 ? m_lab.farAddress6 : m_lab.farAddress);
    if (!source.isNull())
        m_source->setText(QString::fromStdString(source.toString()));
}

void SendForm::showMore()
{
    const QString summary = m_probe->summary();
    m_more->setText(summary.isEmpty() ? tr("More") : tr("More: %1").arg(summary));
}

void SendForm::setCount(int count)
{
    m_count->setValue(count);
}

void SendForm::setDestination(const QString& destination)
{
    m_destination->setText(destination);
    m_destination->setModified(true);
}

void SendForm::check()
{
    m_sourceField->setProblem(addressProblem(tr("Source"), m_source->text()));
    const QString destination = addressProblem(tr("Destination"), m_destination->text());
    m_destinationField->setProblem(destination.isEmpty() ? familyProblem(*m_source, *m_destination)
                                                         : destination);
    const QString before = std::exchange(m_problem, problem());
    setMode(m_mode);
    if (m_problem != before)
        Q_EMIT problemChanged(m_problem);
}

QString SendForm::problem() const
{
    for (const Field* field : {m_sourceField, m_destinationField}) {
        if (!field->problem().isEmpty())
            return field->problem();
    }
    const auto checked = session::check(typed());
    return checked ? QString() : QString::fromStdString(words::text(checked.error()));
}

session::PingRequest SendForm::typed() const
{
    session::PingRequest request;
    request.source = addressIn(*m_source).value_or(IpAddress());
    request.destination = addressIn(*m_destination).value_or(IpAddress());
    request.count = static_cast<quint32>(m_count->value());
    request.intervalUs = microsecondsOf(m_interval->value());
    request.timeoutUs = microsecondsOf(m_timeout->value());
    request.payload = payloadOf(m_payload->value());
    request.ttl = static_cast<quint8>(m_ttl->value());
    request.sameConnection = !m_newConnection->isChecked();
    m_probe->writeTo(request);
    return request;
}

std::optional<session::PingRequest> SendForm::request() const
{
    if (!problem().isEmpty())
        return {};
    return typed();
}

void SendForm::setMode(Mode mode)
{
    m_mode = mode;
    m_send->setText(mode == Mode::Sending ? tr("Stop") : tr("Send"));
    m_send->setToolTip(mode == Mode::Unavailable ? tr("There is no lab to send in now.") : problem());
    m_send->setEnabled(mode == Mode::Sending || (mode == Mode::Ready && problem().isEmpty()));
}

void SendForm::press()
{
    if (m_mode == Mode::Sending)
        Q_EMIT stopRequested();
    else if (const auto asked = request(); asked && m_mode == Mode::Ready)
        Q_EMIT sendRequested(*asked);
}

} // namespace hookwalk::ui
