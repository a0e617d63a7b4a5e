// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings: opened, they show what was seen; cut, damaged and newer ones what can be read of them.
#include "recording/livefile.h"
#include "session/recordingfile.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/knowledge.h"
#include "words/traversaljson.h"

#include <algorithm>
#include <filesystem>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <set>
#include <unistd.h>

using namespace hookwalk;
using recording::View;

namespace
{

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Each packet that is kept, in all words; `apart`: how many packets were before the first one.
std::vector<std::string> walks(const Trace& trace)
{
    std::vector<std::string> all;
    const auto first = static_cast<TraversalIndex>(trace.traversals().first());
    for (auto i = first; i < trace.traversals().size(); ++i) {
        auto json = toJson(trace, walkOf(trace, i));
        json["packet"] = i - first;
        if (json.contains("reply_to") && json["reply_to"].is_number())
            json["reply_to"] = json["reply_to"].get<std::uint32_t>() - first;
        all.push_back(json.dump());
    }
    return all;
}

std::string manyPackets(int count)
{
    test::LogLines log;
    for (int i = 0; i < count; ++i) {
        for (const auto& chain : test::requestChains)
            log.at(chain, test::requestAt(chain, 7 + i, 1 + i));
    }
    return log.text();
}

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    const QString m_file = m_dir.filePath(QStringLiteral("saved.hookwalk"));

    Trace savedAndOpened(const Trace& trace, const std::vector<Flag>& flags = {}, const View& view = {})
    {
        const recording::Snapshot snapshot(trace, session::recordingHead("lab", true), flags, view);
        if (!session::saveRecording(m_file, snapshot))
            qFatal("not saved");
        return opened();
    }
    Trace opened()
    {
        auto trace = Trace::open(m_file.toStdString());
        if (!trace)
            qFatal("not opened: %s", trace.error().said.code.c_str());
        return std::move(*trace);
    }
    void write(const QByteArray& bytes)
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void whatIsOpenedIsWhatWasSaved_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* folder : {HOOKWALK_TEST_DATA "/traces", HOOKWALK_TEST_DATA "/streams",
                                   HOOKWALK_SOURCE_DIR "/resources/examples"}) {
            for (QDirIterator it(QString::fromUtf8(folder), QDir::Files); it.hasNext();) {
                const auto path = it.next();
                QTest::newRow(qPrintable(it.fileName())) << path;
            }
        }
    }
    void whatIsOpenedIsWhatWasSaved()
    {
        QFETCH(QString, path);
        const auto live = Trace::fromText(bytesOf(path).toStdString());
        const auto last = static_cast<EventIndex>(live.events().size() - 1);
        const std::vector<Flag> flags{{1, ""}, {last + 1, "»here«, 100 %\n"}};
        const View view{live.events()[last].traversal, 3, "dropped,!udp 10.0.0.0/8", "even"};

        const auto same = savedAndOpened(live, flags, view);
        QCOMPARE(same.remark().code, std::string());
        QVERIFY(walks(same) == walks(live)); // numbers of lines in their evidence, too
        QCOMPARE(same.lineCount(), live.lineCount());
        QVERIFY(recording::flagsIn(same) == flags);
        QVERIFY(recording::viewIn(same) == view);

        // Saved again without them, nothing of them is left in the file.
        const auto again = savedAndOpened(same);
        QVERIFY(walks(again) == walks(live));
        QVERIFY(recording::flagsIn(again).empty());
        QVERIFY(again.wholeText().find("here") == std::string::npos);
        QCOMPARE(again.recorded("recording"), same.recorded("recording"));
    }

    void whereOldPacketsWereForgottenTheRestIsAsItWas()
    {
        Trace live;
        live.append(test::LogLines().fact("sources", R"({"sightings":"kmsg","rules":false})").text());
        for (int i = 0; i < 3; ++i)
            live.append(manyPackets(200));
        live.keepLatest(150);
        const auto first = static_cast<EventIndex>(live.events().first());
        const View view{static_cast<TraversalIndex>(live.traversals().first()) + 9, 2, "", ""};
        const auto same = savedAndOpened(live, {{1, "forgotten"}, {first + 40, "kept"}}, view);
        // A few packets before them stand in the same piece of text.
        const auto before = walks(same).size() - 150;
        const auto kept = walks(live);
        QVERIFY(same.knowledge().isOurs());
        const auto flags = recording::flagsIn(same);
        QCOMPARE(flags.size(), 1U);
        QCOMPARE(same.events()[flags[0].record - 1].line, live.events()[first + 39].line);
        QCOMPARE(recording::viewIn(same)->packet, TraversalIndex(before + 9));
        QCOMPARE(same.lineCount(), live.lineCount());
        for (TraversalIndex i = 0; i < 150; ++i)
            QCOMPARE(same.traversals()[TraversalIndex(before) + i].eventCount,
                     live.traversals()[TraversalIndex(live.traversals().first()) + i].eventCount);
    }

    void whatWasFlushedIsReadWhereverTheFileEnds()
    {
        recording::Packer packer(1);
        std::string packed, text;
        std::vector<std::pair<std::size_t, std::size_t>> flushed; // bytes of the file, of the text
        for (int i = 0; i < 12; ++i) {
            const auto lines = manyPackets(i);
            packer.add(lines, packed);
            packer.flush(packed);
            text += lines;
            flushed.emplace_back(packed.size(), text.size());
        }
        for (const auto& [bytes, readable] : flushed) {
            if (readable == 0)
                continue;
            write(QByteArray::fromRawData(packed.data(), qsizetype(bytes)));
            const auto trace = opened();
            QVERIFY(trace.wholeText() == text.substr(0, readable));
            QCOMPARE(trace.remark().code, std::string("file-ends-early"));
        }
        packer.finish(packed);
        write(QByteArray::fromStdString(packed));
        QCOMPARE(opened().remark().code, std::string());
    }

    void aDamagedPlaceCostsNoMoreThanWhatIsNearIt()
    {
        const auto text = manyPackets(2000); // some 3 MiB
        const auto trace = savedAndOpened(Trace::fromText(text));
        auto bytes = bytesOf(m_file);
        for (auto at = bytes.size() / 4; at < bytes.size() / 4 + 200; ++at)
            bytes[at] = char(0x55);
        write(bytes);
        const auto rest = opened();
        QCOMPARE(rest.remark().code, std::string("file-packed-badly"));
        QVERIFY(rest.wholeText().size() > text.size() / 2 && rest.wholeText().size() < text.size());
        QVERIFY(rest.wholeText().find(text.substr(text.size() - 300)) != std::string::npos);
    }

    // Of the file and of each member in it.
    void damageAtTheVeryFirstByteIsSaid()
    {
        const auto first = manyPackets(3), second = manyPackets(5);
        const auto packed = [](const std::string& text) {
            recording::Packer packer(1);
            std::string bytes;
            packer.add(text, bytes);
            packer.finish(bytes);
            return bytes;
        };
        const auto whole = packed(first) + packed(second) + packed(first);
        const auto later = packed(first).size();
        for (const std::size_t byte : {0U, 1U, 2U}) {
            auto bytes = whole;
            bytes[byte] = 'x';
            write(QByteArray::fromStdString(bytes));
            QCOMPARE(opened().remark().code, std::string("file-packed-badly"));
            QVERIFY(opened().wholeText().ends_with(second + first));
            bytes = whole;
            bytes[later + byte] = 'x';
            write(QByteArray::fromStdString(bytes));
            QCOMPARE(opened().remark().code, std::string("file-packed-badly"));
            QVERIFY(opened().wholeText().starts_with(first) && opened().wholeText().ends_with(first));
        }
        write(QByteArray::fromStdString(whole + std::string(700, '\0'))); // what fills up a block
        QCOMPARE(opened().remark().code, std::string());
        QVERIFY(opened().wholeText() == first + second + first);
        write(QByteArray::fromStdString(whole + "and more"));
        QCOMPARE(opened().remark().code, std::string("file-packed-badly"));
    }

    void aNewerOneIsReadWithASentence()
    {
        const auto text = "6,0,0,-,source=hookwalk;hookwalk recording {\"format\":2,\"line\":[]}\n" +
                          manyPackets(2) + "6,0,0,-,source=hookwalk;hookwalk mood {\"weather\":1}\n";
        write(QByteArray::fromStdString(text));
        const auto trace = opened();
        QCOMPARE(trace.traversals().size(), 2U);
        QCOMPARE(trace.remark(), say("recording-newer", m_file.toStdString(), 2));
    }

    void recordingsCanBeJoined()
    {
        const auto one = Trace::fromText(manyPackets(3));
        savedAndOpened(one);
        const auto bytes = bytesOf(m_file);
        write(bytes + bytes);
        QCOMPARE(opened().lineCount(), 2 * one.lineCount());
    }

    void aBombIsRefused()
    {
        recording::Packer packer(1);
        std::string packed;
        packer.add(manyPackets(1), packed);
        const std::string zeros(1 << 20, '\0');
        for (int i = 0; i < 260; ++i)
            packer.add(zeros, packed);
        packer.finish(packed);
        QVERIFY(packed.size() < 2'000'000);
        write(QByteArray::fromStdString(packed));
        const auto trace = Trace::open(m_file.toStdString());
        QVERIFY(!trace);
        QCOMPARE(trace.error().said.code, std::string("file-of-zeros"));
    }

    void aCrashedWindowLeavesWhatItSaw()
    {
        const auto folder = m_dir.filePath(QStringLiteral("state/hookwalk")).toStdString();
        const auto first = manyPackets(20), second = manyPackets(30), third = manyPackets(10);
        const auto facts = test::LogLines().fact("sources", R"({"sightings":"kmsg"})").text();
        const auto whole = Trace::fromText(facts + first + second + third);
        {
            // Small segments: of three the oldest goes, and facts that hold are told again.
            auto live =
                recording::LiveFile::create(folder, session::recordingHead("live", true), first.size());
            QVERIFY(live);
            QVERIFY(live->add(facts) && live->add(first)); // the oldest
            QVERIFY(live->add(second) && live->add(third));
            QVERIFY(live->mark(recording::flagsLine(whole, {{1, "gone"}, {200, "kept"}})));
            QVERIFY(live->flush());
            QVERIFY(!recording::findLeft(folder)); // another window does not take it
        }
        auto left = recording::findLeft(folder);
        QVERIFY(left);
        QVERIFY(!recording::findLeft(folder));
        const auto trace = Trace::open(left->path);
        QVERIFY(trace);
        QVERIFY(trace->knowledge().isOurs());
        QVERIFY(trace->wholeText().find(second) != std::string::npos);
        const auto lines = std::ranges::count(facts + first + second, '\n');
        QCOMPARE(trace->events()[trace->events().first()].line, whole.events()[EventIndex(160)].line);
        QCOMPARE(trace->lineCount(), std::uint32_t(lines + 80));
        const auto flags = recording::flagsIn(*trace);
        QCOMPARE(flags.size(), 1U);
        QCOMPARE(trace->events()[flags[0].record - 1].line, whole.events()[EventIndex(199)].line);
        left->remove();
        left.reset();
        QVERIFY(!recording::findLeft(folder));
    }

    void aCrashBetweenTwoSegmentsLosesNothing()
    {
        const auto folder = m_dir.filePath(QStringLiteral("between")).toStdString();
        const auto first = manyPackets(20);
        {
            auto live = recording::LiveFile::create(folder, {}, first.size());
            QVERIFY(live && live->add(first) && live->flush()); // full: it has got its other name
        }
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() != ".older")
                std::filesystem::remove(entry.path());
        }
        const auto left = recording::findLeft(folder);
        QVERIFY(left);
        QVERIFY(Trace::open(left->path)->wholeText().find(first) != std::string::npos);
        left->remove();
        QVERIFY(std::filesystem::is_empty(folder));
    }

    // It may be readable by other means; one that is ours and tells of no packet is not worth a question.
    void whatCannotBeReadIsKept()
    {
        const auto folder = m_dir.filePath(QStringLiteral("unreadable"));
        QVERIFY(recording::LiveFile::create(folder.toStdString(), {})->flush()); // no packet yet
        const auto path = folder + QStringLiteral("/live-1-1.hookwalk");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray(5000, 'x')) == 5000);
        file.close();
        QVERIFY(!recording::findLeft(folder.toStdString()));
        QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList{QStringLiteral("live-1-1.hookwalk")});
    }

    // Process numbers come again, after a start of the machine for one.
    void noFileOfACrashIsWrittenOver()
    {
        const auto folder = m_dir.filePath(QStringLiteral("again")).toStdString();
        std::set<std::string> paths;
        for (int i = 0; i < 3; ++i) {
            const auto next = folder + "/live-" + std::to_string(::getpid()) + '-';
            {
                auto live = recording::LiveFile::create(folder, {});
                QVERIFY(live && live->add(manyPackets(1 + i)) && live->flush());
            }
            for (const auto& entry : std::filesystem::directory_iterator(folder))
                paths.insert(entry.path());
            // What the next one would be called is there already.
            const auto last = *std::ranges::max_element(
                paths, {}, [](const auto& one) { return std::pair(one.size(), one); });
            const auto number = std::stoi(last.substr(next.size()));
            const auto taken = next + std::to_string(number + 1) + ".hookwalk";
            std::filesystem::rename(last, taken);
            paths.erase(last);
            paths.insert(taken);
        }
        QCOMPARE(paths.size(), std::size_t{3});
        for (const auto& path : paths)
            QVERIFY(Trace::open(path));
    }

    void aFlagThatWasTakenAwayStaysAway()
    {
        const auto folder = m_dir.filePath(QStringLiteral("flags")).toStdString();
        const auto text = manyPackets(20);
        const auto trace = Trace::fromText(text);
        for (const bool isOtherSegment : {false, true}) {
            {
                auto live = recording::LiveFile::create(folder, {}, text.size() + 1);
                QVERIFY(live && live->add(text));
                QVERIFY(live->mark(recording::flagsLine(trace, {{1, ""}}) + recording::viewLine(trace, {})));
                QVERIFY(!isOtherSegment || live->add(text));
                QVERIFY(live->mark(recording::viewLine(trace, {})));
                QVERIFY(live->flush());
            }
            const auto left = recording::findLeft(folder);
            QVERIFY(left);
            QVERIFY(recording::flagsIn(*Trace::open(left->path)).empty());
            left->remove();
        }
    }

    void aFullDiskIsOneSentence()
    {
        auto live = recording::LiveFile::create("/dev/full/state", {});
        QVERIFY(!live);
        QCOMPARE(live.error().said.code, std::string("autosave-ended"));
    }

    void itIsSmall()
    {
        const auto text = manyPackets(1000);
        savedAndOpened(Trace::fromText(text));
        QVERIFY(std::size_t(QFile(m_file).size()) * 4 < text.size());
    }
};

HOOKWALK_TEST(TestRecording)
#include "tst_recording.moc"
