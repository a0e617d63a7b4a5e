// SPDX-License-Identifier: GPL-3.0-or-later
// A log that a second thread reads ahead becomes the same packets as one that is read in small pieces.
#include "support/loggenerator.h"
#include "support/testprogram.h"
#include "traversal/event.h"
#include "traversal/trace.h"
#include "wire/skimahead.h"

#include <algorithm>
#include <atomic>
#include <pthread.h>
#include <QTest>
#include <system_error>
#include <thread>

using namespace hookwalk;

class TestSkimAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // One thread reads what is small, two what is large (wire/skimahead.h).
    void aLargeTextIsReadAsItsPiecesAre()
    {
        std::string text;
        std::size_t lines = 0;
        const auto log = test::generateLog(8'000).text;
        wire::forEachLine(log, [&](std::string_view line, std::uint32_t number) {
            text.append(line).append(number % 7 == 0 ? "\r\n" : "\n");
            ++lines;
            if (number % 97 != 0)
                return;
            text += std::string("a line of somebody else's\n") + '\0' + std::string(line) + '\0' + "\n\n";
            lines += 3;
        });
        text += "7,1,1,-;the last line has no end";
        ++lines;
        QVERIFY(text.size() > wire::SkimAhead::largeBytes);

        const auto whole = Trace::fromText(text);
        auto pieces = Trace::fromText({});
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find('\n', at + 5'000), text.size() - 1) + 1;
            pieces.append(text.substr(at, end - at));
            at = end;
        }
        QCOMPARE(whole.lineCount(), static_cast<std::uint32_t>(lines));
        QCOMPARE(pieces.lineCount(), whole.lineCount());
        QCOMPARE(pieces.events().size(), whole.events().size());
        QCOMPARE(pieces.traversals().size(), whole.traversals().size());
        for (std::size_t i = 0; i < whole.events().size(); ++i) {
            const auto &a = whole.events()[i], &b = pieces.events()[i];
            QVERIFY(isSameHeader(a, b) && a.timeUs == b.timeUs && a.textOffset == b.textOffset);
            QVERIFY(a.line == b.line && a.traversal == b.traversal && a.next == b.next && a.chain == b.chain);
            QVERIFY(a.in == b.in && a.out == b.out && a.ttl == b.ttl && a.flags == b.flags);
            QVERIFY(whole.text(a) == pieces.text(b) && a.prefixHash == b.prefixHash);
        }
        for (std::size_t i = 0; i < whole.traversals().size(); ++i) {
            const auto &a = whole.traversals()[i], &b = pieces.traversals()[i];
            QVERIFY(a.reply == b.reply && a.replyTo == b.replyTo && a.doubtful == b.doubtful);
        }
    }

    void aReaderThatStopsEarlyWaitsForNobody()
    {
        const auto log = test::generateLog(40'000).text;
        wire::SkimAhead ahead(log);
        QVERIFY(ahead.next() != nullptr);
        QVERIFY(ahead.lineCount() > 0 && ahead.lineCount() < 40'000);
    }

    // What the second thread does while it waits is done in portions, and the lines come all the same.
    void theSecondThreadHasTimeForOthers()
    {
        const auto log = test::generateLog(40'000).text;
        std::atomic<int> portions = 0;
        wire::SkimAhead ahead(log, [&] { return ++portions < 3; });
        QTRY_VERIFY(portions >= 3); // nobody reads: it waits
        std::size_t lines = 0;
        while (const auto* block = ahead.next())
            lines += block->size();
        QCOMPARE(lines, static_cast<std::size_t>(std::ranges::count(log, '\n')));
    }

    void memoryIsTakenAhead()
    {
        ChunkedList<std::uint64_t> list;
        QVERIFY(list.prepareBlock() && !list.prepareBlock()); // one is enough
        constexpr std::uint64_t many = 600'000;               // of three blocks
        std::thread other([&] {
            for (int i = 0; i < 1000; ++i)
                list.prepareBlock();
        });
        for (std::uint64_t i = 0; i < many; ++i)
            list.push_back(i);
        other.join();
        for (std::uint64_t i = 0; i < many; ++i)
            QCOMPARE(list[i], i);
    }

    // Where the system has none left, one thread reads it all.
    void itNeedsNoSecondThread()
    {
        const auto text = test::generateLog(8'000).text;
        QVERIFY(text.size() > wire::SkimAhead::largeBytes);
        pthread_attr_t usual, impossible;
        QCOMPARE(pthread_getattr_default_np(&usual), 0);
        QCOMPARE(pthread_attr_init(&impossible), 0);
        QCOMPARE(pthread_attr_setstacksize(&impossible, std::size_t{1} << 50),
                 0); // more than there are addresses
        QCOMPARE(pthread_setattr_default_np(&impossible), 0);
        QVERIFY_THROWS_EXCEPTION(std::system_error, std::thread([] {}).join());
        const auto trace = Trace::fromText(text);
        QCOMPARE(pthread_setattr_default_np(&usual), 0);
        QCOMPARE(trace.lineCount(), static_cast<std::uint32_t>(std::ranges::count(text, '\n')));
        QCOMPARE(trace.traversals().size(), Trace::fromText(text).traversals().size());
    }
};

HOOKWALK_TEST(TestSkimAhead)
#include "tst_skimahead.moc"
