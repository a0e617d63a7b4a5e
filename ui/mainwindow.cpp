// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/diagram/tooltip.h"
#include "ui/dock/docklink.h"
#include "ui/dock/leftdock.h"
#include "ui/filenames.h"
#include "ui/panels/roles.h"
#include "ui/recentfiles.h"
#include "ui/theme/text.h"
#include "ui/theme/textscale.h"
#include "ui/timeline/filterpanel.h"
#include "words/words.h"

#include <QDockWidget>
#include <QListView>
#include <QProgressBar>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr QSize usualSize(1600, 1000);
constexpr int inspectorWidth = 312;

QDockWidget* dock(const QString& title, const QString& name, QMainWindow* window)
{
    auto* made = new QDockWidget(title, window);
    made->setObjectName(name);
    made->setTitleBarWidget(new QWidget(made));
    made->setFeatures(QDockWidget::NoDockWidgetFeatures);
    return made;
}

QString linesOf(qsizetype count)
{
    return tr("%1 line(s)", nullptr, formOf(static_cast<quint64>(count)))
        .arg(QLocale(QLocale::English).toString(count));
}

} // namespace

MainWindow::MainWindow(Appearance& appearance, const Options& options)
    : m_appearance(appearance)
    , m_remember(options.remember)
    , m_work(options.work ? options.work : std::make_shared<Work>(options.session))
    , m_document(m_work->document)
    , m_model(m_document)
    , m_playhead(options.clock)
    , m_selection(m_document, m_model, m_playhead)
    , m_lab(m_work->lab)
    , m_opener(m_work->opener)
{
    setWindowTitle(QStringLiteral("Hookwalk"));
    setAcceptDrops(true);
    m_model.setFilter(m_filter);
    m_model.setPins(m_work->pins);
    giveRoles();
    setMinimumSize(smallestWindow);
    resize(usualSize);
    buildWidgets();
    buildMenus();
    connectLab();
    connectFiles();
    connectViews();
    connectTimeline();
    restore();
    fitIntoScreen();
    foldToFit();
    showDocument();
    showLabState();
    if (options.autosave)
        keepForCrash();
}

MainWindow::~MainWindow()
{
    delete m_bottomDock; // its lists paint from the models, which end before other widgets do
}

void MainWindow::buildWidgets()
{
    m_top = new TopBar(m_appearance, this);
    setMenuWidget(m_top);

    m_busy = new QProgressBar;
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedHeight(3);
    m_busy->hide();
    setCentralWidget(m_middle = new QStackedWidget(this));
    m_diagram = new DiagramView(m_middle);
    m_middle->addWidget(m_diagram);
    m_diagram->setObjectName(QStringLiteral("diagram"));
    m_diagram->setAcceptDrops(false); // the window takes what is dropped
    m_messages = new MessageBar(m_appearance, m_diagram, [this] {
        if (isComparing())
            return MessageBar::Taken();
        auto marks = m_diagram->marks();
        if (m_filterPanel && m_filterPanel->isVisible())
            marks.push_back(m_filterPanel->geometry().translated(-m_diagram->mapTo(this, QPoint())));
        if (m_bottom)
            marks.push_back(m_bottom->covered());
        return MessageBar::Taken{std::move(marks), m_diagram->titles()};
    });
    auto* over = new QVBoxLayout(m_diagram); // neither takes room from the diagram
    over->setContentsMargins(0, 0, 0, 0);
    over->addWidget(m_busy, 0, Qt::AlignTop);

    // Each is made within its dock: a widget that moves to another parent is styled anew, with all that is in it.
    m_inspectorDock = dock(tr("Inspector"), QStringLiteral("inspectorDock"), this);
    m_inspector = new Inspector(m_appearance, m_inspectorDock);
    m_inspector->setMinimumWidth(280);
    m_inspectorDock->setWidget(m_inspector);
    m_bottomDock = dock(tr("Packets and playback"), QStringLiteral("bottomDock"), this);
    m_bottom = new BottomPanel(m_appearance, m_model, m_playhead, m_work->flags, m_bottomDock);
    m_bottomDock->setWidget(m_bottom);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_bottomDock);
    auto* link = new DockLink(m_lab.session(), this);
    m_leftDock = new LeftDock(m_appearance, link->ask(), this);
    link->serve(*m_leftDock);
    addDockWidget(Qt::LeftDockWidgetArea, m_leftDock);
    resizeDocks({m_inspectorDock}, {inspectorWidth}, Qt::Horizontal);
    resizeDocks({m_bottomDock}, {BottomPanel::usualHeight}, Qt::Vertical);

    // These would take the keys of the playback for themselves.
    m_bottom->timeline().view()->installEventFilter(this);
    m_bottom->steps().view()->installEventFilter(this);
    m_diagram->installEventFilter(this);
    m_diagram->setFocus();
}

void MainWindow::connectLab()
{
    using session::Session;
    Session& session = m_lab.session();
    SendForm& form = m_top->form();
    connect(&form, &SendForm::sendRequested, this, &MainWindow::send);
    connect(&form, &SendForm::stopRequested, &session, &Session::cancelPing);
    connect(&form, &SendForm::problemFound, this, [this](const QString& sentence) {
        sentence.isEmpty() ? m_messages->clear() : m_messages->show(MessageBar::Tone::Hint, sentence);
    });
    m_top->setTracing(session.isTracing());
    connect(m_top, &TopBar::traceToggled, &m_lab, &LabLink::setTracing);
    connect(&m_lab, &LabLink::changed, this, &MainWindow::showLabState);
    connect(&m_lab, &LabLink::ready, this, [this](const protocol::LabMade& lab) {
        m_messages->clear();
        m_top->form().setLab(lab);
        if (lab.tun.empty())
            askForTun();
        offerLeft();
    });
    if (m_lab.session().isReady())
        form.setLab(m_lab.session().lab());
    m_lab.setQuestions(
        [work = m_work.get()] { return openQuestions(work->document.liveTrace(), work->runBegan); });
    SourcesMenu& sources = m_top->sources();
    if (m_remember && session.state() == Session::State::Idle)
        m_lab.setSources(SourcesMenu::remembered());
    connect(&sources, &SourcesMenu::chosen, this, &MainWindow::useSources);
    connect(&m_lab, &LabLink::failed, this, &MainWindow::showLabError);
    connect(&session, &Session::pingsAnswered, this, [this](const QVector<session::PingResult>& results) {
        m_work->liveTrips.add(results);
        if (m_document.isLive())
            m_bottom->charts().setTrips(m_work->liveTrips);
    });
    connect(&m_lab, &LabLink::finished, this, &MainWindow::showOutcome);
}

void MainWindow::connectFiles()
{
    connect(&m_opener, &FileOpener::busyChanged, this, [this](const QStringList& paths) {
        m_busy->setVisible(!paths.isEmpty());
        const QString all = paths.join(QStringLiteral(" + "));
        m_busy->setAccessibleName(tr("Reading %1").arg(all));
        if (paths.isEmpty())
            showPill();
        else
            m_top->pill().setState(Pill::Tone::Quiet, tr("Reading %1…").arg(namesOf(paths)),
                                   tr("%1. Escape leaves it.").arg(all));
    });
    connect(&m_opener, &FileOpener::failed, this,
            [this](const QString& sentence) { showError(sentence, {}, true); });
    connect(&m_opener, &FileOpener::changed, this, [this](const QString& sentence) {
        if (!m_document.isLive())
            m_messages->show(MessageBar::Tone::Hint, sentence);
    });
    connect(&m_opener, &FileOpener::opened, this, &MainWindow::showOpened);
    const FileSaver& saver = m_work->saver;
    connect(&saver, &FileSaver::ended, this, [this](const FileSaver::Job& job) {
        if (m_work->paths.contains(job.path))
            m_opener.watch(m_work->paths);
    });
    connect(&saver, &FileSaver::saved, this, &MainWindow::noteSaved);
    connect(&saver, &FileSaver::failed, this, [this](const Error& error) {
        m_onceSaved = nullptr;
        showError(qt(words::text(error)));
    });
}

void MainWindow::connectViews()
{
    connect(&m_document, &Document::reset, this, &MainWindow::showDocument);
    connect(&m_document, &Document::learned, this, &MainWindow::showScene);
    connect(&m_filter, &PacketFilter::changed, this, &MainWindow::showFiltered);
    connect(&m_filter, &PacketFilter::finished, this, &MainWindow::showFiltered);
    m_filterPanel = new FilterPanel(m_appearance, m_filter, m_bottom->timeline(), m_bottom->way(), this);
    connect(m_filterPanel, &FilterPanel::closed, m_diagram, qOverload<>(&QWidget::setFocus));
    connect(&m_bottom->timeline(), &TimelinePanel::clearAsked, this, &MainWindow::clear);
    connect(&m_document, &Document::cleared, this, [this] {
        if (m_document.isLive())
            goLive(); // what it stood still for is gone
    });
    m_document.setLimit(QSettings().value(QStringLiteral("packetsKept"), Document::defaultLimit).toUInt());
    connect(&m_selection, &Selection::walkChanged, this, &MainWindow::showWalk);
    connect(&m_selection, &Selection::stopChanged, this, &MainWindow::showStop);
    connect(&m_selection, &Selection::moved, this, &MainWindow::showScene);
    connect(&m_bottom->timeline(), &TimelinePanel::chosen, this, [this](TraversalIndex traversal) {
        takeOver();
        if (traversal != m_selection.traversal())
            m_selection.select(traversal);
    });
    connect(&m_bottom->steps(), &StepPanel::chosen, this, [this](int stop) {
        takeOver();
        m_selection.goTo(stop);
    });
    connect(m_inspector, &Inspector::stepRequested, this, [this](int direction) {
        takeOver();
        direction > 0 ? m_playhead.stepForward() : m_playhead.stepBack();
    });
    connect(m_inspector, &Inspector::packetChosen, this, [this](TraversalIndex traversal) {
        takeOver();
        m_selection.select(traversal);
    });
    connect(m_diagram, &DiagramView::stageClicked, this, &MainWindow::clickStage);
    connect(m_diagram, &DiagramView::chainsClicked, this, &MainWindow::clickChains);
    connect(&m_appearance, &Appearance::changed, this, [this] {
        m_diagram->setLook(m_appearance.look());
        m_actions[Command::Dark].setChecked(m_appearance.look() == Look::Dark);
    });
    connect(&m_appearance, &Appearance::motionChanged, this, &MainWindow::showScene);
    m_diagram->setLook(m_appearance.look());
}

void MainWindow::startLab()
{
    m_lab.session().start();
}

void MainWindow::showMoment(TraversalIndex traversal, int stop)
{
    takeOver();
    m_selection.select(traversal);
    m_selection.goTo(stop);
}

void MainWindow::send(const session::PingRequest& request)
{
    if (!leaveFile([this, request] { send(request); }))
        return;
    m_messages->clear();
    m_work->awaitedB.reset(); // what is sent now is another packet
    m_work->liveTrips.beginRun();
    if (!m_lab.session().isTracing())
        m_selection.select(noIndex); // the diagram says why nothing comes
    m_model.setFrozen(false);
    m_selection.followNew();
    m_work->sentRuns.push_back({m_work->runBegan = m_document.count(), request});
    m_lab.session().ping(request);
}

void MainWindow::showLabState()
{
    const auto words = m_lab.words();
    m_top->form().setMode(m_lab.mode());
    showPill();
    m_diagram->setInvitation(words.title, words.sentence);
    tell();
    showScene();
}

void MainWindow::showDocument()
{
    const bool live = m_document.isLive();
    if (live)
        m_top->setPlace(m_lab.placeIcon(), m_lab.placeName(), m_lab.placeMeaning());
    else
        m_top->setPlace(QStringLiteral("file"), m_document.name(),
                        tr("Saved log: %1").arg(m_document.name()));
    setWindowTitle(live ? QStringLiteral("Hookwalk")
                        : QStringLiteral("%1 — Hookwalk").arg(m_document.name()));
    if (!live)
        m_work->fileTrips.readFrom(m_document);
    m_bottom->charts().setTrips(live ? m_work->liveTrips : m_work->fileTrips);
    showTransport();
    showLabState();
}

void MainWindow::showPill()
{
    if (m_document.isLive()) {
        const auto words = m_lab.words();
        m_top->pill().setState(words.tone, words.pill, words.why, words.loss);
        m_top->sources().showState(m_lab.sources(), m_lab.session());
        m_top->offerSources(m_lab.mode() != SendForm::Mode::Unavailable);
        return;
    }
    m_top->offerSources(false);
    const auto events = static_cast<qsizetype>(m_document.trace().events().size());
    m_top->pill().setState(Pill::Tone::Quiet, linesOf(events),
                           tr("%1 of %2 in %3 came from netfilter.")
                               .arg(linesOf(events))
                               .arg(m_document.trace().lineCount())
                               .arg(m_document.name()));
}

void MainWindow::showWalk()
{
    const auto& walk = m_selection.walk();
    m_bottom->setWalk(walk);
    if (m_projector)
        m_projector->setWalk(walk.get());
    if (!walk)
        m_inspector->showNothing();
    showStop(m_selection.stop());
    showScene();
}

void MainWindow::showStop(int stop)
{
    if (!m_selection.walk() || stop < 0 || stop >= static_cast<int>(m_selection.walk()->stops.size()))
        return;
    QMetaObject::invokeMethod(m_messages, &MessageBar::place,
                              Qt::QueuedConnection); // when the diagram has it
    m_bottom->steps().setCurrent(stop);
    m_inspector->showStop(m_document, *m_selection.walk(), stop);
    tell();
}

// What a screen reader says of the step, or of what to do.
void MainWindow::tell()
{
    const auto& walk = m_selection.walk();
    const auto idle = m_lab.words();
    const QString caption = walk ? captionInWords(words::captionOf(*walk, std::max(0, m_selection.stop())))
                                 : QStringLiteral("%1. %2").arg(idle.title, idle.sentence);
    m_diagram->tell(caption);
    if (m_projector)
        m_projector->tell(caption);
}

void MainWindow::showScene()
{
    Scene scene = m_selection.scene();
    scene.reducedMotion = m_appearance.reducedMotion();
    scene.trace = &m_document.trace();
    if (m_document.isLive()) {
        scene.tunName = QString::fromStdString(m_lab.session().lab().tun);
        scene.networkName = QString::fromStdString(m_lab.session().lab().network);
    }
    if (m_projector) {
        const auto words = m_lab.words();
        m_projector->setScene(scene, words.title, words.sentence);
    }
    m_diagram->setScene(std::move(scene));
    m_shownWalk = m_selection.walk(); // the one before was needed until now
}

// The list has other rows, and the diagram other packets beside the selected one.
void MainWindow::showFiltered()
{
    m_selection.lookAround();
    m_bottom->timeline().view()->select(m_selection.traversal());
    showTransport();
}

} // namespace hookwalk::ui
