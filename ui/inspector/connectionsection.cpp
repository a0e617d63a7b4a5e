// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/connectionsection.h"

#include "ui/inspector/connectionrows.h"
#include "ui/inspector/headerview.h"
#include "ui/inspector/paragraph.h"
#include "ui/panels/tintedlabel.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr std::size_t mostLinks = 40;

QString linkTo(TraversalIndex traversal, const QColor& colour)
{
    return QStringLiteral("<a href='%1' style='color:%2; text-decoration:none'>%3</a>")
        .arg(traversal)
        .arg(colour.name())
        .arg(traversal + 1);
}

} // namespace

ConnectionSection::ConnectionSection(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_view(new HeaderView(appearance, m_model, tr("Connection of the packet")))
    , m_packets(new Paragraph(&Theme::text2, textFont(12)))
{
    m_view->setObjectName(QStringLiteral("connection"));
    m_packets->setObjectName(QStringLiteral("connectionPackets"));
    m_packets->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->addWidget(sectionHead(tr("Connection")));
    auto* packets = new QHBoxLayout;
    packets->setContentsMargins(16, 4, 16, 0);
    packets->addWidget(m_packets);
    column->addWidget(sectionDivider());
    column->addLayout(top);
    column->addWidget(m_view);
    column->addLayout(packets);
    m_packets->setTextFormat(Qt::RichText);
    connect(m_packets, &QLabel::linkActivated, this, [this](const QString& link) {
        Q_EMIT packetChosen(static_cast<TraversalIndex>(link.toULong()));
    });
    connect(&appearance, &Appearance::changed, this, &ConnectionSection::showPackets);
}

void ConnectionSection::showConnection(const Document& document, const Walk& walk)
{
    m_model.setRows(connectionRows(walk.connection));
    m_view->fitHeight();
    m_current = walk.traversal;
    m_all.clear();
    if (walk.connection.connection)
        m_all = document.trace().packetsOf(*walk.connection.connection);
    showPackets();
}

void ConnectionSection::showPackets()
{
    QStringList links;
    for (const auto traversal : m_all) {
        if (links.size() == static_cast<qsizetype>(mostLinks))
            break;
        links << (traversal == m_current ? QStringLiteral("<b>%1</b>").arg(traversal + 1)
                                         : linkTo(traversal, m_appearance.theme().accent));
    }
    QString text = tr("Packets of this connection: %1")
                       .arg(QStringLiteral("&nbsp;") + links.join(QStringLiteral("&nbsp;&nbsp; ")));
    if (m_all.size() > mostLinks)
        text = tr("%1 and %2 more").arg(text + QStringLiteral("&nbsp;")).arg(m_all.size() - mostLinks);
    m_packets->setText(text);
    m_packets->setVisible(!m_all.empty());
}

} // namespace hookwalk::ui
