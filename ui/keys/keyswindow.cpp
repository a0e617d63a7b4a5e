// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keyswindow.h"

#include "ui/keys/commands.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int keyRow = 26, capHeight = 22, betweenGroups = 16, betweenColumns = 48;
constexpr int windowMargin = 24, scrollBarRoom = 16, roundContent = 160; // the latter: title, hint and button
constexpr int ringRoom = 8; // between the keys and the focus ring around them

struct Row {
    QStringList keys;
    QString text, where;
};

bool isShownIn(CommandGroup group, const CommandInfo& info, const KeyBinding& binding)
{
    return (binding.reach == Reach::Projector ? CommandGroup::Projector : info.group) == group;
}

QString placeOf(const KeyBinding& binding)
{
    return binding.reach == Reach::Packets   ? tr("in the list")
           : binding.reach == Reach::Diagram ? tr("%1 where the lanes are folded").arg(keyText(binding.key))
                                             : QString();
}

std::vector<Row> rowsOf(CommandGroup group)
{
    std::vector<Row> rows;
    for (const CommandInfo& info : allCommands()) {
        Row row{{}, plainText(info.command), {}};
        for (const KeyBinding& binding : info.keys) {
            const QString key = keyText(binding.key);
            if (!isShownIn(group, info, binding) || row.keys.contains(key))
                continue;
            row.keys << key;
            row.where += placeOf(binding);
        }
        if (!row.keys.isEmpty())
            rows.push_back(row);
    }
    return rows;
}

void addRow(QGridLayout& grid, const Row& row)
{
    auto* caps = new QWidget;
    auto* line = new QHBoxLayout(caps);
    line->setContentsMargins(0, 0, 16, 0);
    line->setSpacing(6);
    for (const QString& key : row.keys) {
        auto* cap = new QLabel(key);
        cap->setProperty("kind", QStringLiteral("key"));
        cap->setFont(textFont(12, QFont::Medium));
        cap->setAlignment(Qt::AlignCenter);
        cap->setFixedSize(std::max(capHeight + 2, QFontMetrics(cap->font()).horizontalAdvance(key) + 14),
                          capHeight);
        line->addWidget(cap, 0, Qt::AlignVCenter);
    }
    line->addStretch(1);
    auto* text = new QLabel(row.text);
    text->setAccessibleName(QStringLiteral("%1: %2").arg(row.text, row.keys.join(QStringLiteral(", "))));
    auto* what = new QHBoxLayout;
    what->setSpacing(8);
    what->addWidget(text);
    if (!row.where.isEmpty())
        what->addWidget(new TintedLabel(&Theme::text3, textFont(11), row.where));
    what->addStretch(1);
    const int at = grid.rowCount();
    grid.setRowMinimumHeight(at, keyRow);
    grid.addWidget(caps, at, 0);
    grid.addLayout(what, at, 1);
}

QWidget* column(std::initializer_list<CommandGroup> groups)
{
    auto* made = new QWidget;
    auto* grid = new QGridLayout(made);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->setColumnStretch(1, 1);
    for (const CommandGroup group : groups) {
        if (group != *groups.begin())
            grid->setRowMinimumHeight(grid->rowCount(), betweenGroups);
        auto* head = new QLabel(titleOf(group));
        head->setProperty("kind", QStringLiteral("head"));
        const int at = grid->rowCount();
        grid->setRowMinimumHeight(at, keyRow);
        grid->addWidget(head, at, 0, 1, 2);
        for (const Row& row : rowsOf(group))
            addRow(*grid, row);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    return made;
}

} // namespace

KeysWindow::KeysWindow(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard"));
    setObjectName(QStringLiteral("keys"));
    auto* title = new QLabel(tr("Keyboard"));
    title->setProperty("kind", QStringLiteral("title"));
    auto* hint = new TintedLabel(
        &Theme::text2, textFont(12.5),
        tr("Single keys work while no text is being typed. All of this stands in the menu, too."));
    hint->setWordWrap(true);

    auto* content = new QWidget;
    auto* columns = new QBoxLayout(QBoxLayout::LeftToRight, content);
    columns->setContentsMargins(ringRoom, ringRoom / 2, scrollBarRoom, ringRoom / 2);
    columns->setSpacing(betweenColumns);
    using G = CommandGroup;
    columns->addWidget(column({G::Playback, G::Packets, G::Diagram, G::Compare, G::Projector}));
    columns->addWidget(column({G::Timeline, G::Window, G::Files}));
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->setAccessibleName(tr("Keyboard"));

    auto* buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(windowMargin - ringRoom, 20, windowMargin, 16);
    for (QLabel* above : {title, static_cast<QLabel*>(hint)})
        above->setContentsMargins(ringRoom, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    const QSize room = screen()->availableSize() - QSize(16, 48);
    const auto whole = [&] { return content->sizeHint() + QSize(2 * windowMargin, roundContent); };
    for (QWidget* one : content->findChildren<QWidget*>())
        one->ensurePolished(); // the style has told them how wide they are
    if (whole().width() > room.width()) {
        columns->setDirection(QBoxLayout::TopToBottom);
        columns->setSpacing(betweenGroups);
    }
    resize(whole().boundedTo(room));
}

} // namespace hookwalk::ui
