// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk --render and the like, where the window itself is drawn, or what came by its lab: fills the real window without a
// display, goes to the moment that was named or that shows most, and makes what was ordered.
#pragma once

#include "output.h"
#include "ui/mainwindow.h"

namespace hookwalk
{

class RenderRun : public QObject
{
    Q_OBJECT

public:
    // `shown`: the window, or its projector.
    RenderRun(ui::MainWindow& window, QWidget& shown, const Output& output);

    void fromFile(const query::Locator& locator);
    void fromFiles(const query::Locator& a, const query::Locator& b); // compared
    void fromLab(int pings);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    // That of Output; where the lab or the file failed notMade, or if what was named is not there notThere.
    void finished(int exitStatus);

private:
    void askAgain();
    void arrived(bool& what);
    void keep();
    void keepCompared();
    void draw(const ui::Sheet& inWords); // the window
    void fail(const QString& sentence);
    void end(int status);

    ui::MainWindow& m_window;
    QWidget& m_shown;
    const Output& m_output;
    query::Locator m_locator;
    bool m_examined = false, m_counted = false;
    bool m_over = false;
};

} // namespace hookwalk
