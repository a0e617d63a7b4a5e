// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/administration.h"

namespace hookwalk::session
{

void Administration::change(const change::Change& wanted, const Answered& then)
{
    m_helper.ask<protocol::Done>(
        wanted, [then](const auto&) { then({}); }, [then](const Error& error) { then(error); });
}

void Administration::examineBefore(const QString& helperPath, int answerTimeoutMs, const Examined& then,
                                   const Conversation::Refused& refused)
{
    m_visitor = std::make_unique<Conversation>(answerTimeoutMs);
    auto* const visitor = m_visitor.get();
    // The visitor is still speaking when it is answered.
    const auto leave = [this, visitor] {
        visitor->close();
        visitor->deleteLater();
        if (m_visitor.get() == visitor)
            static_cast<void>(m_visitor.release()); // it deletes itself
    };
    const auto end = [leave, refused](const Error& error) {
        leave();
        refused(error);
    };
    QObject::connect(visitor, &Conversation::ended, visitor, end);
    const auto started = findHelper(helperPath)
                             .and_then([](const QString& helper) {
                                 return planStart(helper, Place::Lab); // asks for nothing
                             })
                             .and_then([&](const HelperStart& how) { return visitor->start(how); });
    if (!started)
        return end(started.error());
    const auto examine = [visitor, leave, then, end](const protocol::Done&) {
        visitor->ask<protocol::Examined>(
            protocol::Examine{},
            [leave, then](const protocol::Examined& examined) {
                const auto checks = examined.checks;
                leave();
                then(checks);
            },
            end);
    };
    visitor->ask<protocol::Done>(protocol::Hello{}, examine, end);
}

} // namespace hookwalk::session
