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

// The rows of an observed stop (all tokens of its line, some left to the raw line) or of an address rewrite
// (what it wrote). `number` of changed rows: count them.
std::vector<HeaderRow> headerRows(const Trace& trace, const Stop& stop);

class HeaderModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { BeforeRole = Qt::UserRole, ValueRole, ChangedRole };
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
