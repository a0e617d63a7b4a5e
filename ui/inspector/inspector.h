// SPDX-License-Identifier: GPL-3.0-or-later
// All about the packet at one step: where it stands and what that place is for, why it ended there, its
// header with what changed, the kernel's own line, how sure we are, the rules of the chain and the
// connection.
#pragma once

#include "ui/appearance.h"
#include "ui/document.h"
#include "ui/inspector/headermodel.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QScrollArea;

namespace hookwalk::ui
{

class ConnectionSection;
class EndingSection;
class Evidence;
class HeaderView;
class IconButton;
class RuleSection;

class Inspector : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(const Appearance& appearance, QWidget* parent = nullptr);

    void showNothing();
    void prepare(); // makes what a packet or a place needs, unless that was shown; no start waits for it
    void showStop(const Document& document, const Walk& walk, int stop);
    // A stage that is not on the way of the packet of `walk`; null: none is selected. Without a document only
    // what the stage is for.
    void showBaseChain(const BaseChain& chain, const Document& document, const Walk* walk);
    void showStage(const Stage& stage, const Document* document = nullptr, const Walk* walk = nullptr);
    void showRule(); // scrolls to the rule that decided at the place in view
    const HeaderModel& header() const { return m_header; }
    const RuleSection& rules() const { return *m_rules; } // of a place that is shown

Q_SIGNALS:
    void stepRequested(int direction); // -1: before, 1: next
    void packetChosen(hookwalk::TraversalIndex traversal);

private:
    QWidget* buildTop();
    QWidget* buildStage();
    QWidget* buildHeader();
    QWidget* buildRawLine();
    void showTitle(const Stage& stage, const QString& purpose, const QString& detail,
                   const BaseChain* base = nullptr);
    void showHeader(const Document& document, const Walk& walk, int stop);
    void showRules(const Stage& stage, const Document* document, const Walk* walk, const Stop* stop);
    void showConnection(const Document& document, const Walk* walk);
    void hideSections();
    void tint();

    const Appearance& m_appearance;
    std::optional<Stage> m_stage;
    HeaderModel m_header;
    IconButton *m_back, *m_forward;
    QScrollArea* m_scroll;
    QWidget* m_body; // what it scrolls: the sections are made in it, since what is moved is styled anew
    QLabel *m_dot, *m_title, *m_detail, *m_what;
    // From the first packet or place on:
    QLabel *m_headerDetail = nullptr, *m_rawHead = nullptr;
    QWidget *m_headerSection = nullptr, *m_rawSection = nullptr;
    Evidence* m_evidence = nullptr;
    EndingSection* m_ending = nullptr;
    RuleSection* m_rules = nullptr;
    ConnectionSection* m_connection = nullptr;
    HeaderView* m_fields = nullptr;
    QPlainTextEdit* m_raw = nullptr;
};

} // namespace hookwalk::ui
