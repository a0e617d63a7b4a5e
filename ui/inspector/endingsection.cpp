// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/endingsection.h"

#include "ui/inspector/paragraph.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr auto byKeyToo = Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard;

QString headOf(const Ending& ending)
{
    return isDropped(ending.kind) ? tr("Why it stopped") : tr("Why no answer came");
}

// In a row of its own.
QLabel* evidenceLabel()
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto* text = new Paragraph(&Theme::text2, textFont(12));
    text->setProperty("evidence", true);
    letSelect(*text, byKeyToo);
    line->addWidget(new TintedLabel(&Theme::text3, textFont(12), QStringLiteral("•")), 0, Qt::AlignTop);
    line->addWidget(text, 1);
    return text;
}

} // namespace

EndingSection::EndingSection(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_head(sectionHead({}))
    , m_code(new QLabel)
    , m_reason(new Paragraph(&Theme::text, textFont(12.5)))
    , m_evidence(new QVBoxLayout)
{
    m_code->setObjectName(QStringLiteral("endingCode"));
    m_code->setFont(monoFont(11));
    m_reason->setObjectName(QStringLiteral("endingReason"));
    letSelect(*m_code, byKeyToo);
    offerCopy(*m_code);
    letSelect(*m_reason, byKeyToo);
    m_evidence->setSpacing(4);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->addWidget(m_head, 1);
    top->addWidget(m_code);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(16, 0, 16, 0);
    words->setSpacing(8);
    words->addWidget(m_reason);
    words->addLayout(m_evidence);
    column->addWidget(sectionDivider());
    column->addLayout(top);
    column->addLayout(words);
    connect(&appearance, &Appearance::changed, this, &EndingSection::tint);
}

void EndingSection::showEnding(const Ending& ending)
{
    m_dropped = isDropped(ending.kind);
    m_head->setText(headOf(ending));
    m_code->setText(QString::fromStdString(ending.code));
    m_code->setToolTip(tr("%1. The code stays the same in every version: scripts may rely on it.")
                           .arg(qt(words::ofCause(ending.code))));
    m_code->setVisible(!ending.code.empty());
    setParagraph(*m_reason, QString::fromStdString(words::text(ending.reason)));
    for (; m_said.size() > ending.evidence.size(); m_said.pop_back())
        delete m_said.back()->parentWidget();
    while (m_said.size() < ending.evidence.size())
        m_evidence->addWidget(m_said.emplace_back(evidenceLabel())->parentWidget());
    for (std::size_t i = 0; i < m_said.size(); ++i)
        setParagraph(*m_said[i], QString::fromStdString(words::text(ending.evidence[i])));
    tint();
}

// A style sheet, because the application's would take a palette back.
void EndingSection::tint()
{
    const Theme& theme = m_appearance.theme();
    const QColor colour = m_dropped ? theme.dropped : theme.hint;
    const auto sheet = QStringLiteral("color: %1; background: %2; border-radius: 4px; padding: 2px 6px")
                           .arg(colour.name(), mix(theme.panel, colour, 0.12).name());
    if (sheet != m_code->styleSheet()) // the same again costs as much
        m_code->setStyleSheet(sheet);
}

} // namespace hookwalk::ui
