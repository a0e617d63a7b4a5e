// SPDX-License-Identifier: GPL-3.0-or-later
// The helper's conversation with its one session: carries out requests one after another, and sends the
// reports of trace points in between. One thread with a poll loop, so nothing needs a lock.
#pragma once

#include "kernel/sources/tracing.h"
#include "outbox.h"
#include "place.h"
#include "protocol/codec.h"
#include "protocol/level.h"

#include <optional>

namespace hookwalk::helper
{

class Server
{
public:
    // Requests beyond the level are refused.
    Server(int socket, protocol::Level level)
        : m_socket(socket)
        , m_level(level)
        , m_outbox(socket)
    {
    }

    // Returns when the session closes its end; with an Error after an invalid message, or if the kernel
    // closes a source. In both cases the caller ends the process, which removes everything; changes of the
    // machine itself are undone by the destructor.
    Result<void> serve();

private:
    enum class Peer { Speaking, Gone };
    // A reply, and the descriptor that goes with it.
    struct Answer {
        protocol::Reply reply;
        UniqueFd attached = UniqueFd(); // sent along, where there is one
    };

    void wait(short& socketEvents, short& sourceEvents, short& deviceEvents) const;
    Result<Peer> listen();
    Result<void> answerRequests();
    Result<void> answer(const protocol::NumberedRequest& request);
    Result<Answer> perform(const protocol::NumberedRequest& numbered);
    Result<void> forwardReports();
    Result<void> tellDevices();
    Result<void> pass(const Result<std::vector<protocol::Reply>>& reports);

    Result<Answer> carryOut(const protocol::Hello& request);
    Result<Answer> carryOut(const protocol::MakeLab& request);
    Result<Answer> carryOut(const protocol::OpenTun& request);
    Result<Answer> carryOut(const protocol::SetTrace& request);
    Result<Answer> carryOut(const protocol::ClearTrace& request);
    Result<Answer> carryOut(const protocol::ShowTrace& request);
    Result<Answer> carryOut(const protocol::Sync& request);
    Result<Answer> carryOut(const protocol::Canary& request);
    Result<Answer> carryOut(const protocol::ShowRules& request);
    Result<Answer> carryOut(const protocol::MarkCounters& request);
    Result<Answer> carryOut(const protocol::Investigate& request);
    Result<Answer> carryOut(const protocol::Inject& request);
    Result<Answer> carryOut(const protocol::SendHere& request);
    Result<Answer> carryOut(const protocol::UseHost& request);
    Result<Answer> carryOut(const protocol::WatchDevices& request);
    Result<Answer> carryOut(const change::Change& request);
    Result<Answer> carryOut(const protocol::ShowGateway& request);
    Result<Answer> carryOut(const protocol::Examine& request);
    Result<Answer> carryOut(const protocol::RestoreLeftovers& request);
    static Result<Answer> done(const Result<void>& result);
    template<typename Request> Result<void> checkOrder() const;
    Result<void> checkLevel(const protocol::Request& request) const;

    int m_socket;
    protocol::Level m_level;
    protocol::Decoder<protocol::NumberedRequest> m_decoder;
    bool m_greeted = false;
    std::unique_ptr<Place> m_place; // none: not chosen yet
    std::optional<kernel::Tracing> m_tracing;
    Outbox m_outbox;
};

} // namespace hookwalk::helper
