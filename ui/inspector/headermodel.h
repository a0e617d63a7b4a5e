// SPDX-License-Identifier: GPL-3.0-or-later
// The header of the packet at one stop: each token of the kernel's line, and what it was before where it
// changed.
#pragma once

#include "traversal/walk.h"

#include <QAbstractListModel>
#include <vector>

namespace hookwalk::ui
{

struct HeaderRow {
    QString name;   // as the kernel writes it: "TTL"
    QString value;  // "63", "none" for an empty or missing token
    QString before; // with `changed`
    bool changed = false;
    bool operator==(const HeaderRow&) const = default;
};

// The header at a stop of the walk. Where the kernel reported nothing it is the header of the line before (or
// of the first line), with what conntrack rewrote; `seenAt` is the stop of that line, -1 where there is none.
struct Header {
    std::vector<HeaderRow> rows;
    int seenAt = -1;
};
Header headerAt(const Trace& trace, const Walk& walk, int stop);

QString noValue(); // "none"

class HeaderModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<HeaderRow> rows);
    const std::vector<HeaderRow>& rows() const { return m_rows; }
    int changedCount() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<HeaderRow> m_rows;
};

} // namespace hookwalk::ui
