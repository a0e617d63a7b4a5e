// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/undo.h"

#include "ui/dock/changestrip.h"

#include <algorithm>
#include <QPointer>

namespace hookwalk::ui
{

namespace
{

using namespace change;

constexpr std::uint32_t leastMtuOfIpv6 = 1280; // RFC 8200, 5
constexpr std::uint32_t mtuOfNewTun = 1500;    // ETH_DATA_LEN, of a new tun (drivers/net/tun.c)

// The state that `wanted` would replace, as a change of its kind.
struct Former : InForce {
    const protocol::Device* device(const std::string& name) const
    {
        const auto found = std::ranges::find(devices, name, &protocol::Device::name);
        return found == devices.end() ? nullptr : &*found;
    }
    std::optional<int> setting(Setting::Kind kind, const std::string& device) const
    {
        const auto found = std::ranges::find_if(gateway.settings, [&](const protocol::SettingShown& shown) {
            return shown.setting.kind == kind && shown.setting.device == device;
        });
        return found == gateway.settings.end() ? std::nullopt
                                               : std::optional(QString::fromStdString(found->value).toInt());
    }

    std::optional<Change> operator()(const SetDeviceUp& wanted) const
    {
        const auto* now = device(wanted.name);
        return now ? std::optional<Change>(SetDeviceUp{wanted.name, now->up}) : std::nullopt;
    }
    std::optional<Change> operator()(const SetDeviceMtu& wanted) const
    {
        const auto* now = device(wanted.name);
        return now ? std::optional<Change>(SetDeviceMtu{wanted.name, now->mtu}) : std::nullopt;
    }
    std::optional<Change> operator()(const DeleteTun& wanted) const
    {
        const auto* now = device(wanted.name);
        return now ? std::optional<Change>(
                         CreateTun{wanted.name, now->tap, now->owner, now->group, now->persistent})
                   : std::nullopt;
    }
    std::optional<Change> operator()(const SetForwarding& wanted) const
    {
        if (wanted.withV6 && gateway.forwarding != gateway.forwarding6)
            return std::nullopt; // one switch for both
        return SetForwarding{gateway.forwarding, wanted.withV6};
    }
    std::optional<Change> operator()(const SetNat&) const { return gateway.nat; }
    std::optional<Change> operator()(const SetRpFilter& wanted) const
    {
        const auto value = setting(Setting::Kind::RpFilter, wanted.device);
        return value ? std::optional<Change>(SetRpFilter{wanted.device, static_cast<std::uint8_t>(*value)})
                     : std::nullopt;
    }
    std::optional<Change> operator()(const SetLogMartians& wanted) const
    {
        const auto value = setting(Setting::Kind::LogMartians, wanted.device);
        return value ? std::optional<Change>(SetLogMartians{wanted.device, *value != 0}) : std::nullopt;
    }
    template<typename Other> std::optional<Change> operator()(const Other&) const { return std::nullopt; }
};

// What goes with a device that is deleted, or with its IPv6 when it is set down or its packets are too small for that
// (addrconf_ifdown in net/ipv6/addrconf.c).
void addLost(const protocol::Device& device, bool all, std::vector<Change>& back)
{
    if (all && device.mtu != mtuOfNewTun)
        back.emplace_back(SetDeviceMtu{device.name, device.mtu});
    for (const std::string& text : device.addresses) {
        const auto network = Network::parse(text);
        if (network && !isLinkLocal(network->address) && (all || !network->address.isV4()))
            back.emplace_back(AddDeviceAddress{device.name, *network});
    }
    if (all && device.up)
        back.emplace_back(SetDeviceUp{device.name, true});
}

} // namespace

std::vector<Change> wayBack(const Change& change, const InForce& before)
{
    const Former former{before};
    const auto first = inverse(change, std::visit(former, change));
    if (!first || *first == change) // as it was
        return {};
    std::vector<Change> back{*first};
    const auto* device = former.device(deviceOf(change));
    const bool deletes = std::holds_alternative<DeleteTun>(change);
    const auto* upDown = std::get_if<SetDeviceUp>(&change);
    const auto* mtu = std::get_if<SetDeviceMtu>(&change);
    if (device && (deletes || (upDown && !upDown->up) || (mtu && mtu->mtu < leastMtuOfIpv6)))
        addLost(*device, deletes, back);
    return back;
}

Undo::Undo(Now now, QWidget* parent)
    : QWidget(parent)
    , m_now(std::move(now))
{
    hide();
}

Ask Undo::through(const Ask& ask)
{
    return [self = QPointer<Undo>(this), ask](QObject* asker, const Order& order, const Answer& answer) {
        const auto* change = std::get_if<Change>(&order);
        if (!self || !change)
            return ask(asker, order, answer);
        ask(asker, order,
            [self, answer, change = *change,
             back = wayBack(*change, self->m_now())](const std::optional<Error>& refusal) {
                if (self && !refusal)
                    self->note(change, back);
                else if (self)
                    self->giveUp(change);
                answer(refusal);
            });
    };
}

void Undo::alsoLost(const std::vector<RestoreRoute>& routes)
{
    m_lost = routes;
}

void Undo::note(const Change& change, std::vector<Change> back)
{
    const auto lost = std::exchange(m_lost, {});
    if (!back.empty())
        back.insert(back.end(), lost.begin(), lost.end());
    if (m_isRunning && !m_done.empty() && m_done.back().back.front() == change) {
        auto& left = m_done.back().back;
        left.erase(left.begin());
        if (left.empty()) {
            m_undone.push_back(m_done.back().change);
            m_done.pop_back();
        }
    } else {
        if (!m_undone.empty() && m_undone.back() == change)
            m_undone.pop_back(); // by whatever control
        else
            m_undone.clear();
        if (!back.empty())
            m_done.push_back({change, std::move(back)});
    }
    Q_EMIT changed();
}

// What is refused now would be so again, and what was changed before it would never be reached. The strip says why and
// still offers it.
void Undo::giveUp(const Change& change)
{
    if (!std::exchange(m_isRunning, false) || m_done.empty() || m_done.back().back.front() != change)
        return;
    m_done.pop_back();
    Q_EMIT changed();
}

void Undo::takeOver(Undo& other)
{
    m_done = std::exchange(other.m_done, {});
    m_undone = std::exchange(other.m_undone, {});
    Q_EMIT changed();
}

void Undo::run(ChangeStrip& strip)
{
    if (m_done.empty())
        return;
    m_isRunning = true;
    disconnect(&strip, &ChangeStrip::left, this, nullptr);
    connect(&strip, &ChangeStrip::left, this,
            [this](const QWidget* control) { m_isRunning = m_isRunning && control != this; });
    const auto left = m_done.size();
    strip.make(
        this, [this] { return next(); },
        [this, left, strip = QPointer<ChangeStrip>(&strip)] {
            m_isRunning = false;
            if (strip && m_done.size() == left) // more of the same
                run(*strip);
        });
}

void Undo::redo(ChangeStrip& strip)
{
    m_isRunning = false;
    strip.make(this, [this] { return m_undone.empty() ? std::nullopt : proposalOf(m_undone.back()); });
}

std::optional<Proposal> Undo::next() const
{
    if (m_done.empty())
        return std::nullopt;
    const auto& back = m_done.back().back;
    auto proposal = proposalOf(back.front());
    proposal->more.assign(back.begin() + 1, back.end());
    return proposal;
}

std::optional<Proposal> Undo::proposalOf(const Change& change) const
{
    Proposal proposal{change};
    const auto& nat = m_now().gateway.nat;
    if (std::holds_alternative<SetNat>(change) && nat.kind != SourceNat::Off)
        proposal.former = nat;
    return proposal;
}

void Undo::forget()
{
    m_done.clear();
    m_undone.clear();
    Q_EMIT changed();
}

QString Undo::words() const
{
    return m_done.empty() ? QString() : wordsOf(m_done.back().change);
}

QString Undo::redoWords() const
{
    return m_undone.empty() ? QString() : wordsOf(m_undone.back());
}

} // namespace hookwalk::ui
