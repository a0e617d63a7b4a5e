// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sendform.h"

#include "session/pingrun.h"
#include "ui/keys/commands.h"
#include "ui/panels/dropbutton.h"
#include "ui/panels/popup.h"
#include "ui/panels/probepanel.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <array>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int inMoreWidth = 192;

constexpr std::array<Slots, 5> allSlots{{
    {1900, 132, 184, 240, 256, 156, 116, 88, 100, 184},
    {1500, 132, 148, 172, 180, 148, 120, 88, 92, 184},
    {1272, 132, 148, 0, 180, 148, 0, 0, 92, 184},
    {964, 56, 148, 0, 180, 148, 0, 0, 92, 48},
    {0, 56, 0, 0, 168, 0, 0, 0, 76, 48},
}};

QSpinBox* numberBox(int low, int high, int value)
{
    auto* box = new QSpinBox;
    box->setLocale(QLocale(QLocale::English));
    box->setGroupSeparatorShown(true);
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

} // namespace

const Slots& slotsFor(int width)
{
    return *std::ranges::find_if(allSlots, [width](const Slots& one) { return width >= one.from; });
}

SendForm::SendForm(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_source(new QLineEdit(QStringLiteral("192.168.69.1")))
    , m_destination(new QLineEdit(QStringLiteral("203.0.113.29")))
    , m_count(numberBox(1, static_cast<int>(session::maxPings), 4))
    , m_ttl(numberBox(1, 255, 64))
    , m_interval(new SecondsBox(1))
    , m_sourceField(new Field(appearance, tr("From"), m_source, this))
    , m_destinationField(new Field(appearance, tr("To"), m_destination, this))
    , m_probeButton(new DropButton(appearance, QFont::Medium, this))
    , m_more(new DropButton(appearance, QFont::Medium, this))
    , m_probePopup(new Popup(m_probeButton))
    , m_morePopup(new Popup(m_more))
    , m_presets(new QMenu(this))
    , m_send(new QPushButton(this))
    , m_row(new QHBoxLayout(this))
{
    m_items = {{m_probeButton, &Slots::probe},
               {m_sourceField, &Slots::source},
               {m_destinationField, &Slots::destination},
               {new Field(appearance, tr("Count"), m_count, this), &Slots::count},
               {new Field(appearance, tr("Every"), m_interval, this), &Slots::interval},
               {new Field(appearance, QStringLiteral("TTL"), m_ttl, this), &Slots::ttl}};
    connect(m_probePopup, &Popup::opening, this, [this] { probe(); });
    m_more->show({}, tr("More"), tr("The fields that find no room in the toolbar"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    m_row->addWidget(m_more);
    m_row->addWidget(m_send);
    buildPresets();
    setSlots(slotsFor(parent ? window()->width() : 0));

    m_send->setProperty("kind", QStringLiteral("primary"));
    m_send->setFocusPolicy(Qt::TabFocus); // after a click the blank is for play and pause
    const std::pair<QWidget*, const char*> names[] = {
        {m_probeButton, "probe"},       {m_more, "more"},   {m_send, "send"},         {m_source, "source"},
        {m_destination, "destination"}, {m_count, "count"}, {m_interval, "interval"}, {m_ttl, "ttl"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));

    connect(m_destination, &QLineEdit::textChanged, this, [this] {
        suggestSource();
        showProbe();
    });
    for (QLineEdit* edit : {m_source, m_destination}) {
        connect(edit, &QLineEdit::textChanged, this, &SendForm::judgeAgain);
        connect(edit, &QLineEdit::editingFinished, this, &SendForm::judge);
        connect(edit, &QLineEdit::returnPressed, this, &SendForm::press);
    }
    connect(m_send, &QPushButton::clicked, this, &SendForm::press);
    showProbe();
    setMode(Mode::Unavailable);
}

ProbePanel& SendForm::probe()
{
    if (m_probe)
        return *m_probe;
    m_probe = new ProbePanel(m_appearance, m_probePopup);
    m_probePopup->column().addWidget(m_probe);
    m_probe->setLab(m_lab);
    connect(m_probe, &ProbePanel::bytesWanted, this, [this] {
        auto request = typed(false);
        request.count = 1;
        if (session::check(request))
            m_probe->showBytes(session::PingRun(request, 0).nextPackets().front());
    });
    connect(m_probe, &ProbePanel::changed, this, [this] {
        for (QWidget* field : {static_cast<QWidget*>(m_source), static_cast<QWidget*>(m_destination),
                               static_cast<QWidget*>(m_ttl)}) {
            field->parentWidget()->setEnabled(!m_probe->isRaw()); // they stand in the bytes
        }
        suggestSource();
        showProbe();
        judgeAgain();
    });
    showProbe();
    return *m_probe;
}

void SendForm::setSlots(const Slots& widths)
{
    int inRow = 0, inMore = 0;
    for (const Item& item : m_items) {
        const int width = widths.*item.width;
        width > 0 ? m_row->insertWidget(inRow++, item.widget)
                  : m_morePopup->column().insertWidget(inMore++, item.widget);
        item.widget->setFixedWidth(width > 0 ? width : inMoreWidth);
        item.widget->show();
    }
    m_more->setVisible(inMore > 0);
    constexpr int moreWidth = 68; // or what the language needs, where there is room
    m_more->setFixedWidth(widths.probe > 0 ? std::max(moreWidth, m_more->textWidth()) : moreWidth);
    m_send->setFixedWidth(widths.send);
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
    if (m_probe)
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
    probe().setProbe(preset.protocol, preset.port);
    judge();
}

// The source that fits where the packet comes from, unless a person has typed one.
void SendForm::suggestSource()
{
    if (m_source->isModified() || m_lab.pingSource.isNull())
        return;
    const auto to = addressIn(*m_destination);
    const bool v6 = to && !to->isV4();
    const auto from = m_probe ? m_probe->from() : session::PingFrom::Tun;
    const bool lan = m_probe && m_probe->device().toStdString() == m_lab.lan;
    const IpAddress& source = from == session::PingFrom::Tun ? (v6 ? m_lab.pingSource6 : m_lab.pingSource)
                              : from == session::PingFrom::ThisMachine
                                  ? (v6 ? m_lab.networkAddress6 : m_lab.networkAddress)
                              : lan ? (v6 ? m_lab.lanServer6 : m_lab.lanServer)
                                    : (v6 ? m_lab.farAddress6 : m_lab.farAddress);
    if (!source.isNull())
        m_source->setText(QString::fromStdString(source.toString()));
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

void SendForm::fillFrom(const SendForm& other)
{
    if (other.m_probe)
        probe().setFields(other.m_probe->fields());
    m_count->setValue(other.m_count->value());
    m_interval->setValue(other.m_interval->value());
    m_ttl->setValue(other.m_ttl->value());
    m_source->setText(other.m_source->text());
    m_source->setModified(other.m_source->isModified());
    m_destination->setText(other.m_destination->text());
    m_destination->setModified(other.m_destination->isModified());
    showProbe();
}

// The probe's panel and its summary in the toolbar.
void SendForm::showProbe()
{
    const auto request = typed();
    const bool v6 = !request.destination.isNull() && !request.destination.isV4();
    const QString summary = m_probe ? m_probe->summary(v6) : ProbePanel::usualSummary(v6);
    m_probeButton->show(QStringLiteral("probe"), summary, summary);
    m_probeButton->setAccessibleName(tr("Probe: %1").arg(summary));
    if (!m_probe)
        return;
    const auto checked = session::check(request);
    const bool isOfAddresses = !addressesProblem().isEmpty();
    const QString hexProblem = m_probe->rawProblem();
    m_probe->showLimits(request, !hexProblem.isEmpty()      ? hexProblem
                                 : checked || isOfAddresses ? QString()
                                                            : qt(words::text(checked.error())));
}

QString SendForm::addressesProblem() const
{
    if (m_probe && m_probe->isRaw())
        return {};
    for (const auto& [label, edit] : {std::pair{tr("From"), m_source}, std::pair{tr("To"), m_destination}}) {
        if (auto problem = addressProblem(label, edit->text()); !problem.isEmpty())
            return problem;
    }
    const bool v4 = addressIn(*m_source)->isV4();
    if (v4 == addressIn(*m_destination)->isV4())
        return {};
    return v4 ? tr("From is an IPv4 address and To an IPv6 address. A packet has two of one family.")
              : tr("From is an IPv6 address and To an IPv4 address. A packet has two of one family.");
}

QString SendForm::problem() const
{
    if (auto problem = addressesProblem(); !problem.isEmpty())
        return problem;
    if (auto problem = m_probe ? m_probe->rawProblem() : QString(); !problem.isEmpty())
        return problem;
    const auto checked = session::check(typed());
    return checked ? QString() : qt(words::text(checked.error()));
}

void SendForm::judge()
{
    const QString before = std::exchange(m_problem, problem());
    const QString ofAddresses = addressesProblem();
    const bool ofSource = !ofAddresses.isEmpty() && !addressProblem(tr("From"), m_source->text()).isEmpty();
    m_sourceField->setProblem(ofSource ? ofAddresses : QString());
    m_destinationField->setProblem(ofSource ? QString() : ofAddresses);
    if (m_problem != before)
        Q_EMIT problemFound(m_problem);
}

void SendForm::judgeAgain()
{
    if (!m_problem.isEmpty() && problem().isEmpty())
        judge();
}

session::PingRequest SendForm::typed(bool withRaw) const
{
    session::PingRequest request;
    request.source = addressIn(*m_source).value_or(IpAddress());
    request.destination = addressIn(*m_destination).value_or(IpAddress());
    request.count = static_cast<quint32>(m_count->value());
    request.intervalUs = m_interval->microseconds();
    request.ttl = static_cast<quint8>(m_ttl->value());
    request.sameConnection = true;
    if (m_probe)
        m_probe->writeTo(request, withRaw);
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
    if (mode != Mode::Unavailable)
        probe();
    m_send->setText(mode == Mode::Sending ? tr("Stop") : tr("Send"));
    m_send->setToolTip(
        mode == Mode::Unavailable
            ? tr("There is no lab to send in now.")
            : withKeys(mode == Mode::Sending ? tr("Stop sending") : tr("Send the packets"), Command::Send));
    m_send->setEnabled(mode != Mode::Unavailable);
}

void SendForm::press()
{
    if (m_mode == Mode::Sending)
        return Q_EMIT stopRequested();
    m_problem.clear(); // said again, if it is wrong again
    judge();
    if (const auto asked = request(); asked && m_mode == Mode::Ready)
        Q_EMIT sendRequested(*asked);
}

} // namespace hookwalk::ui
