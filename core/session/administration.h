// SPDX-License-Identifier: GPL-3.0-or-later
// What a session does beside its packets: changes of tun devices and the gateway, and the doctor. Where the
// helper ends meanwhile there is no answer: Conversation::ended says so.
#pragma once

#include "session/conversation.h"

#include <functional>
#include <memory>
#include <optional>

namespace hookwalk::session
{

class Administration
{
public:
    using Answered = std::function<void(const std::optional<Error>& refusal)>; // nothing: it was done
    using Examined = std::function<void(const std::vector<protocol::Check>& checks)>;

    explicit Administration(Conversation& helper)
        : m_helper(helper)
    {
    }

    void change(const change::Change& wanted, const Answered& then);

    // Asks a helper of its own, without privileges where this program has none: for as long as there is no
    // place yet. `then` is not called where `refused` is.
    void examineBefore(const QString& helperPath, int answerTimeoutMs, const Examined& then,
                       const Conversation::Refused& refused);

private:
    Conversation& m_helper;
    std::unique_ptr<Conversation> m_visitor;
};

} // namespace hookwalk::session
