// SPDX-License-Identifier: GPL-3.0-or-later
// A clock for the playhead that moves only when a test says so.
#pragma once

#include "ui/playback/playhead.h"

#include <memory>

namespace hookwalk::test
{

class FakeClock
{
public:
    ui::Playhead::Clock clock() const
    {
        return [now = m_now] { return *now; };
    }
    // One tick after so many milliseconds, as the playhead's timer would do it.
    void tick(ui::Playhead& playhead, qint64 milliseconds) const
    {
        *m_now += milliseconds * 1000;
        playhead.advance();
    }
    // Many small ticks: the playhead takes no more than 100 ms at once.
    void run(ui::Playhead& playhead, qint64 milliseconds) const
    {
        for (qint64 passed = 0; passed < milliseconds; passed += 20)
            tick(playhead, 20);
    }

private:
    std::shared_ptr<qint64> m_now = std::make_shared<qint64>(0);
};

} // namespace hookwalk::test
