// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rawfield.h"

#include "ui/panels/presets.h"
#include "ui/panels/tintedlabel.h"
#include "wire/rawpacket.h"
#include "words/words.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int linesShown = 6; // 96 bytes

QString protocolOf(const wire::RawPacket& raw)
{
    return raw.isProbe ? protocolName(raw.protocol)
                       : RawField::tr("protocol %1").arg(static_cast<int>(raw.ipProtocol));
}

QString hexNumber(std::uint16_t number)
{
    return QStringLiteral("0x%1").arg(number, 4, 16, QLatin1Char('0'));
}

} // namespace

RawField::RawField(QWidget* parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_what(new TintedLabel(&Theme::text2, textFont(11.5)))
{
    m_text->setObjectName(QStringLiteral("rawBytes"));
    m_text->setAccessibleName(tr("Bytes of the packet, in hexadecimal"));
    m_text->setPlaceholderText(tr("A whole IP packet, as in 45 00 00 1d …"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(monoFont(12));
    m_text->setFixedHeight(linesShown * QFontMetrics(m_text->font()).lineSpacing() + 22);
    m_what->setObjectName(QStringLiteral("rawWhat"));
    m_what->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_text);
    column->addWidget(m_what);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        describe();
        Q_EMIT edited();
    });
    describe();
}

std::optional<wire::Packet> RawField::packet() const
{
    auto packet = wire::packetOfHex(m_text->toPlainText().toStdString());
    return packet ? std::optional(std::move(*packet)) : std::nullopt;
}

QString RawField::problem() const
{
    const auto packet = wire::packetOfHex(m_text->toPlainText().toStdString());
    if (!packet)
        return QString::fromStdString(words::text(packet.error()));
    const auto raw = wire::readRaw(*packet);
    return raw ? QString() : QString::fromStdString(words::text(raw.error()));
}

QString RawField::summary() const
{
    const auto bytes = packet();
    const auto raw = wire::readRaw(bytes.value_or(wire::Packet()));
    return raw ? tr("Raw, %1").arg(protocolOf(*raw)) : tr("Raw");
}

QString RawField::text() const
{
    return m_text->toPlainText();
}

void RawField::setText(const QString& text)
{
    m_text->setPlainText(text);
    m_text->document()->setModified(true);
}

void RawField::setPacket(const wire::Packet& packet)
{
    m_text->setPlainText(QString::fromStdString(wire::hexOf(packet)));
}

bool RawField::wasEdited() const
{
    return m_text->document()->isModified();
}

// Nothing is mended: what the kernel will find wrong is said.
void RawField::describe()
{
    const auto bytes = packet();
    const auto raw = wire::readRaw(bytes.value_or(wire::Packet()));
    m_what->setVisible(raw.has_value());
    if (!raw)
        return;
    QStringList parts{tr("IPv%1, %2, %3 B, %4 → %5, TTL %6.")
                          .arg(raw->source.isV4() ? 4 : 6)
                          .arg(protocolOf(*raw))
                          .arg(bytes->size())
                          .arg(QString::fromStdString(raw->source.toString()),
                               QString::fromStdString(raw->destination.toString()))
                          .arg(raw->ttl)};
    if (raw->declaredBytes != bytes->size())
        parts << tr("Its header says %1 B.").arg(raw->declaredBytes);
    if (raw->checksum != raw->soundChecksum)
        parts << tr("The IP checksum is wrong: %1 would be right.").arg(hexNumber(raw->soundChecksum));
    m_what->setText(parts.join(QLatin1Char(' ')));
}

} // namespace hookwalk::ui
