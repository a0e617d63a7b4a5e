#include "ui/dock/mturow.h"

#include "ui/dock/fieldchecks.h"
#include "ui/dock/pieces.h"
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
    , m_hint(sentenceLabel(appearance, &Theme::text3))
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
    m_problem->setObjectName(QStringLiteral("mtuProblem"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_edit, 0, 1);
    grid->addWidget(m_problem, 1, 0, 1, 2);
    grid->addWidget(m_hint, 1, 0, 1, 2);
    connect(m_edit, &QLineEdit::textEdited, this, &MtuRow::check);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (m_edit->isModified() && mtuProblem(m_edit->text().trimmed()).isEmpty())
            Q_EMIT asked(m_edit->text().trimmed().toUInt());
    });
    connect(&appearance, &Appearance::changed, this, &MtuRow::tint);
    tint();
}

void MtuRow::show(quint32 mtu)
{
    m_mtu = mtu;
    if (!m_edit->isModified() || m_edit->text().trimmed().toUInt() == mtu)
        reset();
    else
        check();
}

void MtuRow::reset()
{
    m_edit->setText(QString::number(m_mtu)); // and is no longer modified
    check();
}

void MtuRow::check()
{
    const bool changed = m_edit->isModified() && m_edit->text().trimmed() != QString::number(m_mtu);
    const QString problem = changed ? mtuProblem(m_edit->text().trimmed()) : QString();
    setSentence(*m_problem, problem);
    setSentence(*m_hint, changed && problem.isEmpty() ? tr("Return sets it, Escape leaves %1.").arg(m_mtu)
                                                      : QString());
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
