// SPDX-License-Identifier: GPL-3.0-or-later
// What would do the same in a shell, to read and to copy. Its height stays, whatever it shows, until a person
// is to agree to it.
#pragma once

#include "change/shelltext.h"
#include "ui/appearance.h"
#include "ui/dock/changerequest.h"

#include <optional>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace hookwalk::ui
{

class IconButton;

class CommandsView : public QWidget
{
    Q_OBJECT

public:
    explicit CommandsView(const Appearance& appearance, QWidget* parent = nullptr);
    void show(const Proposal& proposal);
    void showNothing(const QString& sentence);
    void setUnfolded(bool unfolded);        // as many lines as there are, within reason
    void setPrefix(const QString& prefix);  // session::labCommand(), before each line that is copied
    QString text() const { return m_text; } // one command a line, as shown
    QString copyText() const;               // the same, to be typed on this machine

private:
    void refresh();
    void fit();

    std::optional<Proposal> m_proposal;
    QString m_text, m_prefix;
    bool m_unfolded = false;
    QLabel *m_words, *m_rest, *m_place;
    QComboBox* m_tool;
    QPlainTextEdit* m_lines;
    IconButton* m_copy;
};

// nft or iptables, for the part that is translation of addresses. Remembered, for all of them.
QComboBox* natToolBox();
change::NatTool natToolOf(const QComboBox& box);

} // namespace hookwalk::ui
