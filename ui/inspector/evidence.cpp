// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/evidence.h"

#include "ui/inspector/paragraph.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "words/steps.h"

#include <QHBoxLayout>

namespace hookwalk::ui
{

Evidence::Evidence(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_icon(new QLabel)
    , m_text(new Paragraph(&Theme::text2, textFont(12)))
{
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
    m_reason = qt(words::stopEvidence(document.trace(), walk, here));
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
        observed ? std::pair{QStringLiteral("eye"), tr("Observed")}
        : m_kind == StopKind::Skipped
            ? std::pair{QStringLiteral("skip"), m_absent ? tr("Not here") : tr("Skipped")}
            : std::pair{QStringLiteral("inferred"), tr("Inferred")};
    m_icon->setPixmap(
        icon(iconName, observed ? theme.good : theme.text2).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(QStringLiteral("<span style='font-weight:600;color:%1'>%2</span>&nbsp; %3")
                        .arg((observed ? theme.good : theme.text).name(), word,
                             withWholeOptions(m_reason).toHtmlEscaped()));
}

} // namespace hookwalk::ui
