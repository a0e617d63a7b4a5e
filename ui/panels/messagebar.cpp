// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messagebar.h"

#include "ui/panels/copymenu.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <limits>
#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace hookwalk::ui
{

namespace
{

constexpr int shadow = 8; // around the box
constexpr int leastHeight = 48, widestBar = 760, fromEdge = 16, goodNewsMs = 6000;
constexpr int iconSize = 16;
constexpr qsizetype mostFormer = 50;

qint64 coveredBy(const QRect& place, const std::vector<QRect>& others) // pixels
{
    qint64 covered = 0;
    for (const QRect& one : others) {
        const QRect common = place & one;
        covered += qint64{common.width()} * common.height();
    }
    return covered;
}

} // namespace

MessageBar::MessageBar(const Appearance& appearance, QWidget* over, Obstacles obstacles)
    : QFrame(over)
    , m_appearance(appearance)
    , m_obstacles(std::move(obstacles))
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("messageBar"));
    setCursor(Qt::ArrowCursor);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    letSelect(*m_text); // and a menu with Copy
    m_text->setFont(textFont(13, QFont::Medium));
    offerCopy(*m_text);
    m_row->setContentsMargins(shadow + 18, shadow, shadow + 14, shadow);
    m_row->setSpacing(12);
    m_icon->setFixedSize(iconSize, iconSize);
    m_row->addWidget(m_icon);
    m_row->addWidget(m_text, 1);
    m_leaving.setParent(this);
    m_leaving.setSingleShot(true);
    connect(&m_leaving, &QTimer::timeout, this, &MessageBar::leave);
    connect(&appearance, &Appearance::changed, this, &MessageBar::tint);
    over->installEventFilter(this);
    hide();
}

void MessageBar::show(Tone tone, const QString& sentence, const std::vector<Action>& actions)
{
    if (m_sentence != sentence)
        keep();
    for (QPushButton* button : std::exchange(m_buttons, {})) {
        button->hide();
        button->setObjectName({});
        button->deleteLater(); // it may be the one whose click led here
    }
    m_tone = tone;
    m_sentence = sentence;
    m_action = actions.empty() ? std::function<void()>() : actions.front().run;
    m_text->setText(sentence);
    for (const Action& action : actions)
        addAction(action.text, QStringLiteral("messageAction"), true, action.run);
    if (tone != Tone::Hint)
        addAction(tr("Copy"), QStringLiteral("messageCopy"), actions.empty(), [this] { copy(); });
    if (tone != Tone::Good)
        addAction(tr("Dismiss"), QStringLiteral("messageDismiss"), false, [this] { clear(); });
    tint();
    setAccessibleName(sentence);
    setVisible(true);
    raise();
    place();
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
    tone == Tone::Good ? m_leaving.start(goodNewsMs) : m_leaving.stop();
}

void MessageBar::addAction(const QString& text, const QString& name, bool leads,
                           const std::function<void()>& run)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setProperty("leads", leads);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty(onOverlay, true);
    button->setCursor(Qt::PointingHandCursor);
    button->setFont(textFont(13, leads ? QFont::DemiBold : QFont::Medium));
    m_row->addWidget(button);
    m_buttons.push_back(button);
    const bool stays = name != QStringLiteral("messageAction");
    connect(button, &QPushButton::clicked, this, [this, stays, run] {
        if (!stays)
            clear();
        run();
    });
}

bool MessageBar::runAction()
{
    if (!hasAction())
        return false;
    const auto run = m_action;
    clear();
    run();
    return true;
}

void MessageBar::copy() const
{
    const QString part = m_text->selectedText();
    QGuiApplication::clipboard()->setText(part.isEmpty() ? m_sentence : part);
}

void MessageBar::clear()
{
    m_leaving.stop();
    keep();
    hide();
}

void MessageBar::keep()
{
    if (isHidden())
        return;
    m_former.prepend(m_sentence);
    m_former.resize(std::min(m_former.size(), mostFormer));
}

// Nobody misses it: the clock stands under the pointer and while the window is not in front.
void MessageBar::leave()
{
    if (underMouse() || !isActiveWindow())
        m_leaving.start(goodNewsMs / 6);
    else
        clear();
}

void MessageBar::place()
{
    if (isHidden())
        return;
    const QWidget& over = *parentWidget();
    const int room = std::min(widestBar, over.width() - 2 * fromEdge) + 2 * shadow;
    const QMargins margins = m_row->contentsMargins();
    int others = margins.left() + margins.right() + m_row->spacing() + iconSize;
    for (const QPushButton* button : m_buttons)
        others += m_row->spacing() + button->sizeHint().width();
    const int line = QFontMetrics(m_text->font()).horizontalAdvance(m_sentence) + 4;
    const int width = std::min(room, others + line);
    m_text->setFixedWidth(std::max(1, width - others));
    const int height = std::max(leastHeight, m_text->heightForWidth(m_text->width()) + 30) + 2 * shadow;
    const QSize box(width - 2 * shadow, height - 2 * shadow);
    setGeometry(placeFor(box).adjusted(-shadow, -shadow, shadow, shadow));
}

// At the foot, else at the head, else between them, each time as near to the middle as may be; where something is covered
// everywhere, as little as may be.
QRect MessageBar::placeFor(QSize box) const
{
    constexpr int step = 8;
    const QSize over = parentWidget()->size();
    const auto taken = m_obstacles();
    const int left = (over.width() - box.width()) / 2, head = fromEdge;
    const int foot = std::max(head, over.height() - fromEdge - box.height());
    std::vector<int> heights{foot, head};
    for (int y = foot - step; y > head; y -= step)
        heights.push_back(y);
    QRect best;
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    std::pair least(most, most); // of marks, of titles
    for (const int y : heights) {
        for (int aside = 0; aside == 0 || left - aside >= fromEdge; aside += step) {
            for (const int x : {left - aside, left + aside}) {
                const QRect place(QPoint(x, y), box);
                const std::pair covered(coveredBy(place, taken.marks), coveredBy(place, taken.titles));
                if (covered < least) {
                    least = covered;
                    best = place;
                }
                if (least == std::pair<qint64, qint64>())
                    return best;
            }
        }
    }
    return best;
}

void MessageBar::moveOver(QWidget& over)
{
    const bool isShown = !isHidden();
    parentWidget()->removeEventFilter(this);
    setParent(&over); // which hides it
    over.installEventFilter(this);
    setVisible(isShown);
    place();
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    const QRectF box = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 8));
    for (int ring = 1; ring < shadow; ++ring)
        painter.drawRoundedRect(box.adjusted(-ring, 1 - ring, ring, ring), 10 + ring, 10 + ring);
    painter.setBrush(theme.overlay);
    painter.drawRoundedRect(box, 10, 10);
}

void MessageBar::tint()
{
    const Theme& theme = m_appearance.theme();
    const Theme& dark = Theme::of(Look::Dark); // the box is dark in both looks
    const auto& [name, colour] = m_tone == Tone::Good   ? std::pair("ok", dark.good)
                                 : m_tone == Tone::Hint ? std::pair("warning", dark.hint)
                                                        : std::pair("bad", dark.dropped);
    m_icon->setPixmap(
        icon(QLatin1String(name), colour).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    setStyleSheet(
        QStringLiteral("QLabel { color: %1; background: transparent }"
                       "QPushButton { color: %2; background: transparent; border: 1px solid transparent;"
                       " border-radius: 4px; padding: 0 4px; min-height: 24px }"
                       "QPushButton[leads=\"true\"] { color: %3 }"
                       "QPushButton:hover { text-decoration: underline }")
            .arg(theme.overlayText.name(), theme.overlayText2.name(), theme.overlayAction.name()));
}

} // namespace hookwalk::ui
