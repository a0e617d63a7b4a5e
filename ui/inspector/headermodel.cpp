// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/headermodel.h"

#include "traversal/event.h"
#include "ui/theme/text.h"
#include "words/packets.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hookwalk::ui
{

namespace
{

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// The link header is the device's, not the packet's; the raw line below has it.
bool isLinkField(std::string_view name)
{
    return name.starts_with("mac") || name == "vproto" || name == "vid";
}

// What the kernel knows of a packet while it has it; a frame on the wire carries none of it.
bool isKernelField(std::string_view name)
{
    return name == "in" || name == "out" || name == "mark" || name == "uid" || name == "gid";
}

// "icmp.id" is "ID (ICMP)", because the line has another ID; the part is named only where it must be.
QString tokenName(std::string_view name)
{
    const auto dot = name.rfind('.');
    QString token = fromView(dot == std::string_view::npos ? name : name.substr(dot + 1)).toUpper();
    if (dot == std::string_view::npos)
        return token;
    if (name.starts_with("inner."))
        return QStringLiteral("[%1]").arg(token); // as the kernel brackets the packet that an error quotes
    const bool twice = token == QStringLiteral("ID") || token == QStringLiteral("LEN");
    return twice ? QStringLiteral("%1 (%2)").arg(token, fromView(name.substr(0, dot)).toUpper()) : token;
}

// RFC 792 and its updates; RFC 4443 and RFC 4861 for ICMPv6.
QString icmpTypeName(int type, bool v6)
{
    using Names = std::map<int, const char*>;
    static const Names four{{0, QT_TRANSLATE_NOOP("hookwalk::ui", "echo reply")},
                            {3, QT_TRANSLATE_NOOP("hookwalk::ui", "unreachable")},
                            {5, QT_TRANSLATE_NOOP("hookwalk::ui", "redirect")},
                            {8, QT_TRANSLATE_NOOP("hookwalk::ui", "echo request")},
                            {11, QT_TRANSLATE_NOOP("hookwalk::ui", "time exceeded")},
                            {12, QT_TRANSLATE_NOOP("hookwalk::ui", "parameter problem")},
                            {13, QT_TRANSLATE_NOOP("hookwalk::ui", "timestamp")}};
    static const Names six{{1, QT_TRANSLATE_NOOP("hookwalk::ui", "unreachable")},
                           {2, QT_TRANSLATE_NOOP("hookwalk::ui", "packet too big")},
                           {3, QT_TRANSLATE_NOOP("hookwalk::ui", "time exceeded")},
                           {4, QT_TRANSLATE_NOOP("hookwalk::ui", "parameter problem")},
                           {128, QT_TRANSLATE_NOOP("hookwalk::ui", "echo request")},
                           {129, QT_TRANSLATE_NOOP("hookwalk::ui", "echo reply")},
                           {133, QT_TRANSLATE_NOOP("hookwalk::ui", "router solicitation")},
                           {134, QT_TRANSLATE_NOOP("hookwalk::ui", "router advertisement")},
                           {135, QT_TRANSLATE_NOOP("hookwalk::ui", "neighbour solicitation")},
                           {136, QT_TRANSLATE_NOOP("hookwalk::ui", "neighbour advertisement")}};
    const Names& names = v6 ? six : four;
    const auto known = names.find(type);
    return known == names.end() ? QString() : QLatin1Char(' ') + tr(known->second);
}

QString valueText(const std::optional<wire::Field>& field, bool icmpV6)
{
    if (!field || field->value.empty())
        return noValue();
    const QString value = qt(words::fieldValue(*field));
    bool isNumber = false;
    const int type = field->name == "icmp.type" ? value.toInt(&isNumber) : 0;
    return isNumber ? value + icmpTypeName(type, icmpV6) : value;
}

// The stop itself or the last one before that the kernel reported, else the first one.
int nearestLine(const Walk& walk, int stop)
{
    const auto isLine = [](const Stop& candidate) { return candidate.kind == StopKind::Observed; };
    for (int i = stop; i >= 0; --i) {
        if (isLine(walk.stops[static_cast<std::size_t>(i)]))
            return i;
    }
    const auto first = std::ranges::find_if(walk.stops, isLine);
    return first == walk.stops.end() ? -1 : static_cast<int>(first - walk.stops.begin());
}

HeaderRow rowOf(const wire::FieldChange& change, bool icmpV6)
{
    return {tokenName(change.name), valueText(change.after, icmpV6), valueText(change.before, icmpV6), true};
}

} // namespace

QString noValue()
{
    return tr("none");
}

Header headerAt(const Trace& trace, const Walk& walk, int stop)
{
    Header header;
    header.seenAt = nearestLine(walk, stop);
    if (header.seenAt < 0)
        return header;
    const Stop& here = walk.stops[static_cast<std::size_t>(stop)];
    const TraceEvent& event = trace.events()[walk.stops[static_cast<std::size_t>(header.seenAt)].event];
    const wire::LogLine line = trace.line(event);
    const bool frame = wire::isFrame(sourceOf(event));
    const auto isShown = [frame](std::string_view name) {
        return !isLinkField(name) && !(frame && isKernelField(name));
    };
    const bool icmpV6 = line.packet.proto == "ICMPv6";
    for (const wire::Field& field : wire::fields(line)) {
        if (!isShown(field.name))
            continue;
        const auto change = std::ranges::find(here.changed, field.name, &wire::FieldChange::name);
        header.rows.push_back(change != here.changed.end()
                                  ? rowOf(*change, icmpV6)
                                  : HeaderRow{tokenName(field.name), valueText(field, icmpV6), {}, false});
    }
    for (const auto& change : here.changed) {
        if (!change.after && isShown(change.name))
            header.rows.push_back(rowOf(change, icmpV6));
    }
    return header;
}

void HeaderModel::setRows(std::vector<HeaderRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int HeaderModel::changedCount() const
{
    return static_cast<int>(std::ranges::count(m_rows, true, &HeaderRow::changed));
}

int HeaderModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant HeaderModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const HeaderRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return row.changed && !row.before.isEmpty()
                   ? QStringLiteral("%1: %2 → %3").arg(row.name, row.before, row.value)
               : row.name.isEmpty() ? row.value
                                    : QStringLiteral("%1: %2").arg(row.name, row.value);
    default:
        return {};
    }
}

} // namespace hookwalk::ui
