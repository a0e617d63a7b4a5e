// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/gotoeditor.h"

#include "query/filter.h"
#include "ui/timeline/clocktext.h"

#include <algorithm>
#include <QLineEdit>

namespace hookwalk::ui
{

namespace
{

constexpr std::int64_t oneDayUs = 86'400'000'000;

// A log may have records without a time: that of the nearest before it.
std::int64_t timeAtOrBefore(const Document& document, TraversalIndex packet)
{
    for (auto one = packet + 1; one > document.first(); --one) {
        if (const auto us = document.firstTimeUs(one - 1); us != noTime)
            return us;
    }
    return std::numeric_limits<std::int64_t>::min();
}

} // namespace

std::optional<GoTo> goToIn(const QString& text)
{
    const QString typed = text.trimmed();
    bool isNumber = false;
    const auto number = typed.toUInt(&isNumber);
    if (isNumber)
        return number > 0 ? std::optional<GoTo>(number - 1) : std::nullopt;
    // The filter reads times, too.
    const auto filter = query::parseFilter(QStringLiteral("time %1..%1").arg(typed).toStdString());
    if (!filter || filter->size() != 1 || filter->front().any.size() != 1)
        return std::nullopt;
    const auto& span = filter->front().any.front().span;
    return span.isOfDay ? GoTo(TimeOfDay{span.from}) : GoTo(LogTime{span.from});
}

TraversalIndex packetAt(const Document& document, const GoTo& place, TraversalIndex near)
{
    const auto first = document.first(), count = document.count();
    if (first == count)
        return noIndex;
    if (const auto* packet = std::get_if<TraversalIndex>(&place))
        return *packet >= first && *packet < count ? *packet : noIndex;
    std::int64_t us = 0;
    if (const auto* ofDay = std::get_if<TimeOfDay>(&place)) {
        const auto known =
            std::max<std::int64_t>(0, timeAtOrBefore(document, near >= first && near < count ? near : first));
        us = known - known % oneDayUs + ofDay->us;
    } else {
        us = std::get<LogTime>(place).us;
    }
    auto low = first, high = count;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        timeAtOrBefore(document, middle) < us ? low = middle + 1 : high = middle;
    }
    return std::min(low, count - 1);
}

GoToEditor::GoToEditor(const Appearance& appearance, QWidget* over)
    : OverlayEditor(appearance, tr("Packet or time"), over)
{
    setObjectName(QStringLiteral("goToEditor"));
    line().setObjectName(QStringLiteral("goTo"));
    line().setPlaceholderText(tr("7, 10:42:31 or 31.402"));
    addButton(tr("Go (Enter)"), [this] { take(); });
    addButton(tr("Back (Esc)"), [this] { leave(); });
    addStretch();
}

void GoToEditor::open()
{
    OverlayEditor::open(tr("Go to a packet or a time"), {}, (parentWidget()->width() - width()) / 2.0);
}

void GoToEditor::take()
{
    const QString typed = line().text();
    leave();
    if (!typed.trimmed().isEmpty())
        Q_EMIT chosen(typed);
}

} // namespace hookwalk::ui
