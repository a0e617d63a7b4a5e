// Remedies of the doctor that Hookwalk can carry out itself.
#pragma once

#include "protocol/messages.h"

#include <optional>
#include <QString>

namespace hookwalk::ui
{

struct Remedy {
    QString words; // for a button: "Set ip_forward to 1"
    protocol::Request request;
};

// The request that does what this command would do. Nothing: no verb of ours does.
std::optional<Remedy> ownRemedy(const QString& command);

} // namespace hookwalk::ui
