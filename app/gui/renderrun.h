// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk --render: fills the real window without a display, goes to the moment that shows most, and saves
// the picture: of the window as PNG, of its diagram as SVG or PDF.
#pragma once

#include "ui/mainwindow.h"

namespace hookwalk
{

class RenderRun : public QObject
{
    Q_OBJECT

public:
    // `shown`: the window, or its projector. `look`: of SVG and PDF.
    RenderRun(ui::MainWindow& window, QWidget& shown, const QString& picture, ui::Look look,
              QObject* parent = nullptr);

    void fromFile(const query::Locator& locator);
    void fromFiles(const query::Locator& a, const query::Locator& b); // compared
    void fromLab(int pings);

Q_SIGNALS:
    void finished(int exitStatus); // a sentence has been written to standard error where it is not 0

private:
    void askAgain();
    void arrived(bool& what);
    void keep();
    void save();
    void fail(const QString& sentence);

    ui::MainWindow& m_window;
    QWidget& m_shown;
    QString m_picture;
    ui::Look m_look;
    query::Locator m_locator;
    bool m_examined = false, m_counted = false;
    bool m_over = false;
};

} // namespace hookwalk
