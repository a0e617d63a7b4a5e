// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk --render: fills the real window without a display, goes to the moment that shows most, and saves
// the picture.
#pragma once

#include "ui/mainwindow.h"

namespace hookwalk
{

class RenderRun : public QObject
{
    Q_OBJECT

public:
    // `shown`: the window, or its projector.
    RenderRun(ui::MainWindow& window, QWidget& shown, const QString& picture, QObject* parent = nullptr);

    void fromFile(const QString& path);
    void fromLab(int pings);

Q_SIGNALS:
    void finished(int exitStatus); // a sentence has been written to standard error where it is not 0

private:
    void askAgain();
    void arrived(bool& what);
    void keep();
    void fail(const QString& sentence);

    ui::MainWindow& m_window;
    QWidget& m_shown;
    QString m_picture;
    bool m_examined = false, m_counted = false;
    bool m_over = false;
};

} // namespace hookwalk
