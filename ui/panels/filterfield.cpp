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

namespace hookwalk::ui
{

namespace
{
constexpr int magnifier = 16, roomForIcon = 32, leastTyped = 72;
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
    connect(m_text, &QLineEdit::returnPressed, this, &FilterField::take);
    connect(m_text, &QLineEdit::textEdited, this, [this] { setProblem({}); });
    connect(m_clear, &QToolButton::clicked, this, &FilterField::clear);
    connect(&filter, &PacketFilter::changed, this, &FilterField::showChips);
    connect(&filter, &PacketFilter::cleared, this, &FilterField::showChips);
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
    setProblem({});
    m_text->setText(term);
    begin();
}

void FilterField::clear()
{
    m_text->clear();
    setProblem({});
    m_filter.setFilter({});
}

void FilterField::takeAway(std::size_t term)
{
    auto terms = m_filter.filter();
    if (term < terms.size())
        terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(term));
    m_filter.setFilter(std::move(terms));
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

void FilterField::take()
{
    const auto typed = query::parseFilter(m_text->text().toStdString());
    if (!typed)
        return setProblem(qt(words::text(typed.error())));
    setProblem({});
    auto terms = m_filter.filter();
    for (const auto& term : *typed) {
        if (std::ranges::find(terms, term) == terms.end())
            terms.push_back(term);
    }
    m_text->clear();
    m_filter.setFilter(std::move(terms));
}

void FilterField::setProblem(const QString& sentence)
{
    if (m_isWrong == !sentence.isEmpty() && !m_isWrong)
        return;
    m_isWrong = !sentence.isEmpty();
    update();
    Q_EMIT problemFound(sentence);
}

void FilterField::showChips()
{
    const auto& terms = m_filter.filter();
    m_clear->setVisible(!terms.empty());
    m_text->setPlaceholderText(terms.empty() ? tr("Filter: dropped, tcp, :8080, 198.51.100.0/24 …")
                                             : QString());
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
        if (key == Qt::Key_Backspace && m_text->text().isEmpty() && m_filter.isActive()) {
            takeAway(m_filter.filter().size() - 1);
            return true;
        }
        if (key == Qt::Key_Escape) {
            setProblem({});
            if (m_text->text().isEmpty())
                Q_EMIT left();
            m_text->clear();
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
