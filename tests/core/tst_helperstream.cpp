// SPDX-License-Identifier: GPL-3.0-or-later
// The stream thread, with bytes in any cut and from both sources.
#include "protocol/reportbatch.h"
#include "session/helperstream.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "support/threadsanitizer.h"

#include <cstring>
#include <poll.h>
#include <QElapsedTimer>
#include <QTest>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace hookwalk;
using namespace hookwalk::session;

namespace
{

// Both ends of the socket, and what has been taken from the stream.
class Listener : public QObject
{
public:
    Listener()
    {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0) {
            m_near = UniqueFd(ends[0]);
            far = UniqueFd(ends[1]);
        }
        connect(&stream, &HelperStream::arrived, this, &Listener::take, Qt::QueuedConnection);
        stream.start(m_near.get());
    }
    ~Listener() override { stream.stop(); }

    void say(std::string_view bytes) const
    {
        (void)!::send(far.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    void say(const protocol::Reply& reply) const { say(protocol::encode(reply)); }
    void say(std::string bytes, int descriptor) const
    {
        alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
        iovec part{bytes.data(), bytes.size()};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
        (void)!::sendmsg(far.get(), &message, MSG_NOSIGNAL);
    }

    QStringList order; // "lines", "answer", "end"
    std::string lines;
    std::vector<protocol::Reply> answers;
    std::optional<Error> end;
    int announcements = 0;
    UniqueFd far;
    HelperStream stream;

private:
    void take()
    {
        ++announcements;
        for (auto& item : stream.take()) {
            if (const auto* text = std::get_if<HelperStream::Lines>(&item)) {
                order << QStringLiteral("lines");
                lines += text->text;
            } else if (auto* answer = std::get_if<HelperStream::Answer>(&item)) {
                order << (answer->descriptor ? QStringLiteral("answer with descriptor")
                                             : QStringLiteral("answer"));
                answers.push_back(std::move(answer->reply));
            } else {
                order << QStringLiteral("end");
                end = std::get<HelperStream::End>(item).error;
            }
        }
    }

    UniqueFd m_near;
};

std::string twoLines()
{
    return test::LogLines().at("raw PREROUTING", {"tun0", ""}).at("mangle PREROUTING", {"tun0", ""}).text();
}

std::string nflogBatch(std::span<const std::uint8_t> packet)
{
    std::string batch;
    wire::PacketReport event;
    event.prefix = "raw-OUTPUT [1]";
    event.out = "tun0";
    event.packet = packet;
    protocol::append(event, batch);
    return batch;
}

} // namespace

class TestHelperStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNobodyTakesIsLeftToTheHelper()
    {
        Listener listener; // takes nothing: its event loop does not run
        constexpr std::size_t some = 1024 * 1024, all = 2 * HelperStream::mostWaiting;
        const auto frame = protocol::encode(protocol::KernelLogLines{std::string(some - 1, 'x') + '\n'});
        std::size_t sent = 0;
        const auto sendUntil = [&](std::size_t end, int atMostMs) {
            pollfd writable{listener.far.get(), POLLOUT, 0};
            while (sent < end && ::poll(&writable, 1, atMostMs) == 1) {
                const auto rest = std::string_view(frame).substr(sent % frame.size());
                const auto size = ::send(listener.far.get(), rest.data(), rest.size(), MSG_DONTWAIT);
                sent += size > 0 ? std::size_t(size) : 0;
            }
        };
        sendUntil(all, 300);
        QVERIFY(sent < HelperStream::mostWaiting + 4 * some);
        const auto whole = (sent / frame.size() + 1) * frame.size();
        QTRY_VERIFY(!listener.lines.empty());
        sendUntil(whole, 5000);
        QTRY_COMPARE(listener.lines.size(), whole / frame.size() * some);
    }

    void linesAndAnswersKeepTheirOrder()
    {
        Listener listener;
        listener.say(protocol::KernelLogLines{twoLines()});
        listener.say(protocol::Done{7});
        listener.say(protocol::KernelLogLines{twoLines()});
        QTRY_COMPARE(listener.order, (QStringList{"lines", "answer", "lines"}));
        QCOMPARE(listener.lines, twoLines() + twoLines());
        QCOMPARE(std::get<protocol::Done>(listener.answers[0]).request, 7u);
    }

    void packetsOfNflogBecomeLines()
    {
        Listener listener;
        const std::array<std::uint8_t, 3> packet{0x45, 0, 0};
        listener.say(protocol::PacketReports{nflogBatch(packet)});
        QTRY_COMPARE(listener.lines,
                     std::string("7,0,0,-,source=nflog;raw-OUTPUT [1]IN= OUT=tun0 TRUNCATED\n"));
    }

    void bytesMayComeInAnyCut()
    {
        Listener listener;
        const std::string bytes = protocol::encode(protocol::Reply(protocol::KernelLogLines{twoLines()})) +
                                  protocol::encode(protocol::Reply(protocol::Done{1}));
        for (const char byte : bytes)
            listener.say(std::string_view(&byte, 1));
        QTRY_COMPARE(listener.order, (QStringList{"lines", "answer"}));
        QCOMPARE(listener.lines, twoLines());
    }

    void aDescriptorGoesWithItsOwnAnswer()
    {
        Listener listener;
        const auto bytes = protocol::encode(protocol::Reply(protocol::Done{1})) +
                           protocol::encode(protocol::Reply(protocol::Done{2, true}));
        listener.say(bytes, STDOUT_FILENO);
        QTRY_COMPARE(listener.order, (QStringList{"answer", "answer with descriptor"}));
    }

    void manyLinesComeInFewAnnouncements()
    {
        Listener listener;
        QElapsedTimer clock;
        clock.start();
        std::thread helper([&listener] {
            for (int i = 0; i < 2000; ++i)
                listener.say(protocol::KernelLogLines{twoLines()});
        });
        QTRY_COMPARE(listener.lines.size(), twoLines().size() * 2000);
        helper.join();
        QVERIFY(listener.announcements <= clock.elapsed() / 16 + 2);
    }

    void whatWasLostStandsInTheStreamToo()
    {
        Listener listener;
        listener.say(protocol::KernelLogLines{"7,1,2,-;a\n"});
        listener.say(protocol::Lost{1, 2, 3, 4, 5});
        QTRY_COMPARE(listener.answers.size(), std::size_t{1});
        const auto told = listener.lines.find(
            R"(hookwalk lost {"kernelLog":1,"nflog":2,"nftrace":3,"connections":4,"frames":5})");
        QVERIFY(told != std::string::npos && told > listener.lines.find(";a"));
    }

    void theEndOfTheSocketIsTold()
    {
        Listener listener;
        listener.say(protocol::Done{1});
        listener.far.close();
        QTRY_COMPARE(listener.order, (QStringList{"answer", "end"}));
        QVERIFY(listener.end->code == ErrorCode::HelperGone);
    }

    void nonsenseEndsTheStream_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto encoded = [](const protocol::Reply& reply) {
            return QByteArray::fromStdString(protocol::encode(reply));
        };
        QTest::newRow("length") << QByteArray(8, '\xff');
        QTest::newRow("kind") << QByteArray("\x01\x00\x00\x00\x63", 5);
        const std::array<std::uint8_t, 1> packet{0x45};
        QTest::newRow("batch") << encoded(protocol::PacketReports{nflogBatch(packet).substr(0, 30)});
    }
    void nonsenseEndsTheStream()
    {
        QFETCH(QByteArray, bytes);
        Listener listener;
        listener.say({bytes.data(), std::size_t(bytes.size())});
        QTRY_VERIFY(listener.end.has_value());
        QVERIFY(listener.end->code == ErrorCode::ProtocolError);
    }

    void stoppingWorksWhileLinesArrive()
    {
        Listener listener;
        std::thread helper([&listener] {
            for (int i = 0; i < 2000; ++i)
                listener.say(protocol::KernelLogLines{twoLines()});
        });
        QTRY_VERIFY(!listener.lines.empty());
        listener.stream.stop();
        helper.join();
    }
};

HOOKWALK_TEST(TestHelperStream)
#include "tst_helperstream.moc"
