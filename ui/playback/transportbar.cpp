// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/transportbar.h"

#include "ui/keys/commands.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/segments.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/timeline/pathmarks.h"
#include "words/times.h"

#include <algorithm>
#include <cmath>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QStyleOptionComboBox>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int controlHeight = 32, widthForNewer = 1220;

// What the buttons beside it lead to.
class DropMark : public QWidget
{
public:
    explicit DropMark(const Appearance& appearance)
        : m_appearance(appearance)
    {
        setFixedSize(30, controlHeight - 2);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintEndingMark(painter, EndingMark::DroppedByRule, QRectF(rect()).center(), 8, m_appearance.theme(),
                        m_appearance.theme().field);
    }

private:
    const Appearance& m_appearance;
};

QString ratio(qint64 slowdown) // "1 : 100 000", with thin blanks
{
    QString digits = QString::number(slowdown);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, QChar(0x2009));
    return QStringLiteral("1 : %1").arg(digits);
}

QString withSpeedKeys(const QString& tip)
{
    return tr("%1 (%2 and %3)").arg(tip, keysText(Command::Slower), keysText(Command::Faster));
}

} // namespace

TransportBar::TransportBar(const Appearance& appearance, Playhead& playhead, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_playhead(playhead)
    , m_play(new QPushButton(this))
    , m_drops(new QFrame(this))
    , m_kinds(new Segments(appearance, controlHeight, this))
    , m_speed(new QComboBox(this))
    , m_live(new Segments(appearance, controlHeight, this))
    , m_newer(new QLabel(this))
    , m_time(new QLabel(this))
    , m_place(new QLabel(this))
    , m_lists(new IconButton(appearance, QStringLiteral("lists"), tr("Hide the lists"), this))
    , m_row(new QHBoxLayout(this))
    , m_column(new QVBoxLayout)
{
    setFixedHeight(52);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it fits into what there is
    m_row->setContentsMargins(12, 0, 12, 0);
    m_row->setSpacing(4);
    const auto step = [this](IconButton* button, auto slot) {
        connect(button, &QToolButton::clicked, this, [this, slot] {
            Q_EMIT touched();
            (m_playhead.*slot)();
        });
    };
    addButton("first", Command::PreviousPacket, tr("Previous packet"), "previousPacket");
    step(addButton("back", Command::StepBack, tr("One step back"), "back"), &Playhead::stepBack);
    m_play->setObjectName(QStringLiteral("play"));
    m_play->setFocusPolicy(Qt::TabFocus);
    m_play->setFixedSize(36, 36);
    m_play->setProperty(ringRadius, 18);
    m_play->setIconSize(QSize(16, 16));
    m_row->addWidget(m_play);
    m_controls.push_back(m_play);
    step(addButton("forward", Command::StepForward, tr("One step forward"), "forward"),
         &Playhead::stepForward);
    addButton("last", Command::NextPacket, tr("Next packet"), "nextPacket");
    addLine();
    buildDrops();
    m_loop = addButton("loop", Command::LoopPacket, tr("Loop the packet"), "loop");
    m_loop->setCheckable(true);
    m_flag = addButton("flag", Command::Flag, tr("Flag here"), "flag");
    m_flag->setCheckable(true);
    addLine();
    buildKinds();
    m_row->addWidget(m_kinds);
    buildSpeed();
    m_row->addWidget(m_speed);
    addLine();
    buildLive();
    m_row->addStretch(1);
    m_column->setSpacing(0);
    m_time->setFont(textFont(12, QFont::Medium));
    m_place->setFont(textFont(11));
    for (QLabel* label : {m_time, m_place}) {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_column->addWidget(label);
    }
    m_column->setContentsMargins(0, 8, 0, 8);
    m_time->setObjectName(QStringLiteral("time"));
    m_place->setObjectName(QStringLiteral("packetPlace"));
    m_place->setProperty("kind", QStringLiteral("hint"));
    m_row->addLayout(m_column);
    m_row->addSpacing(4);
    m_lists->setObjectName(QStringLiteral("lists"));
    m_row->addWidget(m_lists);
    m_controls.push_back(m_speed);

    connect(m_play, &QPushButton::clicked, this, [this] {
        Q_EMIT touched();
        m_playhead.toggle();
    });
    connect(m_lists, &QToolButton::clicked, this, &TransportBar::listsToggled);
    connect(&playhead, &Playhead::playingChanged, this, &TransportBar::showPlaying);
    connect(&playhead, &Playhead::positionChanged, this, &TransportBar::showPosition);
    connect(&playhead, &Playhead::pacingChanged, this, &TransportBar::showPacing);
    connect(&appearance, &Appearance::changed, this, &TransportBar::tint);
    tint();
    setWalk(nullptr);
}

IconButton* TransportBar::addButton(const char* icon, Command command, const QString& tip, const char* name)
{
    auto* button = new IconButton(m_appearance, QString::fromLatin1(icon), withKeys(tip, command), this);
    button->setObjectName(QString::fromLatin1(name));
    button->setColour(&Theme::text);
    m_row->addWidget(button);
    m_controls.push_back(button);
    if (command != Command::StepBack && command != Command::StepForward) // these are the playhead's own
        connect(button, &QToolButton::clicked, this, [this, command] { Q_EMIT asked(command); });
    return button;
}

void TransportBar::addLine()
{
    auto* line = new QFrame(this);
    line->setProperty("kind", QStringLiteral("divider"));
    line->setFixedSize(1, 24);
    m_row->addSpacing(6);
    m_row->addWidget(line);
    m_row->addSpacing(6);
    m_lines.push_back(line);
}

// Previous and next drop, with the mark of one between.
void TransportBar::buildDrops()
{
    m_drops->setObjectName(QStringLiteral("drops"));
    m_drops->setFixedHeight(controlHeight);
    auto* row = new QHBoxLayout(m_drops);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    const auto add = [&](const char* icon, Command command, const QString& tip, const char* name) {
        IconButton* button = addButton(icon, command, tip, name);
        m_row->removeWidget(button);
        button->setFixedSize(28, controlHeight - 2);
        row->addWidget(button);
    };
    add("chevron-left", Command::PreviousDrop, tr("Previous drop"), "previousDrop");
    row->addWidget(new DropMark(m_appearance));
    add("chevron-right", Command::NextDrop, tr("Next drop"), "nextDrop");
    m_row->addWidget(m_drops);
}

void TransportBar::buildLive()
{
    m_live->add(0, tr("Live"), withKeys(tr("The playhead rides on the newest packet"), Command::Live),
                QStringLiteral("liveOn"));
    m_live->add(1, tr("Frozen"), tr("The list stays as it is; the capture goes on"),
                QStringLiteral("liveOff"));
    connect(m_live, &Segments::clicked, this, [this] { Q_EMIT asked(Command::Live); });
    m_newer->setObjectName(QStringLiteral("newer"));
    m_newer->setFont(textFont(11));
    m_newer->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_newer, &QLabel::linkActivated, this, [this] { Q_EMIT asked(Command::Live); });
    m_row->addWidget(m_live);
    m_row->addWidget(m_newer);
    showLive(false, false, 0);
}

void TransportBar::showLoop(bool on)
{
    m_loop->setChecked(on);
    m_loop->setColour(on ? &Theme::accent : &Theme::text);
}

void TransportBar::showFlag(bool isHere)
{
    m_flag->setChecked(isHere);
    m_flag->setColour(isHere ? &Theme::hint : &Theme::text);
}

void TransportBar::showLive(bool isPossible, bool isFrozen, std::size_t newer)
{
    m_live->choose(isFrozen ? 1 : 0);
    const QString count = QLocale(QLocale::English).toString(static_cast<qulonglong>(newer));
    m_newer->setText(
        newer == 0 ? QString()
                   : QStringLiteral("<a href=\"live\">%1</a>").arg(tr("%1 newer, not shown").arg(count)));
    if (std::exchange(m_isLivePossible, isPossible) != isPossible)
        fitInto(m_width);
    m_newer->setVisible(isPossible && newer > 0 && m_width >= widthForNewer);
}

void TransportBar::showPlace(const QString& place)
{
    m_place->setText(place);
}

void TransportBar::buildKinds()
{
    const auto add = [&](TimeKind kind, Command command, const QString& name, const QString& tip) {
        const int id = static_cast<int>(kind);
        m_kinds->add(id, name, withKeys(tip, command), QStringLiteral("kind%1").arg(id + 1));
    };
    add(TimeKind::True, Command::TrueTime, tr("True"), tr("As long as it took, slower by one factor"));
    add(TimeKind::Even, Command::EvenTime, tr("Even"), tr("Every step the same 0.6 s"));
    add(TimeKind::Stretched, Command::StretchedTime, tr("Stretched"),
        tr("Short times stretched, long ones shortened: what took longer takes longer"));
    connect(m_kinds, &Segments::clicked, this,
            [this](int kind) { m_playhead.setKind(static_cast<TimeKind>(kind)); });
}

void TransportBar::buildSpeed()
{
    m_speed->setObjectName(QStringLiteral("speed"));
    m_speed->setAccessibleName(tr("Speed"));
    connect(m_speed, &QComboBox::activated, this, [this](int index) {
        const auto at = static_cast<std::size_t>(index);
        m_playhead.kind() == TimeKind::True ? m_playhead.setSlowdown(slowdowns()[at])
                                            : m_playhead.setSpeed(speeds()[at]);
    });
    showPacing();
}

// What finds no room is in the menu: what is needed least goes first.
void TransportBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitInto(event->size().width());
}

void TransportBar::fitInto(int width)
{
    m_width = isVisible() ? std::min(width, this->width()) : width; // grown, it is told so by its next event
    m_newer->setVisible(m_isLivePossible && !m_newer->text().isEmpty() && width >= widthForNewer);
    for (int kept = 6; kept >= 0; --kept) {
        m_kinds->setVisible(kept > 0);
        m_live->setVisible(kept > 1 && m_isLivePossible);
        m_drops->setVisible(kept > 2);
        m_loop->setVisible(kept > 3);
        m_flag->setVisible(kept > 3);
        m_speed->setVisible(kept > 4);
        m_lines[0]->setVisible(kept > 2);
        m_lines[1]->setVisible(kept > 3);
        m_lines[2]->setVisible(kept > 4 && m_isLivePossible);
        if (std::exchange(m_narrow, kept <= 5) != (kept <= 5))
            showPacing();
        m_speed->setFixedWidth(speedWidth());
        m_row->invalidate();
        if (m_row->minimumSize().width() <= m_width)
            return;
    }
}

void TransportBar::setWalk(const Walk* walk)
{
    m_seenUs = walk ? seenForUs(*walk) : std::nullopt;
    m_steps = walk ? static_cast<int>(walk->stops.size()) : 0;
    for (QWidget* control : m_controls)
        control->setEnabled(walk != nullptr);
    // Room for the last step from the first one on: nothing moves while it plays.
    m_time->setMinimumWidth(m_time->fontMetrics().horizontalAdvance(positionText(m_seenUs, m_steps)) + 2);
    m_column->invalidate(); // a layout within another hears of it only later
    m_row->invalidate();
    if (m_row->minimumSize().width() > m_width)
        fitInto(m_width);
    showPosition();
    tint();
}

QString TransportBar::positionText(std::optional<double> us, int step) const
{
    if (m_steps == 0)
        return {};
    return us ? tr("%1 · step %2 of %3").arg(qt(words::offset(*us))).arg(step).arg(m_steps)
              : tr("step %1 of %2").arg(step).arg(m_steps);
}

void TransportBar::setListsShown(bool shown)
{
    m_lists->setTip(withKeys(shown ? tr("Fold the lists away") : tr("Show the lists"), Command::Lists));
}

void TransportBar::showPosition()
{
    const int step = std::clamp(m_playhead.stop() + 1, 1, std::max(1, m_steps));
    m_time->setText(positionText(toldUs(m_seenUs, m_playhead.positionUs()), step));
}

void TransportBar::showPlaying(bool playing)
{
    m_play->setToolTip(withKeys(playing ? tr("Pause") : tr("Play"), Command::Play));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    tint();
}

QString TransportBar::speedText(qint64 slowdown) const
{
    return slowdown > 0 ? ratio(slowdown)
           : m_narrow || m_playhead.pacing().moments().empty()
               ? tr("Auto")
               : tr("Auto  %1").arg(ratio(m_playhead.effectiveSlowdown()));
}

int TransportBar::speedWidth() const
{
    m_speed->ensurePolished();
    const QString most = ratio(std::ranges::max(slowdowns())); // Auto is never that slow
    const QFontMetrics metrics = m_speed->fontMetrics();
    const QSize text(metrics.horizontalAdvance(m_narrow ? most : tr("Auto  %1").arg(most)), metrics.height());
    QStyleOptionComboBox option;
    option.initFrom(m_speed);
    return m_speed->style()->sizeFromContents(QStyle::CT_ComboBox, &option, text, m_speed).width();
}

void TransportBar::showPacing()
{
    m_kinds->choose(static_cast<int>(m_playhead.kind()));
    m_speed->clear();
    if (m_playhead.kind() == TimeKind::True) {
        for (const qint64 slowdown : slowdowns())
            m_speed->addItem(speedText(slowdown));
        m_speed->setToolTip(
            withSpeedKeys(tr("How much slower than the kernel: at 1 : 100 000 a second shows 10 µs.\n"
                             "Auto lets every packet walk for about six seconds.")));
        m_speed->setCurrentIndex(
            static_cast<int>(std::ranges::find(slowdowns(), m_playhead.slowdown()) - slowdowns().begin()));
    } else {
        for (const double speed : speeds())
            m_speed->addItem(speed == 0.25  ? QStringLiteral("¼×")
                             : speed == 0.5 ? QStringLiteral("½×")
                                            : QStringLiteral("%1×").arg(speed));
        m_speed->setToolTip(withSpeedKeys(tr("How fast the steps follow each other")));
        m_speed->setCurrentIndex(
            static_cast<int>(std::ranges::find(speeds(), m_playhead.speed()) - speeds().begin()));
    }
}

void TransportBar::tint()
{
    const Theme& theme = m_appearance.theme();
    const bool enabled = m_play->isEnabled();
    m_play->setIcon(icon(m_playhead.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"),
                         enabled ? theme.onButton : theme.text3));
}

} // namespace hookwalk::ui
