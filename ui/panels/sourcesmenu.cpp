// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sourcesmenu.h"

#include "ui/inspector/paragraph.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QSettings>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace hookwalk::ui
{

namespace
{

using protocol::LogSource;

constexpr int menuWidth = 320, menuMargin = 16;

const QString sourceKey = QStringLiteral("sources/source"), rulesKey = QStringLiteral("sources/rules"),
              connectionsKey = QStringLiteral("sources/connections"),
              framesKey = QStringLiteral("sources/frames");

QString lossText(bool used, quint64 lost)
{
    return used ? tr("%1 lost").arg(lost) : QString();
}

bool uses(LogSource inUse, LogSource source)
{
    return inUse == source ||
           (inUse == LogSource::Both && (source == LogSource::KernelLog || source == LogSource::Nflog));
}

QCheckBox* switchFor(const QString& text, const QString& name, const QString& tip)
{
    auto* box = new QCheckBox(text);
    box->setProperty("kind", QStringLiteral("switch"));
    box->setObjectName(name);
    box->setToolTip(tip);
    return box;
}

} // namespace

QString sourceName(LogSource source)
{
    switch (source) {
    case LogSource::Auto:
        return tr("Auto");
    case LogSource::KernelLog:
        return tr("Kernel log");
    case LogSource::Nflog:
        return QStringLiteral("NFLOG");
    case LogSource::Both:
        return tr("Kernel log and NFLOG");
    case LogSource::Nftrace:
        break;
    }
    return QStringLiteral("nftrace");
}

SourcesMenu::SourcesMenu(QWidget* parent)
    : QMenu(parent)
{
    connect(this, &QMenu::aboutToShow, this, [this] {
        if (!m_sources.empty())
            return;
        auto* action = new QWidgetAction(this);
        action->setText(tr("Where packets are heard")); // for screen readers
        action->setDefaultWidget(build());
        addAction(action);
        if (m_session)
            showState(m_choice, *m_session);
    });
}

QWidget* SourcesMenu::row(QWidget* button, QLabel*& detail)
{
    auto* made = new QWidget;
    made->setFixedHeight(32);
    auto* line = new QHBoxLayout(made);
    line->setContentsMargins(menuMargin, 0, menuMargin, 0);
    detail = new TintedLabel(&Theme::text3, textFont(11.5));
    line->addWidget(button, 1);
    line->addWidget(detail);
    return made;
}

QWidget* SourcesMenu::build()
{
    auto* form = new QWidget;
    form->setFixedWidth(menuWidth);
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(0);
    const auto head = [&](const QString& text) {
        auto* label = sectionHead(text);
        label->setContentsMargins(menuMargin, 0, menuMargin, 4);
        column->addWidget(label);
    };
    head(tr("Who reports the packets"));
    const std::pair<LogSource, QString> sources[] = {
        {LogSource::Auto, tr("The kernel log where it speaks, else NFLOG.")},
        {LogSource::KernelLog, tr("The LOG lines themselves. The log's buffer is small.")},
        {LogSource::Nflog, tr("The same through netlink: faster, and hardly anything is lost.")},
        {LogSource::Both, tr("One checks the other.")},
        {LogSource::Nftrace, tr("The kernel numbers each packet and tells every rule. Slower.")}};
    for (const auto& [source, tip] : sources) {
        auto* button = new QRadioButton(sourceName(source));
        button->setToolTip(tip);
        button->setObjectName(QStringLiteral("source%1").arg(static_cast<int>(source)));
        QLabel* detail = nullptr;
        column->addWidget(row(button, detail));
        m_sources.push_back({source, button, detail});
        connect(button, &QRadioButton::toggled, this, [this](bool on) {
            if (on)
                choose();
        });
    }
    column->addSpacing(8);
    column->addWidget(sectionDivider());
    column->addSpacing(12);
    head(tr("What is asked beside"));
    m_rules = switchFor(tr("Rules (nftrace)"), QStringLiteral("rulesSwitch"),
                        tr("Which rules matched, and which one decided."));
    m_connections = switchFor(tr("Connections"), QStringLiteral("connectionsSwitch"),
                              tr("What conntrack makes of them."));
    m_frames = switchFor(tr("Frames"), QStringLiteral("framesSwitch"),
                         tr("What passes the devices, before the first hook and behind the last."));
    column->addWidget(row(m_rules, m_rulesDetail));
    column->addWidget(row(m_connections, m_connectionsDetail));
    column->addWidget(row(m_frames, m_framesDetail));
    for (QCheckBox* box : {m_rules, m_connections, m_frames})
        connect(box, &QCheckBox::toggled, this, &SourcesMenu::choose);
    column->addSpacing(8);
    column->addWidget(sectionDivider());
    m_why = new TintedLabel(&Theme::text2, textFont(12));
    m_why->setObjectName(QStringLiteral("sourceWhy"));
    m_why->setWordWrap(true);
    m_why->setContentsMargins(menuMargin, 12, menuMargin, 0);
    column->addWidget(m_why);
    return form;
}

void SourcesMenu::showState(const Choice& choice, const session::Session& session)
{
    m_choice = choice;
    m_session = &session;
    if (m_sources.empty())
        return; // it is shown when the menu is
    m_showing = true;
    const auto& trace = session.trace();
    const auto& lost = session.lost();
    for (const SourceRow& row : m_sources) {
        row.button->setChecked(row.source == choice.source);
        const bool used = trace.active && uses(trace.source, row.source);
        const quint64 count = row.source == LogSource::KernelLog ? lost.kernelLog
                              : row.source == LogSource::Nflog   ? lost.nflog
                                                                 : lost.nftrace;
        row.detail->setText(lossText(used && row.source != LogSource::Both, count));
    }
    const bool nftrace = choice.source == LogSource::Nftrace;
    m_rules->setChecked(choice.rules || nftrace);
    m_rules->setEnabled(!nftrace); // it tells the rules whether asked or not
    m_connections->setChecked(choice.connections);
    m_frames->setChecked(choice.frames);
    m_rulesDetail->setText(lossText(trace.active && trace.rules, lost.nftrace));
    m_connectionsDetail->setText(lossText(trace.active && trace.connections, lost.connections));
    m_framesDetail->setText(lossText(trace.active && trace.frames, lost.frames));
    auto why = trace.active ? trace.why : Sentences();
    if (const auto off = session.detailsOffReason(); !off.isEmpty())
        why.push_back(off);
    setParagraph(*m_why, why.empty() ? tr("No trace points are in place now.") : qt(words::text(why)));
    m_showing = false;
}

void SourcesMenu::choose()
{
    if (m_showing)
        return;
    Choice choice = m_choice;
    for (const SourceRow& row : m_sources) {
        if (row.button->isChecked())
            choice.source = row.source;
    }
    // nftrace tells the rules in any case; what was chosen for the others stays as it was.
    if (m_rules->isEnabled())
        choice.rules = m_rules->isChecked();
    choice.connections = m_connections->isChecked();
    choice.frames = m_frames->isChecked();
    if (choice == m_choice)
        return;
    m_choice = choice;
    Q_EMIT chosen(choice);
}

SourcesMenu::Choice SourcesMenu::remembered()
{
    const QSettings settings;
    Choice choice;
    const int source = settings.value(sourceKey, 0).toInt();
    if (source >= 0 && source <= static_cast<int>(LogSource::Nftrace))
        choice.source = static_cast<LogSource>(source);
    choice.rules = settings.value(rulesKey, true).toBool();
    choice.connections = settings.value(connectionsKey, true).toBool();
    choice.frames = settings.value(framesKey, true).toBool();
    return choice;
}

void SourcesMenu::remember(const Choice& choice)
{
    QSettings settings;
    settings.setValue(sourceKey, static_cast<int>(choice.source));
    settings.setValue(rulesKey, choice.rules);
    settings.setValue(connectionsKey, choice.connections);
    settings.setValue(framesKey, choice.frames);
}

} // namespace hookwalk::ui
