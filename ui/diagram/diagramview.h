// The diagram on the screen: fits, zooms, pans, shows reasons on hover, tells which stage was clicked.
#pragma once

#include "ui/diagram/painter.h"

#include <QWidget>

namespace hookwalk::ui
{

class DiagramView : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr);

    void setScene(Scene scene); // cheap: repaints once per event loop turn; the walks must outlive it
    const Scene& scene() const;
    const Picture& picture() const; // what is on the screen now
    void setLook(Look look);
    // The diagram goes to this state when nothing is selected: a title and a sentence what to do.
    void setInvitation(const QString& title, const QString& body);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void fit();
    void zoomIn();
    void zoomOut();

Q_SIGNALS:
    void stageClicked(const hookwalk::Stage& stage);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hookwalk::ui
