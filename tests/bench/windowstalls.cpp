// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a large log in the real window, scrolls, selects, plays, and says how long the GUI thread was away
// each time: nothing there should take longer than a frame of 16 ms. On a busy machine the processor time says more.
// Use: windowstalls [lines [live]]     live: only what comes while packets arrive
#include "support/loggenerator.h"
#include "ui/hugepages.h"
#include "ui/mainwindow.h"
#include "ui/timeline/ruler.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <ctime>
#include <functional>
#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryFile>
#include <QTimer>
#include <string>
#include <vector>

using namespace hookwalk;

namespace
{

double processorMs() // of this thread
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

// Remembers the longest event since it was asked last.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        QElapsedTimer timer;
        timer.start();
        const double used = processorMs();
        const QMetaObject& kind = *receiver->metaObject(); // it may be gone afterwards
        const int type = event->type();
        const bool handled = QApplication::notify(receiver, event);
        m_longestMs = std::max(m_longestMs, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (const double now = processorMs() - used; now > m_mostUsedMs) {
            m_mostUsedMs = now;
            m_most = kind.className() + std::string(" ") + std::to_string(type);
        }
        --m_depth;
        return handled;
    }
    double takeLongestMs() { return std::exchange(m_longestMs, 0); }
    double takeMostUsedMs() { return std::exchange(m_mostUsedMs, 0); }
    const std::string& most() const
    {
        return m_most;
    } // whose event used most: its class and the event's type

private:
    int m_depth = 0;
    double m_longestMs = 0, m_mostUsedMs = 0;
    std::string m_most;
};

void letRun(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

// A frame at a time, each painted at once: how long one takes of a hundred, and the worst of a hundred (99th percentile).
void measure(const char* what, ui::MainWindow& window, const std::function<void(int)>& turn)
{
    std::vector<double> took;
    for (int frame = 0; frame < 300; ++frame) {
        const double before = processorMs();
        turn(frame);
        window.repaint();
        took.push_back(processorMs() - before);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    std::ranges::sort(took);
    std::printf("%-40s median %5.1f ms, 99th percentile %5.1f ms\n", what, took[took.size() / 2],
                took[took.size() * 99 / 100]);
}

void scrollAndScrub(ui::MainWindow& window)
{
    auto& view = *window.findChild<ui::TimelineView*>();
    auto& ruler = view.ruler();
    auto* bar = view.verticalScrollBar();
    for (const auto kind : {ui::TimeKind::True, ui::TimeKind::Stretched}) {
        window.playhead().setKind(kind);
        view.scale().showAll();
        measure("scroll, all of time", window,
                [&](int frame) { bar->setValue(bar->maximum() / 300 * frame); });
        measure("scrub, all of time", window,
                [&](int frame) { Q_EMIT ruler.scrubbed(ruler.width() / 300.0 * frame); });
        view.scale().setWindow(
            ui::TimeSpan{0, 2000}.movedTo(view.scale().beginOf(window.document().count() / 2), 0));
        const auto [from, to] = view.scale().rowsInView();
        std::printf("%d packets in view\n", to - from);
        measure("scrub, close", window,
                [&](int frame) { Q_EMIT ruler.scrubbed(ruler.width() / 300.0 * frame); });
        measure("zoom and pan", window, [&](int frame) {
            frame % 2 == 0 ? view.scale().pan(40) : view.scale().zoom(frame % 4 == 1 ? 1.5 : 1 / 1.5);
        });
    }
    view.scale().showAll();
}

using Report = std::function<void(const char* what)>;

// A saved log: opened, looked through, filtered.
void lookThrough(ui::MainWindow& window, const QString& path, const Report& report)
{
    QEventLoop opened;
    QObject::connect(&window.opener(), &ui::FileOpener::opened, &opened, &QEventLoop::quit);
    window.openFile(path);
    opened.exec();
    letRun(300);
    std::printf("%u packets\n", window.document().count());
    report("open, first screenful");
    letRun(3000);
    report("play");

    auto* table = window.findChild<QTableView*>(QStringLiteral("traversals"));
    for (int part = 0; part < 100; ++part) {
        QTimer::singleShot(0, table, [table, part] {
            table->selectRow(table->model()->rowCount() / 100 * part);
            table->scrollTo(table->currentIndex());
        });
        letRun(20);
    }
    report("select and scroll to 100 rows");
    for (const char letter : std::string("echo reply zzz")) {
        for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease})
            QCoreApplication::postEvent(table, new QKeyEvent(type, std::toupper(letter), Qt::NoModifier,
                                                             QString(QLatin1Char(letter))));
        letRun(20);
    }
    report("type letters in the list");

    window.resize(1920, 1080);
    letRun(300);
    report("become larger");
    scrollAndScrub(window);
    report("scroll and scrub");
    auto* field = window.findChild<ui::TimelinePanel*>()->findChild<QLineEdit*>(QStringLiteral("filter"));
    for (const char* terms : {"dropped", "192.0.0.0/8", "\"TTL=63\"", "no-route,rule-drop"}) {
        QElapsedTimer time;
        time.start();
        field->setText(QString::fromLatin1(terms));
        QTimer::singleShot(0, field, [field] { Q_EMIT field->returnPressed(); });
        double first = 0;
        do {
            letRun(1);
            first =
                first == 0 && table->model()->rowCount() > 0 ? static_cast<double>(time.elapsed()) : first;
        } while (window.filter().isWorking() || !window.filter().isActive());
        std::printf("%-20s first rows %4.0f ms, all %5lld ms, %d rows\n", terms, first, time.elapsed(),
                    table->model()->rowCount());
        report("filter");
        window.filter().setFilter({});
        letRun(50);
        report("all packets again");
    }
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication application(argc, argv);
    const auto lines = argc > 1 ? static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)) : 1'000'000;
    const auto log = test::generateLog(lines);
    QTemporaryFile file;
    if (!file.open() || file.write(log.text.data(), static_cast<qint64>(log.text.size())) < 0 ||
        !file.flush())
        return 1;

    ui::keepHeapInHugePages(); // as the program does
    ui::Appearance appearance;
    ui::MainWindow::Options options;
    options.remember = false;
    ui::MainWindow window(appearance, options);
    window.show();
    letRun(500);
    const Report report = [&](const char* what) {
        std::printf("%-40s longest event %6.1f ms, processor %6.1f ms (%s)\n", what,
                    application.takeLongestMs(), application.takeMostUsedMs(), application.most().c_str());
    };
    report("first show");

    if (argc < 3)
        lookThrough(window, file.fileName(), report);
    auto& document = window.document();
    document.showLive();
    letRun(100);
    report("back to the lab");
    std::size_t from = 0;
    const auto run = [&](std::size_t end) {
        while (from < end) {
            const auto to = log.text.find('\n', std::min(from + 100'000, log.text.size() - 1)) + 1;
            QTimer::singleShot(0, &window, [&] { document.append(log.text.substr(from, to - from)); });
            letRun(16);
            from = to;
        }
    };
    run(log.text.size() / 20);
    report("live: 500 lines every 16 ms");
    document.setLimit(document.count());
    run(log.text.size() / 5);
    std::printf("%u packets came, the first %u are gone\n", document.count(), document.first());
    report("live: the oldest go");

    auto& view = *window.findChild<ui::TimelineView*>();
    document.setLimit(ui::Document::defaultLimit);
    for (const auto kind : {ui::RowKind::Connections, ui::RowKind::Opened}) {
        view.setRowKind(kind);
        letRun(500);
        report("rows of another kind");
        run(from + (log.text.size() - from) / 3);
        std::printf("%d rows\n", view.model()->rowCount());
        report("live: connections");
    }
    document.setLimit(document.count() - document.first());
    run(log.text.size());
    std::printf("%u packets came, the first %u are gone\n", document.count(), document.first());
    report("live: the oldest of connections go");
}
