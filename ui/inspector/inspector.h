// All about the packet at one step: where it stands and what that place is for, its header with what changed,
// the kernel's own line, and how sure we are.
#pragma once

#include "ui/appearance.h"
#include "ui/document.h"
#include "ui/inspector/headermodel.h"

#include <QWidget>

class QLabel;
class QListView;
class QPlainTextEdit;

namespace hookwalk::ui
{

class Evidence;
class IconButton;

class Inspector : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(const Appearance& appearance, QWidget* parent = nullptr);

    void showNothing();
    void showStop(const Document& document, const Walk& walk, int stop);
    void showStage(
        const Stage& stage); // a stage that is not on the way of the selected packet, or none is selected
    const HeaderModel& header() const { return m_header; }

Q_SIGNALS:
    void stepRequested(int direction); // -1: before, 1: next

private:
    QWidget* buildTop();
    QWidget* buildStage();
    QWidget* buildHeader();
    QWidget* buildRawLine();
    void showTitle(const Stage& stage, const QString& detail);
    void showHeader(const Document& document, const Walk& walk, int stop);
    void fitHeights();
    void tint();

    const Appearance& m_appearance;
    std::optional<Stage> m_stage;
    HeaderModel m_header;
    IconButton *m_back, *m_forward;
    QLabel *m_dot, *m_title, *m_detail, *m_what, *m_headerDetail;
    QWidget *m_body, *m_headerSection, *m_rawSection;
    Evidence* m_evidence;
    QListView* m_fields;
    QPlainTextEdit* m_raw;
};

} // namespace hookwalk::ui
