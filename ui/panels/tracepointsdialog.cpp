// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tracepointsdialog.h"

#include "ui/panels/copymenu.h"
#include "ui/theme/theme.h"
#include "words/words.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

QString headline(const protocol::TraceShown& trace)
{
    if (!trace.active)
        return TracePointsDialog::tr("No trace points are in place");
    return TracePointsDialog::tr("%n trace point(s), one before each chain", nullptr,
                                 static_cast<int>(trace.chains.size()));
}

QString explanation(const protocol::TraceShown& trace)
{
    if (!trace.active)
        return TracePointsDialog::tr(
            "Switch Trace on and press Send: Hookwalk then puts a log statement at the head of "
            "all 17 chains, for the addresses of the ping.");
    QStringList addresses;
    for (const auto& address : trace.addresses)
        addresses << QString::fromStdString(address.toString());
    return TracePointsDialog::tr(
               "They log packets from or to %1, in a table of their own: no rule of anybody else is "
               "touched, and the kernel takes the table away when Hookwalk ends. %2")
        .arg(addresses.join(QStringLiteral(", ")), QString::fromStdString(words::text(trace.why)));
}

QLabel* label(const QString& text, const QFont& font)
{
    auto* made = new QLabel(text);
    made->setFont(font);
    made->setWordWrap(true);
    return made;
}

} // namespace

TracePointsDialog::TracePointsDialog(const protocol::TraceShown& trace, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Trace points"));
    resize(720, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(label(headline(trace), textFont(18, QFont::DemiBold)));
    layout->addWidget(label(explanation(trace), textFont(12.5)));

    auto* buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (trace.active) {
        const auto text = QString::fromStdString(trace.ruleset);
        auto* ruleset = new QPlainTextEdit(text);
        ruleset->setReadOnly(true);
        offerCopy(*ruleset);
        ruleset->setFont(monoFont(11.5));
        ruleset->setTabStopDistance(4 * QFontMetricsF(ruleset->font()).horizontalAdvance(QLatin1Char(' ')));
        ruleset->setLineWrapMode(QPlainTextEdit::NoWrap);
        ruleset->setAccessibleName(tr("The table as nft prints it"));
        layout->addWidget(ruleset, 1);
        auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
        connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    } else {
        layout->addStretch(1);
    }
    layout->addWidget(buttons);
}

} // namespace hookwalk::ui
