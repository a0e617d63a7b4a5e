// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk --render, --render-steps and --check: fills the real window without a display, goes to the moment that was named
// or that shows most, and saves or compares the picture: of the window as PNG, of its diagram in the other forms.
#pragma once

#include "arguments.h"
#include "ui/export/pictures.h"
#include "ui/mainwindow.h"

namespace hookwalk
{

class RenderRun : public QObject
{
    Q_OBJECT

public:
    // `shown`: the window, or its projector. `look`: of the diagram.
    RenderRun(ui::MainWindow& window, QWidget& shown, ui::RenderOrder order, ui::Look look,
              QObject* parent = nullptr);

    void fromFile(const query::Locator& locator);
    void fromFiles(const query::Locator& a, const query::Locator& b); // compared
    void fromLab(int pings);

Q_SIGNALS:
    // 0, or 1 where a sentence has been written to standard error, or a picture that was checked is stale.
    void finished(int exitStatus);

private:
    void askAgain();
    void arrived(bool& what);
    void keep();
    void save();
    void fail(const QString& sentence);
    void finish(const Result<void>& result);
    Result<QByteArray> drawn();
    double diagramScale() const;
    QImage diagramNow() const;
    Result<void> saveSeries();
    Result<void> check(const QByteArray& now);
    void show(int stop);
    int steps(TraversalIndex packet) const;

    ui::MainWindow& m_window;
    QWidget& m_shown;
    ui::RenderOrder m_order;
    ui::Look m_look;
    query::Locator m_locator;
    ui::Moment m_moment; // that is drawn
    bool m_examined = false, m_counted = false;
    bool m_over = false, m_stale = false;
};

} // namespace hookwalk
