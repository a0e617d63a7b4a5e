// SPDX-License-Identifier: GPL-3.0-or-later
// The same picture for a room: a window of its own that fills the screen, with type that is read from the last row. Drawn
// for 1920x1080; every other size is the same, scaled and centred.
#pragma once

#include "ui/diagram/backdrop.h"
#include "ui/diagram/ownlayout.h"
#include "ui/projector/presenterbar.h"

#include <QTimer>

namespace hookwalk::ui
{

class Projector : public QWidget
{
    Q_OBJECT

public:
    static constexpr QSize drawn{1920, 1080};

    Projector(const Appearance& appearance, Actions& actions, Playhead& playhead, QWidget* window);

    void setWalk(const Walk* walk) { m_bar->setWalk(walk); }
    void setScene(const Scene& scene, const QString& title,
                  const QString& body); // the latter: with no packet
    void tell(const QString& caption);  // to a screen reader
    PresenterBar& bar() { return *m_bar; }
    bool isBlack() const { return m_black; }
    void setBlack(bool black);
    void setZoomed(bool zoomed);  // to the packet
    QTransform transform() const; // from the large layout to pixels
    const Picture& picture() const;
    const Layout& layout() const { return m_layout; }

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    double unit() const; // pixels for one of 1920
    QPointF corner() const;
    void showControls();
    void hideControls();

    const Appearance& m_appearance;
    Actions& m_actions;
    OwnLayout m_own;
    Layout m_layout = Layout::netfilter().forLargeType();
    Scene m_scene;
    QString m_title, m_body; // of the caption, with no packet
    mutable Picture m_picture;
    mutable bool m_stale = true;
    Backdrop m_backdrop;
    PresenterBar* m_bar;
    QTimer m_hiding;
    bool m_black = false, m_zoomed = false;
};

} // namespace hookwalk::ui
