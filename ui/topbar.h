// SPDX-License-Identifier: GPL-3.0-or-later
// The bar at the top: menu, place, what to send, tracing and where its reports come from, the look.
#pragma once

#include "ui/appearance.h"
#include "ui/panels/pill.h"
#include "ui/panels/sendform.h"
#include "ui/panels/sourcesmenu.h"

#include <array>

class QAction;
class QCheckBox;
class QMenu;

namespace hookwalk::ui
{

class DropButton;
class IconButton;

class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(Appearance& appearance, QWidget* parent = nullptr);

    SendForm& form() { return *m_form; }
    Pill& pill() { return *m_pill; }
    QMenu* mainMenu() const { return m_menu; }
    QMenu* placeMenu() const { return m_places; }
    QMenu* languageMenu() const { return m_languages; }
    void setPlace(const QString& icon, const QString& name,
                  const QString& meaning); // "Lab", or a file's name
    void setDockAction(QAction* action);   // folds the left dock and unfolds it
    void setTracing(bool on);
    bool isTracing() const;
    SourcesMenu& sources() { return *m_sources; }
    void offerSources(bool offered); // a saved log has none to choose from

Q_SIGNALS:
    void traceToggled(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    static QWidget* line(int spaceBehind);
    void layOut(const Slots& widths);
    void tint();

    Appearance& m_appearance;
    QMenu *m_menu, *m_places, *m_languages;
    IconButton *m_menuButton, *m_dockButton, *m_look, *m_language;
    DropButton* m_place;
    SendForm* m_form;
    QCheckBox* m_trace;
    Pill* m_pill;
    SourcesMenu* m_sources;
    std::array<QWidget*, 2> m_lines;
    const Slots* m_slots = nullptr; // as it is laid out
};

} // namespace hookwalk::ui
