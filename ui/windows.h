// SPDX-License-Identifier: GPL-3.0-or-later
// The window in the language that a person chooses while it runs: in another one it is another window on the same work,
// arranged as the one before.
#pragma once

#include "ui/mainwindow.h"

namespace hookwalk::ui
{

class Windows
{
public:
    Windows(Appearance& appearance, MainWindow::Options options);

    MainWindow& window() { return *m_window; }
    static QString rememberedLanguage(); // "": none was chosen, or this program does not have it

private:
    void open();
    void speak(const QString& language);

    Appearance& m_appearance;
    MainWindow::Options m_options;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace hookwalk::ui
