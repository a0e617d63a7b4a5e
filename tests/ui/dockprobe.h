// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the left dock have in common: somebody who is asked and answers when told, and the parts
// that every test has anew.
#pragma once

#include "ui/dock/changestrip.h"

#include <memory>

namespace hookwalk::test
{

struct Asked {
    QPointer<QObject> asker;
    ui::Order order;
    ui::Answer answer;
};

class FakeHelper
{
public:
    ui::Ask ask()
    {
        return [this](QObject* asker, const ui::Order& order, const ui::Answer& answer) {
            asked.push_back({asker, order, answer});
        };
    }
    // Answers the oldest question; a sentence refuses it.
    void answer(const std::string& refusal = {})
    {
        const Asked first = asked.front();
        asked.erase(asked.begin());
        if (!first.asker)
            return;
        if (refusal.empty())
            first.answer(std::nullopt);
        else
            first.answer(
                Error{ErrorCode::KernelRefused, say(refusal)}); // a code without a sentence is shown itself
    }
    template<typename Kind> const Kind* latest() const
    {
        const auto* change = asked.empty() ? nullptr : std::get_if<change::Change>(&asked.back().order);
        return change ? std::get_if<Kind>(change) : nullptr;
    }

    std::vector<Asked> asked; // not answered yet
};

class StripTest
{
protected:
    void setUp()
    {
        m_helper.asked.clear();
        m_appearance = std::make_unique<ui::Appearance>();
        m_strip = std::make_unique<ui::ChangeStrip>(*m_appearance, m_helper.ask());
        m_strip->show();
    }
    void tearDown()
    {
        m_strip.reset();
        m_appearance.reset();
    }

    std::unique_ptr<ui::Appearance> m_appearance;
    FakeHelper m_helper;
    std::unique_ptr<ui::ChangeStrip> m_strip;
};

template<typename Panel> class PanelTest : protected StripTest
{
protected:
    void setUp()
    {
        StripTest::setUp();
        m_panel = std::make_unique<Panel>(*m_appearance, *m_strip);
        m_panel->show();
    }
    void tearDown()
    {
        m_panel.reset();
        StripTest::tearDown();
    }

    std::unique_ptr<Panel> m_panel;
};

inline protocol::Device someDevice(const std::string& name)
{
    protocol::Device device;
    device.name = name;
    device.index = 7;
    device.up = device.carrier = device.persistent = device.own = true;
    device.owner = 0;
    device.mtu = 1500;
    device.queueLength = 500;
    device.addresses = {"192.168.69.100/24"};
    device.holder = "hookwalk (1234)";
    device.rxPackets = 3;
    device.rxBytes = 123;
    device.txPackets = 1;
    device.txBytes = 1510;
    return device;
}

} // namespace hookwalk::test
