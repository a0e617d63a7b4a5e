// A change as a line of the journal, and which changes there can be: those that the helper's verbs make
// (protocol/messages.h). In a journal of a user who is let in by file capabilities that user can write, too,
// so no line may ask for more than a verb. Internal to kernel.
#pragma once

#include "kernel/journal.h"

#include <optional>

namespace hookwalk::kernel
{

// Whose journal it is. A route that goes with an address of a device may leave by another device: only root's
// own word is taken for that.
enum class Writer { Root, User };

bool isPossible(const Change& change, Writer writer);

std::string toLine(const Change& change);                               // without the line end
std::optional<Change> fromLine(const std::string& line, Writer writer); // nothing: no helper has written it

} // namespace hookwalk::kernel
