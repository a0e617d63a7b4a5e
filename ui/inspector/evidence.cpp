// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/evidence.h"

#include "ui/panels/tintedlabel.h"
#include "ui/theme/icons.h"
#include "words/words.h"

#include <QHBoxLayout>

namespace hookwalk::ui
{

namespace
{

// The record's number in the kernel log, where the line was saved in the form of /dev/kmsg
// ("prio,seq,usec,flags;").
QString recordNumber(std::string_view line)
{
    const auto head = line.substr(0, line.find(';'));
    const auto first = head.find(','), second = head.find(',', first + 1);
    if (head.size() == line.size() || first == std::string_view::npos || second == std::string_view::npos)
        return {};
    const auto number = head.substr(first + 1, second - first - 1);
    const bool digits = !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos;
    return digits ? QString::fromUtf8(number.data(), static_cast<qsizetype>(number.size())) : QString();
}

QString observedReason(const Document& document, const Walk& walk, const Stop& stop)
{
    const Trace& trace = document.trace();
    const TraceEvent& event = trace.events()[stop.event];
    QString reason = lineEvidence(trace, event);
    if (!stop.note.empty() && stop.stage.kind != StageKind::Chain) // the rules' section has the chains' notes
        reason += QStringLiteral(". ") + QString::fromStdString(words::text(stop.note));
    if (event.flags & TraceEvent::Damaged)
        reason += QStringLiteral(". Parts of the line are damaged and left out.");
    if (trace.traversals()[walk.traversal].doubtful)
        reason +=
            QStringLiteral(". Another packet of the same look was under way: the line may be that one's.");
    return reason;
}

} // namespace

QString lineEvidence(const Trace& trace, const TraceEvent& event)
{
    const auto device = [&](std::uint16_t number) {
        const auto name = trace.device(number);
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    };
    switch (trace.source(event)) {
    case wire::Source::Nflog:
        return QStringLiteral("NFLOG");
    case wire::Source::Nftrace:
        return QStringLiteral("nftrace");
    case wire::Source::WireIn:
        return QStringLiteral("frame at %1 (in)").arg(device(event.in));
    case wire::Source::WireOut:
        return QStringLiteral("frame at %1 (out)").arg(device(event.out));
    case wire::Source::TunRead:
        return QStringLiteral("read from the tun fd");
    case wire::Source::KernelLog:
        break;
    }
    const QString record = recordNumber(trace.text(event));
    return record.isEmpty() ? QStringLiteral("line %1 of the log").arg(event.line)
                            : QStringLiteral("kernel log record %1").arg(record);
}

Evidence::Evidence(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_icon(new QLabel)
    , m_text(new TintedLabel(appearance, &Theme::text2, textFont(12)))
{
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("evidence"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 16, 16, 0);
    row->setSpacing(8);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    connect(&appearance, &Appearance::changed, this, &Evidence::tint);
}

void Evidence::showStop(const Document& document, const Walk& walk, int stop)
{
    const Stop& here = walk.stops[static_cast<std::size_t>(stop)];
    m_kind = here.kind;
    m_absent = false;
    m_reason = here.kind == StopKind::Observed ? observedReason(document, walk, here)
                                               : QString::fromStdString(words::text(here.note));
    tint();
}

void Evidence::showAbsence(const QString& reason)
{
    m_kind = StopKind::Skipped;
    m_absent = true;
    m_reason = reason;
    tint();
}

void Evidence::tint()
{
    const Theme& theme = m_appearance.theme();
    const bool observed = m_kind == StopKind::Observed;
    const auto [iconName, word] =
        observed ? std::pair{QStringLiteral("eye"), QStringLiteral("Observed")}
        : m_kind == StopKind::Skipped
            ? std::pair{QStringLiteral("skip"),
                        m_absent ? QStringLiteral("Not here") : QStringLiteral("Skipped")}
            : std::pair{QStringLiteral("inferred"), QStringLiteral("Inferred")};
    m_icon->setPixmap(
        icon(iconName, observed ? theme.good : theme.text2).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(QStringLiteral("<span style='font-weight:600;color:%1'>%2</span>&nbsp; %3")
                        .arg((observed ? theme.good : theme.text).name(), word, m_reason.toHtmlEscaped()));
}

} // namespace hookwalk::ui
