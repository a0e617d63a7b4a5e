// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/savedprobes.h"

#include "ui/dock/dockwidgets.h"
#include "ui/panels/field.h"
#include "ui/panels/iconbutton.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPushButton>
#include <QSettings>
#include <utility>
#include <vector>

namespace hookwalk::ui
{

namespace
{

const QString settingsKey = QStringLiteral("probes"), nameKey = QStringLiteral("name"),
              fieldsKey = QStringLiteral("fields");
constexpr int longestName = 40;

using Saved = std::vector<std::pair<QString, QJsonObject>>;

Saved readSaved()
{
    QSettings settings;
    Saved saved;
    const int count = settings.beginReadArray(settingsKey);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        saved.emplace_back(settings.value(nameKey).toString(),
                           QJsonDocument::fromJson(settings.value(fieldsKey).toByteArray()).object());
    }
    return saved;
}

void write(const Saved& saved)
{
    QSettings settings;
    settings.remove(settingsKey);
    settings.beginWriteArray(settingsKey);
    int index = 0;
    for (const auto& [name, fields] : saved) {
        settings.setArrayIndex(index++);
        settings.setValue(nameKey, name);
        settings.setValue(fieldsKey, QJsonDocument(fields).toJson(QJsonDocument::Compact));
    }
    settings.endArray(); // writes how many there are
}

} // namespace

SavedProbes::SavedProbes(const Appearance& appearance, std::function<QJsonObject()> now, QWidget* parent)
    : QWidget(parent)
    , m_now(std::move(now))
    , m_names(new QComboBox)
    , m_field(new Field(appearance, tr("Preset"), m_names, this))
    , m_remove(new IconButton(appearance, QStringLiteral("close"), tr("Remove this preset"), this))
    , m_name(new QLineEdit)
    , m_nameField(new Field(appearance, tr("Name"), m_name, this))
    , m_ask(linkButton(tr("Save as preset…")))
    , m_save(new QPushButton(tr("Save"), this))
{
    m_names->setObjectName(QStringLiteral("savedProbes"));
    m_names->setPlaceholderText(tr("choose…"));
    m_remove->setObjectName(QStringLiteral("removeProbe"));
    m_name->setObjectName(QStringLiteral("probeName"));
    m_name->setMaxLength(longestName);
    m_ask->setObjectName(QStringLiteral("saveProbeAs"));
    m_save->setObjectName(QStringLiteral("saveProbe"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_remove);
    row->addStretch(1);
    row->addWidget(m_nameField, 1);
    row->addWidget(m_save);
    row->addWidget(m_ask);
    fill({});
    askForName(false);

    connect(m_names, &QComboBox::activated, this,
            [this](int index) { Q_EMIT chosen(m_names->itemData(index).toJsonObject()); });
    connect(m_remove, &QToolButton::clicked, this, &SavedProbes::remove);
    connect(m_ask, &QPushButton::clicked, this, [this] { askForName(true); });
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& name) { m_save->setEnabled(!name.trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, &SavedProbes::save);
    connect(m_save, &QPushButton::clicked, this, &SavedProbes::save);
}

void SavedProbes::compare()
{
    if (m_names->currentIndex() >= 0 && m_names->currentData().toJsonObject() != m_now())
        m_names->setCurrentIndex(-1);
    m_remove->setEnabled(m_names->currentIndex() >= 0);
}

void SavedProbes::fill(const QString& current)
{
    m_names->clear();
    for (const auto& [name, fields] : readSaved())
        m_names->addItem(name, fields);
    m_names->setCurrentIndex(m_names->findText(current));
    m_remove->setEnabled(m_names->currentIndex() >= 0);
}

// Under the name of another one it takes that one's place.
void SavedProbes::save()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return;
    auto saved = readSaved();
    const auto same = std::ranges::find(saved, name, &Saved::value_type::first);
    if (same != saved.end())
        same->second = m_now();
    else
        saved.emplace_back(name, m_now());
    write(saved);
    fill(name);
    askForName(false);
}

void SavedProbes::remove()
{
    auto saved = readSaved();
    std::erase_if(saved, [this](const auto& one) { return one.first == m_names->currentText(); });
    write(saved);
    fill({});
    askForName(false);
}

void SavedProbes::askForName(bool asked)
{
    m_name->setText(asked ? m_names->currentText() : QString());
    m_save->setEnabled(!m_name->text().isEmpty());
    const bool any = m_names->count() > 0;
    m_field->setVisible(any && !asked);
    m_remove->setVisible(any && !asked);
    m_nameField->setVisible(asked);
    m_save->setVisible(asked);
    m_ask->setVisible(!asked);
    if (asked)
        m_name->setFocus();
}

} // namespace hookwalk::ui
