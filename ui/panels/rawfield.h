// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a packet, typed or pasted in hexadecimal, and in words below them what they are.
#pragma once

#include "ui/appearance.h"
#include "wire/probe.h"

#include <optional>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace hookwalk::ui
{

class RawField : public QWidget
{
    Q_OBJECT

public:
    explicit RawField(QWidget* parent = nullptr);

    std::optional<wire::Packet> packet() const; // nothing where the text is not hexadecimal
    QString problem() const;                    // what is not; else empty
    QString summary() const;                    // "Raw, ICMP"
    QString text() const;
    void setText(const QString& text);
    void setPacket(const wire::Packet& packet);
    bool wasEdited() const; // by a person

Q_SIGNALS:
    void edited();

private:
    void describe();

    QPlainTextEdit* m_text;
    QLabel* m_what;
};

} // namespace hookwalk::ui
