// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messagebar.h"

#include "ui/panels/iconbutton.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hookwalk::ui
{

MessageBar::MessageBar(const Appearance& appearance, QWidget* parent)
    : QFrame(parent)
    , m_appearance(appearance)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new IconButton(appearance, QStringLiteral("close"), tr("Close this message"), this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFont(textFont(12.5));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT actionTriggered();
    });
    connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);
    connect(&appearance, &Appearance::changed, this, &MessageBar::tint);
    clear();
}

void MessageBar::show(const QString& sentence, const QString& action)
{
    present(sentence, action, true);
}

void MessageBar::showHint(const QString& sentence)
{
    present(sentence, {}, false);
}

void MessageBar::present(const QString& sentence, const QString& action, bool problem)
{
    m_problem = problem;
    m_text->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(sentence);
    tint();
    setVisible(true);
}

void MessageBar::clear()
{
    m_text->clear();
    setVisible(false);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::tint()
{
    const Theme& theme = m_appearance.theme();
    const QColor colour = m_problem ? theme.dropped : theme.hint;
    m_icon->setPixmap(icon(m_problem ? QStringLiteral("warning") : QStringLiteral("information"), colour)
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
    setStyleSheet(
        QStringLiteral("QFrame#messageBar { background: %1; border: none; border-bottom: 1px solid %2 }")
            .arg(mix(theme.panel, colour, 0.10).name(), mix(theme.panel, colour, 0.35).name()));
}

} // namespace hookwalk::ui
