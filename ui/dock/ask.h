// How the panels of the left dock ask for a change and hear what became of it. They know no session, so that
// they can be tried with plain values.
#pragma once

#include "protocol/messages.h"

#include <functional>
#include <optional>

class QObject;

namespace hookwalk::ui
{

using Answer = std::function<void(const std::optional<Error>& refusal)>; // nothing: it was done
// The answer is not given once `asker` is gone.
using Ask = std::function<void(QObject* asker, const protocol::Request& request, const Answer& answer)>;

} // namespace hookwalk::ui
