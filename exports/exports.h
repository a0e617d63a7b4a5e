// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of packets' ways that need no display: a page to step through, an animated picture, diagrams, text and JSON.
// The same bytes for the same log, options and language: no clock, no machine, no font is asked.
#pragma once

#include "traversal/walk.h"

#include <QByteArray>
#include <QString>
#include <string>
#include <variant>
#include <vector>

namespace hookwalk::exports
{

enum class Form : std::uint8_t {
    Page,        // HTML in one file, without a request to anywhere
    AnimatedSvg, // no script: plays in <img>
    Mermaid,
    Markdown,
    Text,
    Json,
};

struct FormInfo {
    Form form;
    QString ending; // ".html"; ".anim.svg", as the window's own .svg stands still
    QString name;   // in the person's language
};
std::vector<FormInfo> forms();
std::optional<Form> formOf(const QString& fileName); // by its ending; nothing: none of these

struct Packet {
    const Trace& trace;
    TraversalIndex packet;
};
struct Exchange { // a request and what answered it
    const Trace& trace;
    TraversalIndex request, reply;
};
struct Pair { // A and B, compared
    Packet a, b;
};
struct List { // in this order
    const Trace& trace;
    std::vector<TraversalIndex> packets;
};
using Subject = std::variant<Packet, Exchange, Pair, List>;

// Auto: light or dark, as the reader's system has it.
enum class Look : std::uint8_t { Auto, Light, Dark };
enum class Length : std::uint8_t { Short, Medium, Long };

struct Options {
    int step =
        0; // where the packet stands, from 1, as a locator counts; 0: at the first step of the page, at the last of others
    Look look = Look::Auto;         // Page, AnimatedSvg
    Length length = Length::Medium; // Text
    QString source;                 // the log's name, without folders; "": not told
    QString sourceOfB;              // of a Pair: that of B
};

// In the person's language (words/language.h), JSON in English. An Error where the form cannot show the subject, or there
// is no such step; of a Pair it is A's, or the next one that is compared. A page has at most 60 kB, an animated picture
// 30 kB: what is left out is said there.
Result<QByteArray> make(Form form, const Subject& subject, const Options& options);

// What to say of a list before it is written: a page and a sequence diagram have room for the first packets of a long one
// only, the other forms have all of it; or the filter shows none. Empty: nothing.
Said remarkOn(Form form, const List& list, const Options& options);

// What is kept under that name, a document or a picture; an Error where it cannot be read.
Result<QByteArray> kept(const QString& name);
// What differs between a document that was kept and the same one made now; empty: nothing.
Said whatChanged(const QString& name, const QByteArray& kept, const QByteArray& now);

} // namespace hookwalk::exports
