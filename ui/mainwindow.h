// SPDX-License-Identifier: GPL-3.0-or-later
// The window: joins the lab, the files and the playhead with the panels that show them.
#pragma once

#include "ui/appearance.h"
#include "ui/bottompanel.h"
#include "ui/diagram/diagramview.h"
#include "ui/export/exportsource.h"
#include "ui/inspector/inspector.h"
#include "ui/keys/actions.h"
#include "ui/panels/messagebar.h"
#include "ui/playback/playhead.h"
#include "ui/projector/projector.h"
#include "ui/selection.h"
#include "ui/timeline/jumps.h"
#include "ui/topbar.h"
#include "ui/work.h"

#include <functional>
#include <QMainWindow>
#include <QPointer>

class QProgressBar;
class QStackedWidget;

namespace hookwalk::ui
{

class CompareView;
class FilterPanel;
class GoToEditor;
class LeftDock;
class NetnsDialog;
class NoteEditor;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    struct Options {
        session::Session::Options session;
        std::shared_ptr<Work> work = {}; // null: one of its own, with `session`
        Playhead::Clock clock = Playhead::steadyClock();
        bool remember = true;  // size and place of the window, recent files
        bool autosave = false; // what is seen is there after a crash, and what was left by one is offered
    };

    MainWindow(Appearance& appearance, const Options& options);
    ~MainWindow() override;

    void startLab();
    void goToNetns(const QString& given); // as session::findNetns() takes it
    void openFile(const QString& path) { openFiles({path}); }
    void openFiles(const QStringList& paths); // read together, see traversal/together.h
    void openLocator(const query::Locator& locator);
    std::optional<query::Locator> locator() const;       // of what is shown; nothing: it is in no file
    void showMoment(TraversalIndex traversal, int stop); // stands there, paused
    void giveWay();                        // to another window on the same work: nothing is asked
    void continueFrom(MainWindow& before); // on the same work: what was typed, shown, folded, can be undone

    DiagramView& diagram() { return *m_diagram; }
    Document& document() { return m_document; }
    Selection& selection() { return m_selection; }
    PacketFilter& filter() { return m_filter; }
    Flags& flags() { return m_work->flags; }
    Playhead& playhead() { return m_playhead; }
    LabLink& lab() { return m_lab; }
    SendForm& form() { return m_top->form(); }
    MessageBar& messages() { return *m_messages; }
    FileOpener& opener() { return m_opener; }
    Pins& pins() { return m_work->pins; }
    void showComparison(); // of A and B, where both are pinned
    bool isComparing() const;
    CompareView* comparison() const { return m_compare; } // null: not shown yet
    Drawing comparisonDrawing() const;                    // where both are pinned
    // The packets that two locators name, beside each other, once their files are read.
    void openComparison(const query::Locator& a, const query::Locator& b);
    Projector& projector(); // hidden until it is shown
    void showProjector() { m_actions[Command::Projector].trigger(); }
    bool isProjecting() const { return m_projector && m_projector->isVisible(); }

Q_SIGNALS:
    void languageChosen(const QString& language); // of words::languages()

public Q_SLOTS:
    void chooseFile();
    void showLab();
    void save();
    void saveAs();
    void exportDiagram();
    void exportWindow();
    void showTracePoints();
    void about();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum class Loop { None, Packet, View };
    enum class Noted { Live, InFile }; // where a flag is

    void buildWidgets();
    void buildMenus();
    void bindCommands();
    void bindPlayback();
    void bindComparison(QMenu& menu);
    void bindDifferences();
    void togglePin(Side side);
    void makeComparison();
    void leaveComparison();
    void showPinned();
    void sendAgain();
    std::optional<session::PingRequest> requestOfA() const;
    void pinAwaited();
    void pinOpened();
    Playhead& playing(); // that of the comparison while it is shown
    void offerPins(QWidget& widget);
    void bindTimeline();
    void connectTimeline();
    void dismiss();
    void fillPlaces();
    void goTo(session::Place place, const session::NetworkNamespace& netns = {});
    bool leaveFile(std::function<void()> onceSaved); // as mayForgetFlags()
    NetnsDialog& askForNetns();                      // still hidden
    void fillLanguages(QMenu& menu);
    void connectLab();
    void connectFiles();
    void connectViews();
    void send(const session::PingRequest& request);
    void showLabState();
    void showPill();
    void showDocument();
    void showWalk();
    void showStop(int stop);
    void showScene();
    void showFiltered();
    void tell();
    void clickStage(const Stage& stage);
    void clickChains(const std::vector<BaseChain>& chains);
    void showOpened(const std::shared_ptr<Trace>& trace, const QStringList& paths);
    void copyLocator();
    void saveTo(const QString& path, session::Names names);
    void clear(); // the live packets
    // What a person noted is not thrown away unasked. False: it stays, and `onceSaved` follows if that was chosen.
    bool mayForgetFlags(Noted where, std::function<void()> onceSaved);
    void keepArrangement(); // for the next start
    void noteSaved(const FileSaver::Job& job, const Sentences& said);
    void keepForCrash();
    void offerLeft();
    QString& recordingOfShown();
    recording::View recordedView() const;
    bool showRecorded(); // what the recording says that was shown; false: it says nothing
    void copyPicture();
    void copyText();
    ExportSource exportSource() const; // what is shown
    void takeOver(); // a person acts: nothing moves on by itself, and a live list stands still
    void goLive();
    void goToDrop(int direction);
    void goToRewrite(int direction);
    void goToPacketOfConnection(int direction);
    void goToTyped(const QString& text); // a packet's number or a time
    void search(int direction, RowSearch::Test isIt, const QString& none, RowSearch::Found go);
    void goToSpot(const LaneScale::Spot& spot);
    void setLoop(Loop loop);
    void loopOn();                      // a packet has been played to its end
    std::uint32_t recordOfStep() const; // number of the record that tells of it; 0: none
    std::uint32_t recordHere() const;   // number of the record that the playhead stands at or behind; 0: none
    void toggleFlag();
    void writeNote(std::uint32_t record);
    void removeFlag(std::uint32_t record);
    void offerFlagBack(const Flag& flag);
    void goToFlag(const Flag* flag); // null: nowhere
    void showTransport();
    void foldToFit();
    bool fitsLists() const;
    bool fitsInspector() const;
    void showLists(bool shown); // a person wants it so
    void showInspector(bool shown);
    void fitIntoScreen();
    void restore();
    void showFailure(const Result<void>& saved);
    void showError(const QString& sentence, std::vector<MessageBar::Action> actions = {},
                   bool offerExample = false);
    void showLabError(const QString& sentence, bool canTryAgain, bool canUseNflog);
    void askForTun();
    void useSources(const SourcesMenu::Choice& sources);
    void showOutcome(const session::PingSummary& summary);
    void showWhereItEnded(TraversalIndex packet);
    void fillMessages(QMenu& menu);

    Appearance& m_appearance;
    const bool m_remember;
    const std::shared_ptr<Work> m_work;
    Document& m_document;
    PacketFilter m_filter{m_document};
    TimelineModel m_model;
    Playhead m_playhead;
    Selection m_selection;
    RowSearch m_search{m_model};
    LabLink& m_lab;
    FileOpener& m_opener;
    Document::WalkPointer m_shownWalk; // what the diagram draws from

    TopBar* m_top = nullptr;
    MessageBar* m_messages = nullptr;
    QProgressBar* m_busy = nullptr;
    QStackedWidget* m_middle = nullptr; // the diagram, or the comparison
    DiagramView* m_diagram = nullptr;
    CompareView* m_compare = nullptr; // from its first use on
    bool m_wasComparing = false;      // when it was closed
    Projector* m_projector = nullptr; // from its first use on
    Inspector* m_inspector = nullptr;
    BottomPanel* m_bottom = nullptr;
    NoteEditor* m_note = nullptr;
    GoToEditor* m_goTo = nullptr;
    FilterPanel* m_filterPanel = nullptr; // while the lists are folded
    QDockWidget *m_inspectorDock = nullptr, *m_bottomDock = nullptr;
    LeftDock* m_leftDock = nullptr; // tun, gateway, doctor
    Actions m_actions{*this};
    Loop m_loop = Loop::None;
    std::function<void()> m_onceSaved; // what the person wanted to do when flags had to be saved first
    bool m_wasPainted = false;
    std::optional<bool> m_listsChosen, m_inspectorChosen; // what a person wants, where that is not what fits
};

} // namespace hookwalk::ui
