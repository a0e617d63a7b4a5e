// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/commandsview.h"

#include "protocol/remedy.h"
#include "ui/dock/dockwidgets.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/paint.h"
#include "ui/panels/tintedlabel.h"

#include <algorithm>
#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSettings>

namespace hookwalk::ui
{

namespace
{

constexpr int leastLines = 4, mostUnfolded = 10, topHeight = 28;

const QString toolKey = QStringLiteral("dock/natTool");

bool isTranslation(const std::optional<Proposal>& proposal)
{
    const auto* change = proposal ? std::get_if<change::Change>(&proposal->order) : nullptr;
    return change && std::holds_alternative<change::SetNat>(*change);
}

QString linesOf(const Proposal& proposal, change::NatTool tool)
{
    const auto* change = std::get_if<change::Change>(&proposal.order);
    if (!change)
        return QLatin1String(protocol::restoreCommand);
    QStringList all;
    for (const auto& line : change::shellLines(*change, tool, proposal.former))
        all << QString::fromStdString(line);
    for (const auto& later : proposal.more) {
        for (const auto& line : change::shellLines(later, tool))
            all << QString::fromStdString(line);
    }
    return all.join(u'\n');
}

// The first one where nothing is remembered.
void showRemembered(QComboBox& box)
{
    box.setCurrentText(QSettings().value(toolKey).toString());
}

// As much as finds room beside the box; the tooltip has all.
class HeadLabel : public TintedLabel
{
public:
    using TintedLabel::TintedLabel;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintText(painter, contentsRect(), text(), font(), palette().color(foregroundRole()));
    }
};

void keepRoom(QWidget& widget)
{
    QSizePolicy policy = widget.sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget.setSizePolicy(policy);
}

} // namespace

QComboBox* natToolBox()
{
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("natTool"));
    box->addItem(QStringLiteral("nft"), static_cast<int>(change::NatTool::Nft));
    box->addItem(QStringLiteral("iptables"), static_cast<int>(change::NatTool::Iptables));
    box->setAccessibleName(CommandsView::tr("Tool for the translation of addresses"));
    showRemembered(*box);
    QObject::connect(box, &QComboBox::activated, box,
                     [box] { QSettings().setValue(toolKey, box->currentText()); });
    return box;
}

change::NatTool natToolOf(const QComboBox& box)
{
    return static_cast<change::NatTool>(box.currentData().toInt());
}

CommandsView::CommandsView(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_words(new HeadLabel(&Theme::text, textFont(12, QFont::DemiBold)))
    , m_rest(new TintedLabel(&Theme::text3, textFont(11)))
    , m_place(sentenceLabel(&Theme::text3))
    , m_tool(natToolBox())
    , m_lines(new QPlainTextEdit)
    , m_copy(smallButton(appearance, QStringLiteral("copy"), tr("Copy the commands")))
{
    m_words->setObjectName(QStringLiteral("changeWords"));
    m_words->setMinimumWidth(1);
    m_rest->setWordWrap(true);
    m_rest->setMinimumWidth(1);
    m_place->setObjectName(QStringLiteral("inPlace"));
    m_copy->setObjectName(QStringLiteral("copyCommands"));
    m_tool->setStyleSheet(QStringLiteral("min-height: 20px; padding: 0 20px 0 6px; font-size: 11px"));
    m_lines->setObjectName(QStringLiteral("commands"));
    m_lines->setAccessibleName(tr("What one would type in a shell, as root, for the same"));
    m_lines->setReadOnly(true);
    offerCopy(*m_lines);
    m_lines->setTabChangesFocus(true);
    m_lines->setFont(monoFont(11));
    m_lines->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->document()->setDocumentMargin(2);
    m_lines->setStyleSheet(QStringLiteral("padding: 4px"));
    keepRoom(*m_lines);

    auto* top = new QWidget(this);
    top->setFixedHeight(topHeight);
    auto* head = new QHBoxLayout(top);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(4);
    head->addWidget(m_words, 1);
    head->addWidget(m_rest, 1);
    head->addWidget(m_tool);
    head->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(top);
    column->addWidget(m_lines);
    column->addWidget(m_place);
    connect(m_tool, &QComboBox::currentIndexChanged, this, &CommandsView::refresh);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(copyText()); });
    connect(m_lines->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &CommandsView::fit);
    showNothing({});
    fit();
}

void CommandsView::show(const Proposal& proposal)
{
    const QString words = wordsOf(proposal.order);
    m_words->setText(words);
    m_words->setToolTip(words);
    m_proposal = proposal;
    if (isTranslation(m_proposal))
        showRemembered(*m_tool); // another box may have been used
    refresh();
}

void CommandsView::setUnfolded(bool unfolded)
{
    m_unfolded = unfolded;
    fit();
}

void CommandsView::fit()
{
    const auto all = static_cast<int>(m_lines->document()->size().height()); // QPlainTextEdit counts lines
    const int lines = m_unfolded ? std::clamp(all, leastLines, mostUnfolded) : leastLines;
    m_lines->setFixedHeight(lines * QFontMetrics(m_lines->font()).lineSpacing() + 14);
}

void CommandsView::showNothing(const QString& sentence)
{
    m_rest->setText(sentence);
    m_proposal.reset();
    refresh();
}

void CommandsView::setPrefix(const QString& prefix)
{
    m_prefix = prefix;
    setSentence(*m_place, prefix.isEmpty() ? QString() : tr("In the lab: %1 …").arg(prefix));
    m_place->setToolTip(tr("Stands before each line that is copied, so that it runs in the lab."));
}

void CommandsView::refresh()
{
    m_text = m_proposal ? linesOf(*m_proposal, natToolOf(*m_tool)) : QString();
    if (m_lines->toPlainText() != m_text) // what is marked stays marked
        m_lines->setPlainText(m_text);
    m_tool->setVisible(isTranslation(m_proposal));
    m_words->setVisible(m_proposal.has_value());
    m_rest->setVisible(!m_proposal);
    m_lines->setVisible(m_proposal.has_value());
    m_copy->setVisible(m_proposal.has_value());
}

QString CommandsView::copyText() const
{
    // What helpers left behind is of this machine, wherever one is.
    if (m_prefix.isEmpty() || !m_proposal ||
        std::holds_alternative<protocol::RestoreLeftovers>(m_proposal->order))
        return m_text;
    QStringList lines = m_text.split(u'\n');
    for (QString& line : lines)
        line = m_prefix + u' ' + line;
    return lines.join(u'\n');
}

} // namespace hookwalk::ui
