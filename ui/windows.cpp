// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windows.h"

#include "ui/hugepages.h"
#include "words/language.h"

#include <QApplication>
#include <QSettings>

namespace hookwalk::ui
{

namespace
{

const QString languageKey = QStringLiteral("language");

}

Windows::Windows(Appearance& appearance, MainWindow::Options options)
    : m_appearance(appearance)
    , m_options(std::move(options))
{
    if (m_options.remember) // a picture has its own way with memory
        keepHeapInHugePages();
    m_options.work = std::make_shared<Work>(m_options.session);
    open();
}

QString Windows::rememberedLanguage()
{
    const QString language = QSettings().value(languageKey).toString();
    return words::languages().contains(language) ? language : QString();
}

void Windows::open()
{
    m_window = std::make_unique<MainWindow>(m_appearance, m_options);
    QObject::connect(
        m_window.get(), &MainWindow::languageChosen, qApp,
        [this](const QString& language) { speak(language); }, Qt::QueuedConnection);
}

void Windows::speak(const QString& language)
{
    if (!words::speak(language))
        return;
    if (m_options.remember)
        QSettings().setValue(languageKey, language);
    const bool isProjecting = m_window->isProjecting();
    QGuiApplication::setQuitOnLastWindowClosed(false);
    m_window->giveWay(); // remembers what a person has arranged
    const auto before = std::move(m_window);
    open();
    m_window->continueFrom(*before);
    m_window->show();
    QGuiApplication::setQuitOnLastWindowClosed(true);
    if (isProjecting)
        m_window->showProjector();
}

} // namespace hookwalk::ui
