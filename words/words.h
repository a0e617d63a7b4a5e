// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and values (model/said.h) as sentences: in the person's language, by the translator that is installed
// (QCoreApplication::installTranslator()), or in English for what scripts read.
#pragma once

#include "model/result.h"

#include <string>
#include <string_view>

namespace hookwalk::words
{

// All of words/ gives UTF-8. A code without a sentence is shown as itself with its values: nothing that was said
// is lost.
std::string text(const Said& said);
std::string text(const Sentences& all);   // one behind the other
std::string list(const Sentences& items); // "3 sent, 2 received"
std::string text(const Error& error);     // what is wrong and what to do

// In a few words: "forwarding off" for "ip-forward-off", "known" for "connection-known"; "" for no such code.
std::string ofCause(std::string_view code);
std::string ofSkip(std::string_view code);

std::string english(const Said& said);
std::string english(const Sentences& all);
std::string english(const Error& error);

} // namespace hookwalk::words
