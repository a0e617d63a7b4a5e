// SPDX-License-Identifier: GPL-3.0-or-later
// What drops down from the trace pill: which source reports the packets, what else is asked of the kernel,
// and what each of them lost.
#pragma once

#include "session/session.h"
#include "ui/appearance.h"

#include <QMenu>
#include <vector>

class QCheckBox;
class QLabel;
class QRadioButton;

namespace hookwalk::ui
{

class SourcesMenu : public QMenu
{
    Q_OBJECT

public:
    struct Choice {
        protocol::LogSource source = protocol::LogSource::Auto;
        bool rules = true, connections = true, frames = true;
        bool operator==(const Choice&) const = default;
    };

    explicit SourcesMenu(QWidget* parent = nullptr);
    void showState(const Choice& choice, const session::Session& session); // which outlives it

    static Choice remembered(); // of the last run, or the usual
    static void remember(const Choice& choice);

Q_SIGNALS:
    void chosen(const hookwalk::ui::SourcesMenu::Choice& choice);

private:
    QWidget* build();
    QWidget* row(QWidget* button, QLabel*& detail);
    void choose();

    struct SourceRow {
        protocol::LogSource source;
        QRadioButton* button;
        QLabel* detail;
    };
    std::vector<SourceRow> m_sources;
    QCheckBox *m_rules, *m_connections, *m_frames;
    QLabel *m_rulesDetail, *m_connectionsDetail, *m_framesDetail, *m_why;
    Choice m_choice;
    const session::Session* m_session = nullptr;
    bool m_showing = false;
};

QString sourceName(protocol::LogSource source); // "Kernel log", "NFLOG", …

} // namespace hookwalk::ui
