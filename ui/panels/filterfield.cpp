// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/filterfield.h"

#include "ui/keys/commands.h"
#include "ui/panels/filterchip.h"
#include "ui/panels/iconbutton.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <utility>

namespace hookwalk::ui
{

namespace
{
constexpr int magnifier = 16, roomForIcon = 32, leastTyped = 72;
constexpr int followMs = 20, untilSaidMs = 700; // after a key: the rows follow; what is wrong is said
} // namespace

FilterField::FilterField(const Appearance& appearance, PacketFilter& filter, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_filter(filter)
    , m_chips(new QHBoxLayout)
    , m_text(new QLineEdit)
    , m_clear(new IconButton(appearance, QStringLiteral("close"),
                             withKeys(tr("Clear the filter"), Command::ClearFilter)))
{
    setFixedHeight(32);
    m_text->setObjectName(QStringLiteral("filter"));
    m_text->setAccessibleName(tr("Filter"));
    m_text->setToolTip(
        withKeys(tr("Which packets to show: endings, causes, addresses, networks, :ports, protocols, "
                    "chains, devices, \"text\". Commas are OR, a - in front is NOT."),
                 Command::Filter));
    m_text->setFont(textFont(12));
    m_text->setProperty("kind", QStringLiteral("bare"));
    m_text->setMinimumWidth(leastTyped);
    m_text->setProperty(ringAround, QVariant::fromValue<QWidget*>(this));
    m_text->installEventFilter(this);
    m_clear->setProperty("kind", QStringLiteral("small"));
    m_clear->setFixedSize(24, 24);
    m_clear->setObjectName(QStringLiteral("clearFilter"));
    m_chips->setSpacing(6);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(roomForIcon, 1, 4, 1);
    row->setSpacing(6);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    row->addLayout(m_chips);
    row->addWidget(m_text, 1);
    row->addWidget(m_clear);
    m_following.setSingleShot(true);
    m_pause.setSingleShot(true);
    connect(&m_following, &QTimer::timeout, this, [this] { ask(Ask::Rows); });
    connect(&m_pause, &QTimer::timeout, this, &FilterField::sayProblem);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { ask(Ask::Chip); });
    connect(m_text, &QLineEdit::textEdited, this, &FilterField::edited);
    connect(m_clear, &QToolButton::clicked, this, &FilterField::clear);
    connect(&filter, &PacketFilter::chipsChanged, this, &FilterField::showChips);
    connect(&filter, &PacketFilter::accepted, this, &FilterField::taken);
    connect(&filter, &PacketFilter::refused, this, [this](const std::string& name) {
        const auto asked = std::exchange(m_asked, std::nullopt);
        if (!asked)
            return; // the other field did
        setProblem(qt(words::text(say("filter-unknown-name", name))));
        if (*asked != Ask::Rows)
            sayProblem();
    });
    connect(&filter, &PacketFilter::cleared, this, [this] {
        forget();
        showChips();
    });
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    showChips();
}

QSize FilterField::minimumSizeHint() const
{
    return {roomForIcon + 2 * leastTyped, height()};
}

void FilterField::begin()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterField::offer(const QString& term)
{
    forget();
    m_text->setText(term);
    begin();
}

void FilterField::clear()
{
    forget();
    m_filter.setFilter({});
}

void FilterField::settle()
{
    if (m_text->text().isEmpty())
        return;
    forget();
    m_filter.setFilter(m_filter.filter());
}

void FilterField::takeAway(std::size_t term)
{
    auto terms = m_filter.chips();
    if (term >= terms.size()) {
        forget();
    } else {
        if (term + 1 == terms.size())
            setOpen(false);
        terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(term));
    }
    m_filter.setFilter(std::move(terms));
    if (!m_text->text().isEmpty())
        ask(Ask::Rows);
}

QString FilterField::without(std::size_t term) const
{
    const auto number = [](auto n) { return QLocale(QLocale::English).toString(static_cast<qulonglong>(n)); };
    const auto& terms = m_filter.filter();
    if (term >= terms.size())
        return {};
    return tr("Without %1: %2 of %3")
        .arg(qt(query::toText(terms[term])), number(m_filter.shownWithout(term)), number(m_filter.total()));
}

// A comma that is typed at the end, and not within quotes, makes a chip of what stands before it.
void FilterField::edited(const QString& text)
{
    const bool isComma = text.size() > std::exchange(m_length, text.size()) && text.endsWith(u',') &&
                         m_text->cursorPosition() == text.size();
    if (isComma && !query::parseFilter(text.chopped(1).toStdString()).value_or(query::Filter()).empty())
        return ask(Ask::OpenChip);
    m_pause.stop();
    m_following.start(followMs);
}

void FilterField::ask(Ask what)
{
    m_following.stop();
    m_asked.reset();
    const QString text = m_text->text();
    auto filter = with(text.chopped(what == Ask::OpenChip ? 1 : 0).toStdString());
    if (!filter) {
        setProblem(qt(words::text(filter.error())));
        return what == Ask::Rows ? void() : sayProblem();
    }
    m_asked = what;
    m_filter.tryOut(std::move(*filter), what != Ask::Rows);
}

Result<query::Filter> FilterField::with(const std::string& typed) const
{
    auto terms = m_filter.chips();
    auto more = query::parseFilter(typed);
    if (more && !more->empty() && m_isOpen && !terms.empty()) {
        more = query::parseFilter(query::toText(terms.back()) + ',' + typed);
        terms.pop_back();
    }
    if (!more)
        return more;
    for (auto& term : *more) {
        if (std::ranges::find(terms, term) == terms.end())
            terms.push_back(std::move(term));
    }
    return terms;
}

void FilterField::taken()
{
    const auto asked = std::exchange(m_asked, std::nullopt);
    if (!asked)
        return; // the other field asked
    setProblem({});
    if (*asked == Ask::Rows)
        return;
    forget();
    setOpen(*asked == Ask::OpenChip);
}

void FilterField::forget()
{
    m_following.stop();
    m_asked.reset();
    m_text->clear();
    m_length = 0;
    setOpen(false);
    setProblem({});
}

void FilterField::setOpen(bool open)
{
    m_isOpen = open;
    m_text->setPlaceholderText(open ? tr("or …")
                               : m_filter.chips().empty()
                                   ? tr("Filter: dropped, tcp, :8080, 198.51.100.0/24 …")
                                   : QString());
}

void FilterField::setProblem(const QString& sentence)
{
    m_problem = sentence;
    if (m_isWrong) // what is said is to be true
        sayProblem();
    else if (!sentence.isEmpty())
        m_pause.start(untilSaidMs);
    else
        m_pause.stop();
}

void FilterField::sayProblem()
{
    m_pause.stop();
    m_isWrong = !m_problem.isEmpty();
    m_text->setAccessibleDescription(m_problem);
    update();
    Q_EMIT problemFound(m_problem);
}

void FilterField::showChips()
{
    const auto& terms = m_filter.chips();
    m_clear->setVisible(!terms.empty());
    setOpen(m_isOpen && !terms.empty());
    if (terms == m_shown && m_chips->count() == static_cast<int>(terms.size()))
        return;
    m_shown = terms;
    while (auto* item = m_chips->takeAt(0)) {
        if (item->widget()->hasFocus())
            m_text->setFocus();
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be what is being clicked
        delete item;
    }
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto* chip = new FilterChip(
            m_appearance, terms[i], [this, i] { return without(i); }, this);
        chip->setObjectName(QStringLiteral("chip"));
        connect(chip, &QToolButton::clicked, this, [this, i] { takeAway(i); });
        m_chips->addWidget(chip, 0, Qt::AlignVCenter);
        chip->show(); // at once, and not when the layout comes to it
    }
}

bool FilterField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool isEmpty = m_text->text().isEmpty();
        if (key == Qt::Key_Backspace && isEmpty && !m_filter.chips().empty()) {
            m_isOpen ? setOpen(false) : takeAway(m_filter.chips().size() - 1);
            return true;
        }
        if (key == Qt::Key_Escape) {
            forget();
            m_filter.setFilter(m_filter.chips());
            if (isEmpty)
                Q_EMIT left();
            return true;
        }
    }
    if (watched == m_text && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void FilterField::mousePressEvent(QMouseEvent*)
{
    m_text->setFocus(Qt::MouseFocusReason);
}

void FilterField::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_isWrong ? theme.dropped : m_text->hasFocus() ? theme.accent : theme.border, 1));
    painter.setBrush(theme.field);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    drawIcon(painter, QStringLiteral("search"), theme.text2,
             QRectF(10, (height() - magnifier) / 2.0, magnifier, magnifier));
}

} // namespace hookwalk::ui
