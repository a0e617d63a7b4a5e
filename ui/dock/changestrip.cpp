// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/changestrip.h"

#include "ui/dock/commandsview.h"
#include "ui/dock/dockwidgets.h"

#include <algorithm>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace hookwalk::ui
{

namespace
{

QPushButton* button(const QString& text, const QString& name)
{
    auto* made = new QPushButton(text);
    made->setObjectName(name);
    made->setAutoDefault(false); // Return in a field of a dialog is the field's
    return made;
}

std::vector<change::Change> changesOf(const Proposal& proposal)
{
    std::vector<change::Change> all;
    if (const auto* first = std::get_if<change::Change>(&proposal.order))
        all.push_back(*first);
    all.insert(all.end(), proposal.more.begin(), proposal.more.end());
    return all;
}

} // namespace

ChangeStrip::ChangeStrip(const Appearance& appearance, Ask ask, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_ask(std::move(ask))
    , m_warning(sentenceLabel(&Theme::text2))
    , m_refusal(sentenceLabel(&Theme::dropped))
    , m_buttons(new QWidget(this))
    , m_apply(button(tr("Apply"), QStringLiteral("apply")))
    , m_cancel(button(tr("Cancel"), QStringLiteral("cancel")))
{
    setObjectName(QStringLiteral("changeStrip"));
    m_warning->setObjectName(QStringLiteral("warning"));
    m_refusal->setObjectName(QStringLiteral("refusal"));
    m_apply->setProperty("kind", QStringLiteral("primary"));
    auto* buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 4, 0, 0);
    buttons->setSpacing(8);
    buttons->addWidget(m_apply, 1);
    buttons->addWidget(m_cancel, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_warning);
    column->addWidget(m_refusal);
    column->addWidget(m_buttons);
    connect(m_apply, &QPushButton::clicked, this, &ChangeStrip::apply);
    connect(m_cancel, &QPushButton::clicked, this, &ChangeStrip::cancel);
    present(std::nullopt);
}

ChangeStrip* ChangeStrip::another() const
{
    auto* made = new ChangeStrip(m_appearance, m_ask);
    made->setPlace(m_prefix, true);
    made->commandsView();
    made->present(std::nullopt);
    return made;
}

// Made when the dock has commands to show first: no start waits for it.
CommandsView& ChangeStrip::commandsView()
{
    if (!m_commands) {
        m_commands = new CommandsView(m_appearance, this);
        static_cast<QVBoxLayout*>(layout())->insertWidget(0, m_commands);
        m_commands->setPrefix(m_prefix);
    }
    return *m_commands;
}

void ChangeStrip::watch(QWidget* control, const Make& what)
{
    for (QWidget* part : {control, control->focusProxy()}) {
        if (!part)
            continue;
        part->installEventFilter(this);
        m_watched[part] = what;
        connect(part, &QObject::destroyed, this, &ChangeStrip::forget);
    }
}

void ChangeStrip::forget(QObject* gone)
{
    m_watched.erase(gone);
    if (m_now.control && m_now.control != gone)
        return;
    m_now = {};
    m_asked = false;
    present(std::nullopt);
}

bool ChangeStrip::eventFilter(QObject* watched, QEvent* event)
{
    const bool points = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
    const auto known = points ? m_watched.find(watched) : m_watched.end();
    const bool covers =
        event->type() == QEvent::Enter && !m_filled && wouldCover(static_cast<QWidget*>(watched));
    if (known != m_watched.end() && !covers)
        preview(static_cast<QWidget*>(watched), Make(known->second));
    return QWidget::eventFilter(watched, event);
}

// The strip comes from below: not over what a person is about to click.
bool ChangeStrip::wouldCover(const QWidget* control)
{
    const QWidget* dock = parentWidget() ? parentWidget()->parentWidget() : nullptr;
    if (!dock || !dock->isAncestorOf(control))
        return false;
    if (!m_commands) {
        commandsView(); // the strip will be as high as with them
        present(m_proposal);
    }
    const int bottom = control->mapTo(dock, QPoint(0, control->height())).y();
    return bottom > dock->height() - parentWidget()->sizeHint().height();
}

// What waits for a person is not pushed aside by the mouse on its way.
void ChangeStrip::preview(QWidget* control, const Make& what)
{
    if (!isArmed() && !isWaiting() && m_offers.empty() && what())
        showSource({control, what, {}});
}

void ChangeStrip::offer(QWidget* control, const Make& what, const Done& done)
{
    std::erase_if(m_offers, [&](const Source& one) { return one.control == control; });
    m_offers.push_back({control, what, done});
    showSource(m_offers.back());
}

void ChangeStrip::withdraw(QWidget* control)
{
    const auto gone = std::erase_if(m_offers, [&](const Source& one) { return one.control == control; });
    if (gone > 0 && m_now.control == control)
        fallBack();
}

void ChangeStrip::make(QWidget* control, const Make& what, const Done& done)
{
    if (isWaitingFor(control))
        return;
    showSource({control, what, done});
    if (!m_proposal)
        return;
    const bool seen = isOffered(control) || // while it was typed
                      (m_agreedFor == control && m_agreed == changesOf(*m_proposal));
    if (!seen && (m_asksFirst || !warningOf(m_proposal->order).isEmpty()))
        arm();
    else
        apply();
}

void ChangeStrip::showSource(const Source& source)
{
    m_now = source;
    m_asked = false;
    setRefusal(*m_refusal, std::nullopt);
    present(m_now.make ? m_now.make() : std::nullopt);
}

void ChangeStrip::present(const std::optional<Proposal>& proposal)
{
    m_proposal = proposal;
    setSentence(*m_warning, proposal ? warningOf(proposal->order) : QString());
    if (proposal)
        commandsView().show(*proposal);
    else if (m_commands || isOffered(m_now.control))
        commandsView().showNothing(isOffered(m_now.control)
                                       ? tr("Its commands come when the fields are good.")
                                       : tr("Point at a control to see its commands."));
    showButtons();
}

void ChangeStrip::showButtons()
{
    const bool agrees = m_asked || isOffered(m_now.control);
    m_buttons->setVisible(agrees);
    if (m_commands)
        m_commands->setUnfolded(agrees);
    m_apply->setEnabled(isArmed());
    m_cancel->setEnabled(!isWaitingFor(m_now.control));
    m_warning->setVisible(!m_warning->text().isEmpty() && m_asked);
    if (std::exchange(m_filled, isFilled()) != m_filled)
        Q_EMIT filled(m_filled);
}

bool ChangeStrip::isFilled() const
{
    return m_proposal || isOffered(m_now.control) || !refusal().isEmpty();
}

void ChangeStrip::endPreview()
{
    const bool focused = m_now.control && m_now.control->hasFocus();
    if (!isArmed() && !isWaiting() && m_offers.empty() && refusal().isEmpty() && !focused)
        fallBack();
}

void ChangeStrip::arm()
{
    m_asked = true;
    showButtons();
    (warningOf(m_proposal->order).isEmpty() ? m_apply : m_cancel)->setFocus();
}

void ChangeStrip::apply()
{
    if (!m_proposal || !m_now.control || isWaitingFor(m_now.control))
        return;
    const Source source = m_now;
    const auto order = m_proposal->order;
    QPointer<QWidget> focus = QApplication::focusWidget();
    if (focus && isAncestorOf(focus))
        focus = source.control;
    m_agreedFor = source.control;
    m_agreed = m_proposal->more;
    m_waiting.push_back(source.control);
    source.control->setEnabled(false);
    setRefusal(*m_refusal, std::nullopt);
    showButtons();
    m_ask(this, order,
          [this, source, focus](const std::optional<Error>& refusal) { answered(source, focus, refusal); });
}

void ChangeStrip::answered(const Source& source, QWidget* focus, const std::optional<Error>& refusal)
{
    std::erase_if(m_waiting, [&](const auto& one) { return !one || one == source.control; });
    if (source.control) {
        source.control->setEnabled(true);
        const bool had = focus && (focus == source.control || source.control->isAncestorOf(focus));
        if (had && focus->isVisible())
            focus->setFocus();
    }
    if (refusal) { // said, whatever is shown by now, and there to be tried again
        m_agreed.clear();
        if (m_now.control != source.control)
            showSource(source);
        setRefusal(*m_refusal, refusal);
        return showButtons();
    }
    if (m_now.control == source.control)
        m_asked = false;
    if (source.done && source.control)
        source.done();
    m_offers.empty() ? refresh() : fallBack();
}

void ChangeStrip::refresh()
{
    const bool isGone = !m_now.control && (m_now.make || !m_offers.empty());
    const auto now = m_now.control ? m_now.make() : std::nullopt;
    // Nobody agrees to something else than was shown.
    const bool isSame = now && m_proposal && *now == *m_proposal;
    if (isGone || (m_asked && !isSame))
        return fallBack();
    present(now);
}

void ChangeStrip::rest()
{
    const auto offers = std::exchange(m_offers, {});
    fallBack();
    for (const Source& one : offers) {
        if (one.control)
            Q_EMIT left(one.control);
    }
}

void ChangeStrip::fallBack()
{
    std::erase_if(m_offers, [](const Source& one) { return !one.control; });
    showSource(m_offers.empty() ? Source() : m_offers.back());
}

void ChangeStrip::cancel()
{
    if (isWaitingFor(m_now.control))
        return;
    const QPointer<QWidget> control = m_now.control;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    fallBack();
    if (!control)
        return;
    if (hadFocus)
        control->setFocus();
    Q_EMIT left(control);
}

void ChangeStrip::keyPressEvent(QKeyEvent* event)
{
    auto* pressed = qobject_cast<QPushButton*>(QApplication::focusWidget());
    if (event->key() == Qt::Key_Escape && !m_buttons->isHidden())
        cancel();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && pressed)
        pressed->click();
    else
        QWidget::keyPressEvent(event);
}

void ChangeStrip::setPlace(const QString& prefix, bool asksFirst)
{
    m_prefix = prefix;
    m_asksFirst = asksFirst;
    if (m_commands)
        m_commands->setPrefix(prefix);
}

bool ChangeStrip::isOffered(const QWidget* control) const
{
    return control &&
           std::ranges::any_of(m_offers, [&](const Source& one) { return one.control == control; });
}

bool ChangeStrip::isWaitingFor(const QWidget* control) const
{
    return control && std::ranges::any_of(m_waiting, [&](const auto& one) { return one == control; });
}

bool ChangeStrip::isWaiting() const
{
    return !m_waiting.empty();
}

bool ChangeStrip::isArmed() const
{
    return m_proposal && (m_asked || isOffered(m_now.control)) && !isWaitingFor(m_now.control);
}

QString ChangeStrip::words() const
{
    return m_proposal ? wordsOf(m_proposal->order) : QString();
}

QString ChangeStrip::commands() const
{
    return m_commands ? m_commands->text() : QString();
}

QString ChangeStrip::refusal() const
{
    return m_refusal->text();
}

} // namespace hookwalk::ui
