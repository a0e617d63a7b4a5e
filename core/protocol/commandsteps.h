// The changes behind a list of requests, one after another, each with the line for sh(1) that makes it and
// the one that takes it back. Internal to commandtext.h.
#pragma once

#include "protocol/commandtext.h"

namespace hookwalk::protocol
{

struct Step {
    std::string what;    // for people; "": belongs to the step before
    std::string command; // a line for sh(1)
    std::string undo;    // the same; "": goes with the step before. With `former` it lacks its last word
    std::string former;  // prints that word, to be asked before the change; "" where undo is whole
    std::string setting; // whose value the word is, where it is a kernel setting
    std::string usual;   // the word where it was not asked; "": unknown
};

// For the requests that last: without what a later one takes back.
std::vector<Step> stepsFor(const std::vector<Request>& requests, NatTool tool);
// What the setup is called, in nft and in the file system: after its first device, "hookwalk_tun0".
std::string setupName(const std::vector<Request>& requests);

} // namespace hookwalk::protocol
