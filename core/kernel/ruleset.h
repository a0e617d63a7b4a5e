// The rules in force in the network namespace that the process is in, without the trace points of ours.
#pragma once

#include "model/result.h"

#include <nlohmann/json_fwd.hpp>

namespace hookwalk::kernel
{

// As the "ruleset" line of wire/factline.h has it. Asks again where somebody changes rules meanwhile.
Result<nlohmann::ordered_json> readRuleset();

} // namespace hookwalk::kernel
