// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/setupdialog.h"

#include "session/savedfile.h"
#include "ui/dock/commandsview.h"
#include "ui/dock/dockwidgets.h"
#include "ui/filechooser.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/tintedlabel.h"
#include "words/words.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace hookwalk::ui
{

SetupDialog::SetupDialog(const std::vector<change::Change>& setup, QWidget* parent)
    : QDialog(parent)
    , m_setup(setup)
    , m_tool(natToolBox())
    , m_text(new QPlainTextEdit)
    , m_problem(sentenceLabel(&Theme::dropped))
    , m_saved(sentenceLabel(&Theme::good))
{
    setWindowTitle(tr("Setup as a script"));
    m_saved->setObjectName(QStringLiteral("saved"));
    resize(760, 600);
    m_text->setReadOnly(true);
    offerCopy(*m_text);
    m_text->setFont(monoFont(11.5));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("The script"));
    auto* what =
        new TintedLabel(&Theme::text2, textFont(12.5),
                        tr("For this machine: makes the tun and the gateway as they are now. As root: "
                           "sh FILE setup, and sh FILE teardown takes it all back."));
    what->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(what, 1);
    head->addWidget(m_tool);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto* saveAs = buttons->addButton(tr("Save as script…"), QDialogButtonBox::ActionRole);
    auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_text, 1);
    column->addWidget(m_problem);
    column->addWidget(m_saved);
    column->addWidget(buttons);
    connect(m_tool, &QComboBox::currentIndexChanged, this, &SetupDialog::refresh);
    connect(saveAs, &QPushButton::clicked, this, &SetupDialog::save);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(script()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

QString SetupDialog::script() const
{
    return m_text->toPlainText();
}

void SetupDialog::refresh()
{
    m_text->setPlainText(QString::fromStdString(change::setupScript(m_setup, natToolOf(*m_tool))));
}

void SetupDialog::save()
{
    const QString path = fileToSave(this, tr("Save the setup as a script"), QStringLiteral("tun-setup.sh"),
                                    tr("Shell scripts (*.sh);;All files (*)"));
    if (!path.isEmpty())
        saveTo(path);
}

bool SetupDialog::saveTo(const QString& path)
{
    const auto saved = session::saveFile(path, script().toStdString(), true);
    setSentence(*m_problem, saved ? QString() : QString::fromStdString(words::text(saved.error())));
    setSentence(*m_saved, saved ? tr("Saved as %1.").arg(path) : QString());
    return saved.has_value();
}

} // namespace hookwalk::ui
