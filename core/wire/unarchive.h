// SPDX-License-Identifier: GPL-3.0-or-later
// What libarchive does for a packed file: a part of its own (model/part.h). Internal to wire.
#pragma once

#include "wire/gunzip.h"

namespace hookwalk::wire
{

class Unarchiver
{
public:
    virtual ~Unarchiver() = default;
    // As read(2); 0 at the end, -1 where the packed bytes make no sense.
    virtual ssize_t read(char* to, std::size_t size, const Gunzip::Source& more) = 0;
};

struct Unarchiving {
    std::unique_ptr<Unarchiver> (*begin)();
};

} // namespace hookwalk::wire
