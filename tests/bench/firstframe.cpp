// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a window and ends with its first frame; prints how many milliseconds after BENCH_START (nanoseconds of the wall
// clock) that was. Built twice for first_frame.sh: Hookwalk's window, and an empty one with nothing but Qt Widgets.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <QApplication>
#include <QEvent>
#include <QTimer>
#ifdef BENCH_HOOKWALK
#include "ui/hugepages.h"
#include "ui/mainwindow.h"
#include "words/language.h"
#else
#include <QWidget>
#endif

namespace
{

class FirstFrame : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !m_done) {
            m_done = true;
            QTimer::singleShot(0, this, [] { // painted and flushed by then
                using namespace std::chrono;
                const auto now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
                std::printf("%.1f\n",
                            static_cast<double>(now - std::atoll(std::getenv("BENCH_START"))) / 1e6);
                std::fflush(stdout);
                std::_Exit(0);
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_done = false;
};

} // namespace

int main(int argc, char** argv)
{
    if (!std::getenv("BENCH_START"))
        return 2;
    QApplication application(argc, argv);
    FirstFrame frame;
#ifdef BENCH_HOOKWALK
    hookwalk::ui::keepHeapInHugePages(); // as the program does
    (void)hookwalk::words::speak({});
    hookwalk::ui::Appearance appearance;
    hookwalk::ui::MainWindow::Options options;
    options.remember = false;
    hookwalk::ui::MainWindow window(appearance, options);
#else
    QWidget window;
    window.resize(1600, 1000);
#endif
    window.installEventFilter(&frame);
    window.show();
    return QApplication::exec();
}
