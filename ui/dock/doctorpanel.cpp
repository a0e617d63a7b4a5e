// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/doctorpanel.h"

#include "ui/dock/dockwidgets.h"
#include "ui/dock/doctorrow.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/panelhead.h"
#include "ui/theme/icons.h"
#include "words/words.h"

#include <algorithm>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

using protocol::Health;

QString countsOf(const std::vector<protocol::Check>& checks)
{
    const auto count = [&](Health health) {
        return std::ranges::count(checks, health, &protocol::Check::health);
    };
    const auto bad = count(Health::Bad), good = count(Health::Good), hints = count(Health::Hint);
    QStringList parts;
    if (bad > 0)
        parts << DoctorPanel::tr("%1 bad").arg(bad);
    if (good > 0 && (bad == 0 || hints == 0)) // there is room for two
        parts << DoctorPanel::tr("%1 good").arg(good);
    if (hints > 0)
        parts << DoctorPanel::tr("%n hint(s)", nullptr, static_cast<int>(hints));
    return parts.join(QStringLiteral(", "));
}

namespace
{

int severity(Health health)
{
    return health == Health::Bad ? 2 : health == Health::Hint ? 1 : 0;
}

} // namespace

DoctorPanel::DoctorPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_strip(strip)
    , m_head(new PanelHead(tr("Doctor")))
    , m_summary(new QPushButton(this))
    , m_refresh(new IconButton(appearance, QStringLiteral("refresh"), tr("Examine again")))
    , m_rows(new QVBoxLayout)
    , m_restored(sentenceLabel(&Theme::text2))
    , m_nothing(sentenceLabel(&Theme::text3))
{
    m_summary->setObjectName(QStringLiteral("doctorSummary"));
    m_summary->setIconSize(QSize(16, 16));
    m_summary->setToolTip(tr("Go to the doctor"));
    connect(&appearance, &Appearance::changed, this, &DoctorPanel::tint);
    m_refresh->setObjectName(QStringLiteral("examine"));
    m_restored->setObjectName(QStringLiteral("restored"));
    m_head->addWidget(m_refresh);
    m_rows->setSpacing(12);
    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(dockMargin, 8, rightMargin, dockMargin);
    inside->setSpacing(12);
    inside->addWidget(m_restored);
    inside->addWidget(m_nothing);
    inside->addLayout(m_rows);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addLayout(inside);
    connect(m_refresh, &QToolButton::clicked, this, &DoctorPanel::refreshAsked);
    showChecks({});
}

// What is wrong comes first, otherwise in the order in which it was examined. A row that says the same as
// before stays, so that the focus in it does, too.
void DoctorPanel::showChecks(const std::vector<protocol::Check>& checks)
{
    setSentence(*m_nothing, checks.empty() ? tr("Not examined yet.") : QString());
    auto sorted = checks;
    std::ranges::stable_sort(sorted, [](const protocol::Check& a, const protocol::Check& b) {
        return severity(a.health) > severity(b.health);
    });
    m_worst = sorted.empty() ? Health::Good : sorted.front().health;
    const QString counts = countsOf(checks), whole = tr("Doctor: %1").arg(counts);
    const int room = dockWidth - 2 * dockMargin - 24; // 24: of the icon
    m_summary->setText(QFontMetrics(m_summary->font()).horizontalAdvance(whole) <= room ? whole : counts);
    m_summary->setAccessibleName(whole);
    m_summary->setVisible(!checks.empty());
    tint();
    auto before = std::exchange(m_shown, {});
    for (const auto& check : sorted) {
        const auto same = std::ranges::find_if(before, [&](auto* row) { return row->shows(check); });
        auto* row = same == before.end() ? makeRow(check) : *same;
        if (same != before.end())
            before.erase(same);
        m_rows->insertWidget(static_cast<int>(m_shown.size()), row);
        m_shown.push_back(row);
    }
    for (DoctorRow* row : before) {
        if (row->isAncestorOf(QApplication::focusWidget()))
            m_refresh->setFocus(); // what was wrong is mended: look again
        row->hide();
        row->deleteLater(); // it may hold the button whose click led here
    }
}

void DoctorPanel::tint()
{
    const Theme& theme = m_appearance.theme();
    const auto& [name, colour] = m_worst == Health::Good   ? std::pair("ok", theme.good)
                                 : m_worst == Health::Hint ? std::pair("warning", theme.hint)
                                                           : std::pair("bad", theme.dropped);
    m_summary->setIcon(icon(QLatin1String(name), colour));
}

DoctorRow* DoctorPanel::makeRow(const protocol::Check& check)
{
    auto* row = new DoctorRow(m_appearance, m_strip, check);
    connect(row, &DoctorRow::mended, this, &DoctorPanel::refreshAsked);
    return row;
}

void DoctorPanel::showRestored(const std::vector<Sentences>& restored)
{
    QStringList all;
    for (const Sentences& told : restored)
        all << QString::fromStdString(words::text(told));
    setSentence(*m_restored, all.isEmpty() ? tr("Nothing was left to put back.") : all.join(u'\n'));
}

} // namespace hookwalk::ui
