#include "ui/dock/changeform.h"

#include "ui/dock/checkedline.h"
#include "ui/dock/commandsview.h"
#include "ui/dock/pieces.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

ChangeForm::ChangeForm(const Appearance& appearance, const QString& action, Ask ask, QWidget* parent)
    : QWidget(parent)
    , m_ask(std::move(ask))
    , m_make([] { return std::nullopt; })
    , m_fields(new QVBoxLayout)
    , m_commands(new CommandsView(appearance))
    , m_refusal(sentenceLabel(appearance, &Theme::dropped))
    , m_ok(new QPushButton(action))
{
    m_refusal->setObjectName(QStringLiteral("refusal"));
    m_ok->setObjectName(QStringLiteral("ok"));
    m_ok->setProperty("kind", QStringLiteral("primary"));
    m_ok->setStyleSheet(QStringLiteral("padding: 0 12px"));
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancel"));
    cancel->setAutoDefault(false);
    m_fields->setSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_ok, 1);
    buttons->addWidget(cancel, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(m_fields);
    column->addWidget(m_refusal);
    column->addLayout(buttons);
    column->addWidget(m_commands);
    connect(m_ok, &QPushButton::clicked, this, &ChangeForm::submit);
    connect(cancel, &QPushButton::clicked, this, &ChangeForm::cancelled);
    refresh();
}

void ChangeForm::setMake(const Make& make)
{
    m_make = make;
    refresh();
}

void ChangeForm::addLine(CheckedLine* line)
{
    m_fields->addWidget(line);
    connect(line, &CheckedLine::edited, this, &ChangeForm::refresh);
    connect(&line->edit(), &QLineEdit::returnPressed, this, &ChangeForm::submit);
}

void ChangeForm::addField(QWidget* field)
{
    m_fields->addWidget(field);
}

void ChangeForm::setAction(const QString& action)
{
    m_ok->setText(action);
}

QString ChangeForm::refusal() const
{
    return m_refusal->text();
}

void ChangeForm::refresh()
{
    const auto request = m_make();
    m_ok->setEnabled(request.has_value() && !m_waiting);
    m_commands->setRequests(request ? std::vector{*request} : std::vector<protocol::Request>());
}

void ChangeForm::submit()
{
    const auto request = m_make();
    if (!request || m_waiting)
        return;
    m_waiting = true;
    refresh();
    m_ask(this, *request, [this](const std::optional<Error>& refusal) {
        m_waiting = false;
        setRefusal(*m_refusal, refusal);
        refresh();
        if (!refusal)
            Q_EMIT done();
    });
}

void ChangeForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        QWidget::keyPressEvent(event);
}

} // namespace hookwalk::ui
