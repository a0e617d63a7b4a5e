// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/doctorrow.h"

#include "protocol/remedy.h"
#include "ui/dock/dockwidgets.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <tuple>

namespace hookwalk::ui
{

namespace
{

using protocol::Health;

QString wordOf(Health health)
{
    switch (health) {
    case Health::Good:
        return DoctorRow::tr("good");
    case Health::Hint:
        return DoctorRow::tr("hint");
    case Health::Bad:
        break;
    }
    return DoctorRow::tr("bad");
}

// Shape and colour both tell the state.
class HealthMark : public QWidget
{
public:
    HealthMark(const Appearance& appearance, Health health)
        : m_appearance(appearance)
        , m_health(health)
    {
        setFixedSize(16, 18);
        setAccessibleName(wordOf(health));
        connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = m_appearance.theme();
        QPainter painter(this);
        const QRectF place(0, 1, 16, 16);
        if (m_health == Health::Good)
            drawIcon(painter, QStringLiteral("ok"), theme.good, place);
        else if (m_health == Health::Hint)
            drawIcon(painter, QStringLiteral("warning"), theme.hint, place);
        else
            drawIcon(painter, QStringLiteral("bad"), theme.dropped, place);
    }

private:
    const Appearance& m_appearance;
    const Health m_health;
};

std::optional<Order> orderIn(const protocol::Remedy& remedy)
{
    if (const auto* change = std::get_if<change::Change>(&remedy))
        return *change;
    return std::holds_alternative<protocol::RestoreLeftovers>(remedy)
               ? std::optional<Order>(protocol::RestoreLeftovers())
               : std::nullopt;
}

auto partsOf(const protocol::Check& check)
{
    return std::tie(check.id, check.health, check.title, check.meaning, check.remedy);
}

} // namespace

DoctorRow::DoctorRow(const Appearance& appearance, ChangeStrip& strip, const protocol::Check& check,
                     QWidget* parent)
    : QWidget(parent)
    , m_check(check)
{
    setObjectName(QStringLiteral("check ") + QString::fromStdString(m_check.id));
    const QString title = qt(words::text(m_check.title));
    setAccessibleName(QStringLiteral("%1: %2").arg(wordOf(m_check.health), title));
    auto* name = new TintedLabel(&Theme::text, textFont(12.5, QFont::Medium), title);
    name->setObjectName(QStringLiteral("title"));
    name->setWordWrap(true);
    name->setMinimumWidth(1);
    auto* meaning = sentenceLabel(&Theme::text3);
    meaning->setObjectName(QStringLiteral("meaning"));
    auto* words = new QVBoxLayout;
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(2);
    words->addWidget(name);
    words->addWidget(meaning);
    if (QWidget* remedy = makeRemedy(appearance, strip))
        words->addWidget(remedy);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(new HealthMark(appearance, m_check.health), 0, Qt::AlignTop);
    line->addLayout(words, 1);
    setSentence(*meaning, qt(words::text(m_check.meaning)));
}

bool DoctorRow::shows(const protocol::Check& check) const
{
    return partsOf(m_check) == partsOf(check);
}

QWidget* DoctorRow::makeRemedy(const Appearance& appearance, ChangeStrip& strip)
{
    const QString command = QString::fromStdString(commandOf(m_check.remedy));
    if (command.isEmpty())
        return nullptr;
    if (const auto order = orderIn(m_check.remedy)) {
        auto* button = linkButton(wordsOf(*order));
        button->setObjectName(QStringLiteral("mend"));
        button->setToolTip(command);
        const auto mend = [order] { return Proposal{*order}; };
        strip.watch(button, mend);
        connect(button, &QPushButton::clicked, this,
                [this, &strip, button, mend] { strip.make(button, mend, [this] { Q_EMIT mended(); }); });
        return button;
    }
    auto* box = new QWidget;
    auto* text = new TintedLabel(&Theme::text2, monoFont(11), breakable(command));
    text->setObjectName(QStringLiteral("remedy"));
    text->setWordWrap(true);
    text->setMinimumWidth(1);
    text->setAccessibleName(command);
    auto* copy = smallButton(appearance, QStringLiteral("copy"), tr("Copy “%1”").arg(command));
    copy->setObjectName(QStringLiteral("copyRemedy"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(text, 1);
    line->addWidget(copy, 0, Qt::AlignTop);
    const bool isOfPlace = std::get<protocol::Command>(m_check.remedy).inPlace;
    connect(copy, &QToolButton::clicked, this, [&strip, command, isOfPlace] {
        const bool inPlace = isOfPlace && !strip.prefix().isEmpty();
        QGuiApplication::clipboard()->setText(inPlace ? strip.prefix() + u' ' + command : command);
    });
    return box;
}

} // namespace hookwalk::ui
