#include "ui/dock/commandsview.h"

#include "ui/dock/pieces.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace hookwalk::ui
{

namespace
{

bool translatesAddresses(const protocol::Request& request)
{
    const auto* gateway = std::get_if<protocol::SetGateway>(&request);
    return gateway && (gateway->set & protocol::SetGateway::Nat) != 0;
}

QString linesOf(const std::vector<std::string>& lines)
{
    QStringList all;
    for (const auto& line : lines)
        all << QString::fromStdString(line);
    return all.join(QLatin1Char('\n'));
}

} // namespace

QComboBox* natToolBox()
{
    auto* box = new QComboBox;
    box->addItem(QStringLiteral("nft"), static_cast<int>(protocol::NatTool::Nft));
    box->addItem(QStringLiteral("iptables"), static_cast<int>(protocol::NatTool::Iptables));
    box->setAccessibleName(CommandsView::tr("Tool for the translation of addresses"));
    return box;
}

protocol::NatTool natToolOf(const QComboBox& box)
{
    return static_cast<protocol::NatTool>(box.currentData().toInt());
}

CommandsView::CommandsView(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_toggle(new QToolButton)
    , m_box(new QWidget)
    , m_tool(natToolBox())
    , m_lines(new QLabel)
    , m_copy(new IconButton(appearance, QStringLiteral("copy"), tr("Copy the commands")))
{
    m_toggle->setText(tr("Commands"));
    m_toggle->setObjectName(QStringLiteral("showCommands"));
    m_toggle->setCheckable(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setIconSize(QSize(12, 12));
    m_toggle->setToolTip(tr("What one would type in a shell, as root, for the same"));
    m_lines->setObjectName(QStringLiteral("commands"));
    m_lines->setFont(monoFont(11));
    m_lines->setWordWrap(true);
    m_lines->setTextFormat(Qt::PlainText);
    m_lines->setMinimumWidth(1);

    m_copy->setIconSize(QSize(12, 12));
    m_copy->setStyleSheet(QStringLiteral("min-height: 0; min-width: 0; padding: 0"));
    m_copy->setFixedSize(24, 24);

    auto* head = new QHBoxLayout;
    head->addWidget(m_toggle);
    head->addStretch(1);
    head->addWidget(m_copy);
    auto* inside = new QVBoxLayout(m_box);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(8);
    inside->addWidget(m_tool, 0, Qt::AlignLeft);
    inside->addWidget(m_lines);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_box);
    connect(m_toggle, &QToolButton::toggled, this, &CommandsView::refresh);
    connect(m_tool, &QComboBox::currentIndexChanged, this, &CommandsView::refresh);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    connect(&appearance, &Appearance::changed, this, &CommandsView::tint);
    tint();
    setRequests({});
}

void CommandsView::setRequests(const std::vector<protocol::Request>& requests)
{
    m_requests = requests;
    refresh();
}

void CommandsView::open(bool open)
{
    m_toggle->setChecked(open);
}

void CommandsView::refresh()
{
    m_text = linesOf(protocol::shellCommands(m_requests, natToolOf(*m_tool)).setup);
    m_lines->setText(breakable(m_text));
    m_lines->setAccessibleName(m_text);
    m_tool->setVisible(std::ranges::any_of(m_requests, translatesAddresses));
    m_box->setVisible(m_toggle->isChecked());
    m_copy->setVisible(m_toggle->isChecked());
    setVisible(!m_text.isEmpty());
    tint();
}

void CommandsView::tint()
{
    const Theme& theme = m_appearance.theme();
    m_toggle->setIcon(
        icon(m_toggle->isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
             theme.text3));
    m_toggle->setStyleSheet(QStringLiteral("QToolButton { background: transparent; color: %1; padding: 0; "
                                           "font-size: 11px; min-height: 22px }")
                                .arg(theme.text3.name()));
    m_lines->setStyleSheet(QStringLiteral("color: %1; background: %2; border: 1px solid %3; border-radius: "
                                          "6px; padding: 6px")
                               .arg(theme.text2.name(), theme.field.name(), theme.divider.name()));
}

} // namespace hookwalk::ui
