// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/checkedline.h"

#include "ui/dock/dockwidgets.h"
#include "ui/panels/tintedlabel.h"

#include <QCompleter>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

namespace hookwalk::ui
{

CheckedLine::CheckedLine(const Appearance& appearance, const QString& label, Check check, QWidget* parent)
    : QWidget(parent)
    , m_check(std::move(check))
    , m_edit(new QLineEdit)
    , m_problem(sentenceLabel(appearance, &Theme::dropped))
    , m_hint(sentenceLabel(appearance, &Theme::text3))
{
    auto* name = new TintedLabel(appearance, &Theme::text2, textFont(12), label);
    name->setBuddy(m_edit);
    m_edit->setAccessibleName(label);
    m_edit->setFont(monoFont(12.5));
    m_problem->setObjectName(QStringLiteral("problem"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(name);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    column->addWidget(m_hint);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_touched = m_touched || m_edit->isModified();
        checkAgain();
        Q_EMIT edited();
    });
}

QString CheckedLine::text() const
{
    return m_edit->text().trimmed();
}

void CheckedLine::setText(const QString& text)
{
    m_touched = false;
    m_edit->setText(text);
    checkAgain();
}

void CheckedLine::setHint(const QString& hint)
{
    setSentence(*m_hint, hint);
}

void CheckedLine::offer(const QStringList& completions)
{
    auto* completer = new QCompleter(completions, m_edit);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_edit->setCompleter(completer);
}

bool CheckedLine::isGood() const
{
    return m_check(text()).isEmpty();
}

QString CheckedLine::problem() const
{
    return m_problem->text();
}

void CheckedLine::checkAgain(bool complain)
{
    m_touched = m_touched || complain;
    const bool quiet = text().isEmpty() && !m_touched;
    const QString problem = quiet ? QString() : m_check(text());
    setSentence(*m_problem, problem);
    m_hint->setVisible(problem.isEmpty() && !m_hint->text().isEmpty());
    m_edit->setAccessibleDescription(problem);
    m_edit->setProperty("invalid", !problem.isEmpty());
    m_edit->style()->polish(m_edit); // the style sheet asks for the property
}

} // namespace hookwalk::ui
