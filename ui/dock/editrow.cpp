// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/editrow.h"

#include "ui/dock/dockwidgets.h"
#include "ui/panels/tintedlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>

namespace hookwalk::ui
{

namespace
{

QLabel* captionLabel(EditRow::Caption where, const QString& text)
{
    using enum EditRow::Caption;
    if (where == Beside)
        return new TintedLabel(&Theme::text, textFont(12.5, QFont::Medium), text);
    return new TintedLabel(where == Above ? &Theme::text2 : &Theme::text3, textFont(12), text);
}

QLineEdit* fieldEditor()
{
    auto* edit = new QLineEdit;
    edit->setFont(monoFont(12.5));
    return edit;
}

} // namespace

EditRow::EditRow(const char* name, Caption where, const QString& caption, QWidget* editor, Check check)
    : m_caption(captionLabel(where, caption))
    , m_problem(sentenceLabel(&Theme::dropped))
    , m_hint(sentenceLabel(&Theme::text3))
    , m_editor(editor)
    , m_check(check ? std::move(check) : [](const QString&) { return QString(); })
{
    setObjectName(QLatin1String(name));
    editor->setObjectName(QLatin1String(name));
    setFocusProxy(editor);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_caption->setBuddy(editor);
    m_caption->setWordWrap(true);
    m_caption->setMinimumWidth(1);                          // a long device name does not widen the dock
    m_hint->setTextInteractionFlags(Qt::NoTextInteraction); // its signs are broken: see breakable()
    setCaption(caption);
    m_value = value();

    const bool above = where == Caption::Above;
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(where == Caption::Beside ? 8 : 0);
    grid->setVerticalSpacing(above ? 4 : where == Caption::Beside ? 2 : 0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_caption, 0, 0);
    if (above)
        grid->addWidget(editor, 1, 0);
    else
        grid->addWidget(editor, 0, 1, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_problem, 2, 0, 1, 2);
    grid->addWidget(m_hint, 3, 0, 1, 2);
    if (const auto* edit = line()) {
        connect(edit, &QLineEdit::textChanged, this, [this, edit] {
            m_touched = m_touched || edit->isModified();
            checkAgain();
            Q_EMIT edited();
        });
    }
}

EditRow::EditRow(const char* name, const QString& caption, Check check)
    : EditRow(name, Caption::Above, caption, fieldEditor(), std::move(check))
{
}

void EditRow::setCaption(const QString& caption)
{
    m_caption->setText(caption);
    m_editor->setAccessibleName(caption);
}

void EditRow::setHint(const QString& hint)
{
    if (std::exchange(m_hintText, hint) == hint)
        return;
    setSentence(*m_hint, breakable(hint));
    m_hint->setAccessibleName(hint);
    checkAgain();
}

QLineEdit* EditRow::line() const
{
    return qobject_cast<QLineEdit*>(m_editor);
}

QString EditRow::value() const
{
    if (const auto* edit = line())
        return edit->text().trimmed();
    if (const auto* box = qobject_cast<QComboBox*>(m_editor))
        return QString::number(box->currentIndex());
    return QString::number(qobject_cast<QCheckBox*>(m_editor)->isChecked());
}

void EditRow::write(const QString& value)
{
    if (auto* edit = line()) {
        if (edit->text() != value) // else the cursor stays
            edit->setText(value);
        edit->setModified(false);
    } else if (auto* box = qobject_cast<QComboBox*>(m_editor)) {
        box->setCurrentIndex(value.toInt());
    } else {
        qobject_cast<QCheckBox*>(m_editor)->setChecked(value != u'0');
    }
}

void EditRow::setValue(const QString& value)
{
    m_value = value;
    reset();
}

void EditRow::show(const QString& value)
{
    const bool stays = isEdited() && this->value() != value;
    m_value = value;
    stays ? checkAgain() : reset();
}

bool EditRow::isEdited() const
{
    const auto* edit = line();
    return (!edit || edit->isModified()) && value() != m_value;
}

void EditRow::reset()
{
    const bool was = isEdited();
    m_touched = false;
    write(m_value);
    checkAgain();
    if (was && !line()) // a line tells it itself
        Q_EMIT edited();
}

bool EditRow::isGood() const
{
    return m_check(value()).isEmpty();
}

QString EditRow::problem() const
{
    return m_problem->text();
}

void EditRow::checkAgain(bool complain)
{
    m_touched = m_touched || complain;
    const bool quiet = m_strip ? !isEdited() : !m_touched && value().isEmpty();
    const QString problem = quiet ? QString() : m_check(value());
    setSentence(*m_problem, problem);
    m_hint->setVisible(problem.isEmpty() && !m_hintText.isEmpty());
    m_editor->setAccessibleDescription(problem.isEmpty() ? m_hintText : problem);
    m_editor->setProperty("invalid", !problem.isEmpty());
    m_editor->style()->polish(m_editor); // the style sheet asks for the property
}

void EditRow::changeInPlace(ChangeStrip& strip, Make make)
{
    m_strip = &strip;
    m_make = std::move(make);
    const auto change = [this] { return proposal(); };
    const auto withdraw = [this] { m_strip->withdraw(this); };
    strip.watch(this, change);
    m_editor->installEventFilter(this);
    connect(&strip, &ChangeStrip::left, this, [this](const QWidget* control) {
        if (control == this)
            reset();
    });
    connect(this, &EditRow::edited, this,
            [this, change, withdraw] { isEdited() ? m_strip->offer(this, change, withdraw) : withdraw(); });
    if (auto* box = qobject_cast<QComboBox*>(m_editor)) {
        connectChoices(*box);
    } else if (auto* button = qobject_cast<QCheckBox*>(m_editor)) {
        connect(button, &QCheckBox::clicked, this, [this, button](bool on) {
            button->setChecked(!on);
            m_strip->make(this, [this] { return proposal(); });
        });
    }
}

void EditRow::connectChoices(QComboBox& box)
{
    box.setFocusPolicy(Qt::StrongFocus); // the wheel is no choice
    const auto choice = [this](int index) {
        return [this, value = QString::number(index)] { return m_make(value); };
    };
    connect(&box, &QComboBox::activated, this, [this, choice](int index) {
        if (m_byKeys)
            return Q_EMIT edited();
        reset();
        if (QString::number(index) != m_value)
            m_strip->make(this, choice(index));
    });
    connect(&box, &QComboBox::highlighted, this,
            [this, choice](int index) { m_strip->preview(this, choice(index)); });
}

std::optional<Proposal> EditRow::proposal() const
{
    if (!isGood())
        return std::nullopt;
    const bool isSwitch = qobject_cast<QCheckBox*>(m_editor);
    return m_make(isSwitch ? QString::number(value() == u'0') : value());
}

bool EditRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel) {
        event->ignore(); // the dock scrolls
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (isEdited() && key == Qt::Key_Escape) {
        reset();
    } else if (isEdited() && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        m_strip->make(
            this, [this] { return proposal(); }, [this] { m_strip->withdraw(this); });
    } else {
        m_byKeys = true;
        watched->event(event);
        m_byKeys = false;
    }
    return true;
}

} // namespace hookwalk::ui
