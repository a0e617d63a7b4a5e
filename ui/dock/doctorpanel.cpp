#include "ui/dock/doctorpanel.h"

#include "ui/dock/pieces.h"
#include "ui/dock/remedies.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/panelhead.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace hookwalk::ui
{

namespace
{

using protocol::Health;

// Shape and colour both tell the state.
class HealthMark : public QWidget
{
public:
    HealthMark(const Appearance& appearance, Health health)
        : m_appearance(appearance)
        , m_health(health)
    {
        setFixedSize(16, 18);
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

QString wordOf(Health health)
{
    switch (health) {
    case Health::Good:
        return DoctorPanel::tr("good");
    case Health::Hint:
        return DoctorPanel::tr("hint");
    case Health::Bad:
        break;
    }
    return DoctorPanel::tr("bad");
}

// A setting that each network namespace has for itself; this one is of all of them (nf_log.c).
bool isOfNetwork(const QString& command)
{
    return command.startsWith(QLatin1String("sysctl -w net.")) &&
           !command.contains(QLatin1String("nf_log_all_netns"));
}

} // namespace

QString countsOf(const std::vector<protocol::Check>& checks)
{
    const auto count = [&](Health health) {
        return std::ranges::count(checks, health, &protocol::Check::health);
    };
    const auto bad = count(Health::Bad), good = count(Health::Good), hints = count(Health::Hint);
    QStringList parts;
    if (bad > 0)
        parts << DoctorPanel::tr("%1 bad").arg(bad);
    if (good > 0 && (bad == 0 || hints == 0)) // there is room for two
        parts << DoctorPanel::tr("%1 good").arg(good);
    if (hints > 0)
        parts << (hints == 1 ? DoctorPanel::tr("1 hint") : DoctorPanel::tr("%1 hints").arg(hints));
    return parts.join(QStringLiteral(", "));
}

DoctorPanel::DoctorPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_strip(strip)
    , m_head(new PanelHead(appearance, tr("Doctor")))
    , m_refresh(new IconButton(appearance, QStringLiteral("refresh"), tr("Examine again")))
    , m_rows(new QVBoxLayout)
    , m_restored(sentenceLabel(appearance, &Theme::text2))
{
    m_refresh->setObjectName(QStringLiteral("examine"));
    m_restored->setObjectName(QStringLiteral("restored"));
    m_head->addWidget(m_refresh);
    m_rows->setSpacing(12);
    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(dockMargin, 8, rightMargin, dockMargin);
    inside->setSpacing(12);
    inside->addWidget(m_restored);
    inside->addLayout(m_rows);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addLayout(inside);
    connect(m_refresh, &QToolButton::clicked, this, &DoctorPanel::refreshAsked);
    showChecks({});
}

// What is wrong comes first, otherwise in the order in which it was examined.
void DoctorPanel::showChecks(const std::vector<protocol::Check>& checks)
{
    while (QLayoutItem* old = m_rows->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater(); // it may be the button whose click led here
        delete old;
    }
    m_head->setDetail(countsOf(checks));
    auto sorted = checks;
    std::ranges::stable_sort(sorted, [](const protocol::Check& a, const protocol::Check& b) {
        return a.health == Health::Bad && b.health != Health::Bad;
    });
    for (const auto& check : sorted)
        m_rows->addWidget(row(check));
    if (checks.empty()) {
        auto* nothing = sentenceLabel(m_appearance, &Theme::text3);
        m_rows->addWidget(nothing);
        setSentence(*nothing, tr("Not examined yet."));
    }
}

void DoctorPanel::showRestored(const std::vector<std::string>& sentences)
{
    QStringList all;
    for (const auto& sentence : sentences)
        all << QString::fromStdString(sentence);
    setSentence(*m_restored, all.isEmpty() ? tr("Nothing was left to put back.") : all.join(u'\n'));
}

QWidget* DoctorPanel::row(const protocol::Check& check)
{
    auto* made = new QWidget;
    made->setObjectName(QStringLiteral("check ") + QString::fromStdString(check.id));
    const QString title = QString::fromStdString(check.title);
    made->setAccessibleName(QStringLiteral("%1: %2").arg(wordOf(check.health), title));
    auto* name = new TintedLabel(m_appearance, &Theme::text, textFont(12.5, QFont::Medium), title);
    name->setObjectName(QStringLiteral("title"));
    name->setWordWrap(true);
    name->setMinimumWidth(1);
    name->setTextFormat(Qt::PlainText);
    auto* meaning = sentenceLabel(m_appearance, &Theme::text3);
    meaning->setObjectName(QStringLiteral("meaning"));
    auto* words = new QVBoxLayout;
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(2);
    words->addWidget(name);
    words->addWidget(meaning);
    if (QWidget* remedy = remedyOf(check))
        words->addWidget(remedy);
    auto* line = new QHBoxLayout(made);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(new HealthMark(m_appearance, check.health), 0, Qt::AlignTop);
    line->addLayout(words, 1);
    setSentence(*meaning, QString::fromStdString(check.meaning));
    return made;
}

QWidget* DoctorPanel::remedyOf(const protocol::Check& check)
{
    const QString command = QString::fromStdString(check.remedy);
    if (command.isEmpty())
        return nullptr;
    if (const auto own = ownRemedy(command)) {
        auto* button = linkButton(m_appearance, own->words);
        button->setObjectName(QStringLiteral("mend"));
        button->setToolTip(command);
        const auto mend = [own] { return Change{own->words, own->request}; };
        m_strip.watch(button, mend);
        connect(button, &QPushButton::clicked, this,
                [this, button, mend] { m_strip.make(button, mend, [this] { Q_EMIT refreshAsked(); }); });
        return button;
    }
    auto* box = new QWidget;
    auto* text = new TintedLabel(m_appearance, &Theme::text2, monoFont(11), breakable(command));
    text->setObjectName(QStringLiteral("remedy"));
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setMinimumWidth(1);
    text->setAccessibleName(command);
    auto* copy = smallButton(m_appearance, QStringLiteral("copy"), tr("Copy “%1”").arg(command));
    copy->setObjectName(QStringLiteral("copyRemedy"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(text, 1);
    line->addWidget(copy, 0, Qt::AlignTop);
    connect(copy, &QToolButton::clicked, this, [this, command] {
        const bool inPlace = isOfNetwork(command) && !m_strip.prefix().isEmpty();
        QGuiApplication::clipboard()->setText(inPlace ? m_strip.prefix() + u' ' + command : command);
    });
    return box;
}

} // namespace hookwalk::ui
