// What the place needs, and why something would not be seen: each with its state and what mends it.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/ask.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace hookwalk::ui
{

class IconButton;
class PanelHead;

class DoctorPanel : public QWidget
{
    Q_OBJECT

public:
    DoctorPanel(const Appearance& appearance, Ask ask, QWidget* parent = nullptr);
    void showChecks(const std::vector<protocol::Check>& checks);
    void showRestored(const std::vector<std::string>& sentences); // what was put back

Q_SIGNALS:
    void refreshAsked();

private:
    QWidget* row(const protocol::Check& check);
    QWidget* remedyOf(const protocol::Check& check); // null: none
    void mend(const protocol::Request& request);

    const Appearance& m_appearance;
    const Ask m_ask;
    PanelHead* m_head;
    IconButton* m_refresh;
    QVBoxLayout* m_rows;
    QLabel *m_refusal, *m_restored;
};

QString countsOf(const std::vector<protocol::Check>& checks); // "3 good, 1 hint"

} // namespace hookwalk::ui
