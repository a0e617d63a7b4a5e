// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which reports of several sources are passed on, with sources that say what they are told to.
#include "kernel/sources/sourcefeed.h"
#include "support/testprogram.h"

#include <poll.h>
#include <QTest>
#include <sys/eventfd.h>

using namespace hookwalk;
using namespace hookwalk::kernel;
using namespace std::chrono_literals;

namespace
{

// Each read() gives one of the waiting lines.
class FakeSource : public LiveSource
{
public:
    int fd() const override { return m_event.get(); }
    Result<bool> read(ReportStream& to) override
    {
        std::uint64_t count = 0;
        if (::read(fd(), &count, sizeof count) != sizeof count)
            return false;
        to.addFacts(m_lines.front() + '\n');
        m_lines.erase(m_lines.begin());
        return alwaysMore || !m_lines.empty();
    }
    void count(protocol::Lost& lost) override { lost.frames += 1; }
    void say(const std::string& line)
    {
        const std::uint64_t one = 1;
        QCOMPARE(write(fd(), &one, sizeof one), static_cast<ssize_t>(sizeof one));
        m_lines.push_back(line);
    }

    bool alwaysMore = false;

private:
    UniqueFd m_event{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC | EFD_SEMAPHORE)};
    std::vector<std::string> m_lines;
};

struct Feed {
    Feed() { QVERIFY(feed.add(log, 0ms) && feed.add(rules, 20ms) && feed.add(frames, 30ms)); }
    bool isReadable(int atMostMs)
    {
        pollfd readable{feed.fd(), POLLIN, 0};
        return poll(&readable, 1, atMostMs) == 1;
    }
    QStringList read()
    {
        ReportStream stream;
        return feed.read(stream) ? textsOf(std::move(stream)) : QStringList{"failed"};
    }
    QStringList drain()
    {
        ReportStream stream;
        return feed.drain(stream, 0ms, 3s) ? textsOf(std::move(stream)) : QStringList{"failed"};
    }
    // What comes until so many lines are there.
    QStringList readLines(int count)
    {
        QStringList lines;
        while (lines.size() < count && isReadable(2000))
            lines += read();
        return lines;
    }
    static QStringList textsOf(ReportStream stream)
    {
        QString text;
        for (const auto& message : stream.takeMessages())
            text += QString::fromStdString(std::get<protocol::Facts>(message).text);
        return text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

    std::shared_ptr<FakeSource> log = std::make_shared<FakeSource>();
    std::shared_ptr<FakeSource> rules = std::make_shared<FakeSource>();
    std::shared_ptr<FakeSource> frames = std::make_shared<FakeSource>();
    SourceFeed feed = SourceFeed::make().value();
};

} // namespace

class TestSourceFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsHeldBackComesBehindWhatIsNot()
    {
        Feed feed;
        QVERIFY(!feed.isReadable(0));
        feed.frames->say("frame");
        feed.rules->say("rule");
        QCOMPARE(feed.read(), QStringList());
        feed.log->say("sighting");
        QCOMPARE(feed.readLines(3), QStringList({"sighting", "rule", "frame"}));
        QVERIFY(!feed.isReadable(0));
    }

    void reportsOfOneSourceKeepTheirOrder()
    {
        Feed feed;
        for (const char* line : {"1", "2", "3"})
            feed.rules->say(line);
        QCOMPARE(feed.readLines(3), QStringList({"1", "2", "3"}));
    }

    void nothingIsReleasedBeforeTheSightingsAreReadToTheirEnd()
    {
        Feed feed;
        feed.rules->say("rule");
        QCOMPARE(feed.read(), QStringList());
        feed.log->alwaysMore = true;
        for (int i = 0; i < 5; ++i)
            feed.log->say("sighting");
        feed.frames->say("frame");
        for (int i = 0; i < 5; ++i) {
            QTest::qWait(10);
            QCOMPARE(feed.read(), QStringList("sighting"));
        }
        QCOMPARE(feed.readLines(2), QStringList({"rule", "frame"}));
    }

    void drainingWaitsForNothingAndKeepsTheOrder()
    {
        Feed feed;
        feed.frames->say("frame 1");
        QCOMPARE(feed.read(), QStringList());
        for (const auto& [source, line] :
             {std::pair{feed.frames, "frame 2"}, {feed.rules, "rule"}, {feed.log, "sighting"}})
            source->say(line);
        QCOMPARE(feed.drain(), QStringList({"sighting", "rule", "frame 1", "frame 2"}));
        QVERIFY(!feed.isReadable(0));
    }

    // What has not been read is not lost: the caller must know.
    void drainingSaysThatItDidNotReachTheEnd()
    {
        Feed feed;
        feed.log->say("1");
        feed.log->say("2");
        ReportStream stream;
        const auto isEmpty = feed.feed.drain(stream, 0ms, -1ms); // ended after the first round
        QVERIFY(isEmpty && !*isEmpty);
        QCOMPARE(Feed::textsOf(std::move(stream)), QStringList("1"));
        QCOMPARE(feed.drain(), QStringList("2"));
    }

    void anotherFeedGoesOnWhereTheFirstEnds()
    {
        Feed before, after;
        before.frames->say("frame");
        before.rules->say("rule");
        QCOMPARE(before.read(), QStringList());
        ReportStream first;
        first.addFacts("from here on\n");
        after.feed.startWith(std::move(before.feed), std::move(first));
        after.log->say("sighting");
        QCOMPARE(after.readLines(4), QStringList({"rule", "frame", "from here on", "sighting"}));
    }

    void eachSourceCountsItsLosses()
    {
        Feed feed;
        protocol::Lost lost;
        feed.feed.count(lost);
        QCOMPARE(lost.frames, 3u);
    }
};

HOOKWALK_TEST(TestSourceFeed)
#include "tst_sourcefeed.moc"
