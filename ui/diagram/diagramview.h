// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram on the screen: fits, zooms, pans, shows reasons on hover, tells which stage was clicked.
#pragma once

#include "ui/diagram/painter.h"

#include <memory>
#include <QWidget>

namespace hookwalk::ui
{

class DiagramView : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr);
    ~DiagramView() override;

    void setScene(Scene scene); // cheap: repaints once per event loop turn; the walks must outlive it
    const Scene& scene() const;
    const Picture& picture() const;      // what is on the screen now
    const Layout& diagramLayout() const; // that of the picture
    void setLook(Look look);
    // The diagram goes to this state when nothing is selected: a title and a sentence what to do.
    void setInvitation(const QString& title, const QString& body);

    double scale() const; // pixels per scene unit
    bool isLegendShown() const;
    QPointF toScene(const QPointF& position) const;
    QPointF fromScene(const QPointF& position) const;
    int stageAt(const QPointF& position) const; // of the widget; index in the layout's stages, -1: none
    QString toolTipOf(int stage) const;

    // For who hears the diagram: "mangle FORWARD", "Skipped. …", and what happens to the packet now, which is said anew
    // when it changes.
    QString nameOf(int stage) const;
    QString stateOf(int stage) const;
    void tell(const QString& caption);
    QString spokenCaption() const;
    int focusedStage() const; // -1: none
    void focusStage(int stage);
    void click(int stage);   // as with the mouse
    int chosenStage() const; // clicked and off the packet's way, until the packet moves; -1: none

    // What should not be covered, of the widget: the caption, the packet's way with its boxes and tag, and the buttons.
    std::vector<QRect> marks() const;
    std::vector<QRect> titles() const; // of the hooks, of the widget

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void fit();
    void showActualSize(); // a pixel for each scene unit
    void zoomIn();
    void zoomOut();
    void setLegendShown(bool shown); // else it is shown where there is room for it

Q_SIGNALS:
    void stageClicked(const hookwalk::Stage& stage);
    // A chip of base chains that are none of the 17: several share one where the card is full.
    void chainsClicked(const std::vector<hookwalk::BaseChain>& chains);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    StagePicture explained(int stage) const;
    void zoomAround(const QPointF& position, double factor);
    void hover(int stage);
    void showChains(Hook hook, const QPoint& at); // of the widget
    void moveFocus(const QPointF& direction);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hookwalk::ui
