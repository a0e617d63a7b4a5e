// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/dockwidgets.h"

#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/tintedlabel.h"
#include "words/words.h"

#include <QCheckBox>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

namespace hookwalk::ui
{

QLabel* sentenceLabel(QColor Theme::*role)
{
    auto* label = new TintedLabel(role, textFont(11));
    label->setWordWrap(true);
    label->setMinimumWidth(1); // a long word does not widen the dock
    letSelect(*label);
    label->hide();
    return label;
}

QString breakable(const QString& text)
{
    QString result;
    for (const QChar c : text) {
        result += c;
        if (c == u'.' || c == u'/' || c == u'_' || c == u'=' || c == u':')
            result += QChar(0x200b); // zero width space
    }
    return result;
}

void setSentence(QLabel& label, const QString& sentence)
{
    label.setText(sentence);
    label.setAccessibleName(sentence);
    label.setVisible(!sentence.isEmpty());
}

void setRefusal(QLabel& label, const std::optional<Error>& refusal)
{
    setSentence(label, refusal ? QString::fromStdString(words::text(*refusal)) : QString());
}

QCheckBox* switchBox(const QString& accessibleName)
{
    auto* box = new QCheckBox;
    box->setProperty("kind", QStringLiteral("switch"));
    box->setAccessibleName(accessibleName);
    return box;
}

QPushButton* linkButton(const QString& text)
{
    auto* button = new QPushButton(text);
    button->setProperty("kind", QStringLiteral("link"));
    return button;
}

IconButton* smallButton(const Appearance& appearance, const QString& icon, const QString& tip)
{
    auto* button = new IconButton(appearance, icon, tip);
    button->setIconSize(QSize(12, 12));
    button->setProperty("kind", QStringLiteral("small"));
    button->setFixedSize(24, 24);
    return button;
}

void bringIntoView(QWidget& widget)
{
    QTimer::singleShot(0, &widget, [&widget] {
        QWidget* up = widget.parentWidget();
        while (up && !qobject_cast<QScrollArea*>(up))
            up = up->parentWidget();
        if (auto* area = qobject_cast<QScrollArea*>(up))
            area->ensureWidgetVisible(&widget, 0, dockMargin);
    });
}

} // namespace hookwalk::ui
