// A small "Commands" below a form: opened, it shows what would do the same in a shell, to read and to copy.
#pragma once

#include "protocol/commandtext.h"
#include "ui/appearance.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace hookwalk::ui
{

class IconButton;

class CommandsView : public QWidget
{
    Q_OBJECT

public:
    explicit CommandsView(const Appearance& appearance, QWidget* parent = nullptr);
    void setRequests(const std::vector<protocol::Request>& requests); // none: the view is hidden
    QString text() const { return m_text; }                           // one command a line
    void open(bool open);

private:
    void refresh();
    void tint();

    const Appearance& m_appearance;
    std::vector<protocol::Request> m_requests;
    QString m_text;
    QToolButton* m_toggle;
    QWidget* m_box;
    QComboBox* m_tool;
    QLabel* m_lines;
    IconButton* m_copy;
};

// nft or iptables, for the part that is translation of addresses.
QComboBox* natToolBox();
protocol::NatTool natToolOf(const QComboBox& box);

} // namespace hookwalk::ui
