// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/mturow.h"

#include "ui/dock/dockwidgets.h"
#include "ui/dock/fieldchecks.h"
#include "ui/panels/tintedlabel.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace hookwalk::ui
{

MtuRow::MtuRow(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_edit(new QLineEdit)
    , m_problem(sentenceLabel(appearance, &Theme::dropped))
{
    auto* label = new TintedLabel(appearance, &Theme::text3, textFont(12), tr("MTU"));
    label->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("mtu"));
    m_edit->setAccessibleName(tr("MTU in bytes"));
    m_edit->setToolTip(tr("The largest packet in bytes. Type another number and press Return."));
    m_edit->setFont(monoFont(12));
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setMaxLength(8);
    m_edit->setFixedWidth(72);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    m_problem->setObjectName(QStringLiteral("mtuProblem"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_edit, 0, 1);
    grid->addWidget(m_problem, 1, 0, 1, 2);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        check();
        Q_EMIT edited();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (isEdited())
            Q_EMIT entered();
    });
    connect(&appearance, &Appearance::changed, this, &MtuRow::tint);
    tint();
}

void MtuRow::show(quint32 mtu)
{
    const bool was = isEdited();
    m_mtu = mtu;
    if (isEdited())
        return check();
    m_edit->setText(QString::number(mtu));
    check();
    if (was)
        Q_EMIT edited();
}

void MtuRow::reset()
{
    const bool was = isEdited();
    m_edit->setText(QString::number(m_mtu)); // and is no longer modified
    check();
    if (was)
        Q_EMIT edited();
}

bool MtuRow::isEdited() const
{
    return m_edit->isModified() && m_edit->text().trimmed() != QString::number(m_mtu);
}

std::optional<quint32> MtuRow::wanted() const
{
    const QString text = m_edit->text().trimmed();
    return mtuProblem(text).isEmpty() ? std::optional(text.toUInt()) : std::nullopt;
}

void MtuRow::check()
{
    const QString problem = isEdited() ? mtuProblem(m_edit->text().trimmed()) : QString();
    setSentence(*m_problem, problem);
    m_edit->setAccessibleDescription(problem);
    tint();
}

bool MtuRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        reset();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

// Looks like the other rows until one points at it.
void MtuRow::tint()
{
    const Theme& theme = m_appearance.theme();
    const QColor rest = m_problem->text().isEmpty() ? theme.divider : theme.dropped;
    m_edit->setStyleSheet(
        QStringLiteral("QLineEdit { min-height: 22px; padding: 0 6px; border-color: %1 }"
                       "QLineEdit:hover { border-color: %2 } QLineEdit:focus { border-color: %3 }")
            .arg(rest.name(), theme.controlBorder.name(),
                 (m_problem->text().isEmpty() ? theme.accent : theme.dropped).name()));
}

} // namespace hookwalk::ui
