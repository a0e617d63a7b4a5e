#include "ui/dock/pieces.h"

#include "ui/panels/tintedlabel.h"

#include <QCheckBox>

namespace hookwalk::ui
{

QLabel* sentenceLabel(const Appearance& appearance, QColor Theme::*role)
{
    auto* label = new TintedLabel(appearance, role, textFont(11));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

void setSentence(QLabel& label, const QString& sentence)
{
    label.setText(sentence);
    label.setAccessibleName(sentence);
    label.setVisible(!sentence.isEmpty());
}

void setRefusal(QLabel& label, const std::optional<Error>& refusal)
{
    setSentence(label, refusal ? QString::fromStdString(refusal->sentence) : QString());
}

QCheckBox* switchBox(const QString& accessibleName)
{
    auto* box = new QCheckBox;
    box->setProperty("kind", QStringLiteral("switch"));
    box->setAccessibleName(accessibleName);
    return box;
}

} // namespace hookwalk::ui
