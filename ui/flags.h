// SPDX-License-Identifier: GPL-3.0-or-later
// The flags of what is shown, in the order of their records. A recording keeps them; another log has none of them.
#pragma once

#include "model/flag.h"

#include <functional>
#include <QObject>
#include <vector>

namespace hookwalk::ui
{

class Flags : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<Flag>& all() const { return m_flags; } // rising, one a record
    const Flag* at(std::uint32_t record) const;              // null: none. Valid until changed()
    const Flag* before(std::uint32_t record) const;          // the nearest one; null: none
    const Flag* behind(std::uint32_t record) const;

    void setAll(std::vector<Flag> flags); // in any order; of two at a record the first one stays
    void set(std::uint32_t record,
             std::string note); // its line breaks become blanks, what is too long is cut
    void remove(std::uint32_t record);
    void keep(const std::function<bool(const Flag&)>& isKept); // those alone

Q_SIGNALS:
    void changed();

private:
    std::vector<Flag> m_flags;
};

} // namespace hookwalk::ui
