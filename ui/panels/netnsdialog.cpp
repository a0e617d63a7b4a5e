// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/netnsdialog.h"

#include "change/shelltext.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/tintedlabel.h"
#include "words/words.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <unistd.h>

namespace hookwalk::ui
{

namespace
{

constexpr int dialogWidth = 480, commandLines = 4;

QLabel* wrapped(QColor Theme::*role, const QString& text = {})
{
    auto* label = new TintedLabel(role, textFont(12.5), text);
    label->setWordWrap(true);
    return label;
}

} // namespace

QString commandToStartIn(const session::NetworkNamespace& netns)
{
    const auto program = change::shellWord(QCoreApplication::applicationFilePath().toStdString());
    return QStringLiteral("sudo -E %1 setpriv --reuid=%2 --regid=%3 --init-groups %4 --host")
        .arg(session::netnsCommand({netns.name, netns.file, {}}))
        .arg(::getuid())
        .arg(::getgid())
        .arg(QString::fromStdString(program));
}

NetnsDialog::NetnsDialog(QWidget* parent)
    : QDialog(parent)
    , m_edit(new QLineEdit)
    , m_problem(wrapped(&Theme::dropped))
    , m_hint(
          wrapped(&Theme::text2,
                  tr("A name that ip netns lists, a file such as /run/docker/netns/default, or the PID of a "
                     "process in it: of a container, docker inspect -f {{.State.Pid}} NAME tells it.")))
    , m_command(new QPlainTextEdit)
{
    setWindowTitle(tr("Network namespace"));
    setObjectName(QStringLiteral("netnsDialog"));
    auto* caption = new TintedLabel(&Theme::text, textFont(12.5, QFont::Medium), tr("&Name, file or PID"));
    caption->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("netns"));
    m_edit->setAccessibleName(tr("Name, file or PID"));
    m_edit->setFont(monoFont(12.5));
    m_edit->setMaxLength(4096); // PATH_MAX
    m_problem->setObjectName(QStringLiteral("problem"));
    m_command->setObjectName(QStringLiteral("command"));
    m_command->setReadOnly(true);
    offerCopy(*m_command);
    m_command->setFont(monoFont(11.5));
    m_command->setAccessibleName(tr("The command"));
    m_command->setFixedHeight(m_command->fontMetrics().lineSpacing() * commandLines + 16);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_go = buttons->addButton(tr("Go there"), QDialogButtonBox::AcceptRole);
    m_go->setObjectName(QStringLiteral("go"));
    m_go->setDefault(true);
    m_copy = buttons->addButton(tr("Copy command"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("copyCommand"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(8);
    column->addWidget(caption);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    column->addWidget(m_hint);
    column->addWidget(m_command);
    column->addSpacing(8);
    column->addWidget(buttons);
    column->setSizeConstraint(QLayout::SetFixedSize); // as high as what there is to say
    caption->setFixedWidth(dialogWidth);

    connect(m_edit, &QLineEdit::textEdited, this, [this] { showRefusal({}, {}); });
    connect(buttons, &QDialogButtonBox::accepted, this, &NetnsDialog::tryIt);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->toPlainText()); });
    showRefusal({}, {});
    m_edit->setFocus();
}

void NetnsDialog::tryIt()
{
    const QString given = m_edit->text().trimmed();
    const auto netns = session::findNetns(given);
    if (!netns)
        return showRefused(given, netns.error());
    accept();
    Q_EMIT found(*netns);
}

void NetnsDialog::showRefused(const QString& given, const Error& error)
{
    m_edit->setText(given);
    const bool takesRoot = error.code == ErrorCode::PermissionDenied;
    Error told = error;
    if (takesRoot)
        told.hint = say("netns-takes-root-once");
    showRefusal(QString::fromStdString(words::text(told)),
                takesRoot ? commandToStartIn(session::netnsOf(given)) : QString());
}

void NetnsDialog::showRefusal(const QString& sentence, const QString& command)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_edit->setAccessibleDescription(sentence);
    m_edit->setProperty("invalid", !sentence.isEmpty());
    m_edit->style()->polish(m_edit); // the style sheet asks for the property
    m_command->setPlainText(command);
    m_command->setVisible(!command.isEmpty());
    m_copy->setVisible(!command.isEmpty());
    m_hint->setVisible(command.isEmpty());
    m_go->setEnabled(!m_edit->text().trimmed().isEmpty());
}

} // namespace hookwalk::ui
