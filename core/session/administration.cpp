#include "session/administration.h"

#include <type_traits>

namespace hookwalk::session
{

bool Administration::isChange(const protocol::Request& request)
{
    return std::visit(
        [](const auto& message) {
            using Message = std::decay_t<decltype(message)>;
            return std::is_same_v<Message, protocol::CreateTun> ||
                   std::is_same_v<Message, protocol::DeleteTun> ||
                   std::is_same_v<Message, protocol::SetDeviceUp> ||
                   std::is_same_v<Message, protocol::SetDeviceMtu> ||
                   std::is_same_v<Message, protocol::AddDeviceAddress> ||
                   std::is_same_v<Message, protocol::RemoveDeviceAddress> ||
                   std::is_same_v<Message, protocol::SetGateway>;
        },
        request);
}

void Administration::change(const protocol::Request& request, const Answered& then)
{
    if (!isChange(request))
        return then(Error{ErrorCode::BadInput, "This is no change of a device or of the gateway.", 0});
    m_helper.ask<protocol::Done>(
        request, [then](const auto&) { then({}); }, [then](const Error& error) { then(error); });
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
