// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportoptions.h"

#include <algorithm>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace hookwalk::ui
{

namespace
{

constexpr int asReaderHasIt = 3; // beside those of Look

using Choices = std::vector<std::pair<QString, int>>;

constexpr const char* chosen =
    "chosen"; // by a person: it stays where another form has it, too; else the first is taken

void fill(QComboBox& box, const Choices& choices)
{
    const QSignalBlocker quiet(box);
    box.clear();
    for (const auto& [text, value] : choices)
        box.addItem(text, value);
    box.setCurrentIndex(choices.empty() ? -1 : std::max(0, box.findData(box.property(chosen))));
    box.setVisible(choices.size() > 1);
}

} // namespace

ExportOptions::ExportOptions(QWidget* parent)
    : QWidget(parent)
    , m_subject(new QComboBox)
    , m_look(new QComboBox)
    , m_scale(new QComboBox)
    , m_length(new QComboBox)
{
    m_subject->setObjectName(QStringLiteral("subject"));
    m_subject->setAccessibleName(tr("What is exported"));
    m_look->setAccessibleName(tr("Colours"));
    m_scale->setAccessibleName(tr("Size"));
    m_length->setAccessibleName(tr("Length"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (auto* box : {m_subject, m_look, m_scale, m_length}) {
        row->addWidget(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::activated, box, [box] { box->setProperty(chosen, box->currentData()); });
        connect(box, &QComboBox::currentIndexChanged, this, &ExportOptions::changed);
    }
    row->addStretch(1);
}

void ExportOptions::offer(const ExportForm& form, const ExportSource& source)
{
    const std::pair light{tr("Light"), static_cast<int>(Look::Light)},
        dark{tr("Dark"), static_cast<int>(Look::Dark)}, paper{tr("For paper"), static_cast<int>(Look::Print)},
        reader{tr("Light or dark, as its reader"), asReaderHasIt};
    const auto names = [&source](ExportOf of) {
        return of == ExportOf::Packet     ? tr("This packet")
               : of == ExportOf::Exchange ? tr("This packet and its answer")
               : of == ExportOf::Pair     ? tr("A and B, compared")
                                          : tr("All that the list shows: %n packet(s)", nullptr,
                                               static_cast<int>(source.shown.size()));
    };
    const auto* document = std::get_if<exports::Form>(&form);
    const bool isPicture =
        std::holds_alternative<PictureForm>(form) || std::holds_alternative<SeriesForm>(form);
    const bool isVector = form == ExportForm(PictureForm::Svg) || form == ExportForm(PictureForm::Pdf);
    Choices subjects, looks, scales, lengths;
    for (const ExportOf of : subjectsFor(form, source))
        subjects.emplace_back(names(of), static_cast<int>(of));
    if (isPicture && source.drawing.look == Look::Dark)
        looks = {dark, light, paper};
    else if (isPicture)
        looks = {light, dark, paper};
    else if (document && (*document == exports::Form::Page || *document == exports::Form::AnimatedSvg))
        looks = {reader, light, dark};
    if (form == ExportForm(PictureForm::Svg))
        looks.push_back(reader);
    if (form == ExportForm(PictureForm::WebP)) // large enough, and soon made
        scales = {{tr("Plain size"), 1}, {tr("Twice the size"), 2}};
    else if (isPicture && !isVector)
        scales = {{tr("Twice the size"), 2}, {tr("Plain size"), 1}, {tr("4 times the size"), 4}};
    if (document && *document == exports::Form::Text)
        lengths = {{tr("Medium"), static_cast<int>(exports::Length::Medium)},
                   {tr("Short"), static_cast<int>(exports::Length::Short)},
                   {tr("Long"), static_cast<int>(exports::Length::Long)}};
    fill(*m_subject, subjects);
    fill(*m_look, looks);
    fill(*m_scale, scales);
    fill(*m_length, lengths);
}

ExportOf ExportOptions::subject() const
{
    return static_cast<ExportOf>(m_subject->currentData().toInt());
}

exports::Look ExportOptions::documentLook() const
{
    const int look = m_look->currentData().toInt();
    return look == asReaderHasIt                  ? exports::Look::Auto
           : look == static_cast<int>(Look::Dark) ? exports::Look::Dark
                                                  : exports::Look::Light;
}

exports::Length ExportOptions::length() const
{
    return static_cast<exports::Length>(m_length->currentData().toInt());
}

Drawing ExportOptions::applied(Drawing drawing) const
{
    const int look = m_look->currentData().toInt();
    drawing.isForBothLooks = look == asReaderHasIt;
    if (look != asReaderHasIt)
        drawing.look = static_cast<Look>(look);
    drawing.scale = m_scale->count() > 0 ? m_scale->currentData().toInt() : 1;
    return drawing;
}

} // namespace hookwalk::ui
