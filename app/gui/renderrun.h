// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk --render, --render-steps and --check: fills the real window without a display, goes to the moment that was named
// or that shows most, and saves or compares the picture: of the window as PNG, of its diagram in the other forms. A document
// is that of `hookwalk-cli render`.
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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    // 0; where a sentence has been written to standard error 1, or 2 if what was named is not there. What was checked and is
    // stale is such a sentence.
    void finished(int exitStatus);

private:
    void askAgain();
    void arrived(bool& what);
    void keep();
    void keepCompared();
    void save();
    void fail(const QString& sentence);
    void end(const QString& sentence, int status);
    void finish(const Result<void>& result);
    Result<QByteArray> made();
    Result<QByteArray> document() const;
    ui::Drawing drawing() const;
    void check(const QByteArray& now);
    int steps(TraversalIndex packet) const;

    ui::MainWindow& m_window;
    QWidget& m_shown;
    ui::RenderOrder m_order;
    ui::Look m_look;
    query::Locator m_locator, m_against; // B
    ui::Moment m_moment;                 // that is drawn
    bool m_examined = false, m_counted = false;
    bool m_over = false;
};

} // namespace hookwalk
