// SPDX-License-Identifier: GPL-3.0-or-later
// The stream thread: reads and decodes what the helper sends, and turns the reports of all sources into
// lines. start(), stop() and take() are for the thread that made the object; take() returns everything that
// has arrived, in order.
#pragma once

#include "model/uniquefd.h"
#include "protocol/codec.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <QObject>
#include <span>
#include <thread>
#include <variant>

namespace hookwalk::session
{

class HelperStream : public QObject
{
    Q_OBJECT

public:
    explicit HelperStream(QObject* parent = nullptr);
    ~HelperStream() override;

    void start(int socket); // not owned; must stay open until stop()
    void stop();            // shuts the socket down and waits for the thread to end

    struct Lines {
        std::string text;
    };
    struct Answer {
        protocol::Reply reply;
        UniqueFd descriptor; // that came with it
    };
    struct End {
        Error error;
    };
    using Item = std::variant<Lines, Answer, End>; // End is the last
    std::deque<Item> take();
    // With so many bytes of lines not taken yet, the socket is no longer read. Then the helper stops reading
    // its sources, and the kernel counts what is lost.
    static constexpr std::size_t mostWaiting = 64 * 1024 * 1024;

Q_SIGNALS:
    void arrived(); // there is something to take; with nothing but lines at most about 60 times a second

private:
    void loop(int socket);
    bool receive(int socket, std::span<char> buffer);
    bool decode();
    void keep(protocol::Reply reply);
    void keepLines(std::string text);
    void end(Error error);
    bool announceIfDue(); // false: it is too early for what waits
    void waitForRoom();

    std::thread m_thread;
    int m_socket = -1;

    // the stream thread's own
    protocol::Decoder<protocol::Reply> m_decoder;
    std::deque<UniqueFd> m_descriptors;
    qint64 m_lastAnnouncedNs = 0;

    std::mutex m_mutex; // the rest
    std::condition_variable m_taken;
    std::deque<Item> m_items;
    std::size_t m_waiting = 0; // bytes of lines in m_items
    bool m_stopping = false;
    bool m_announced = false;
    bool m_urgent = false; // more than lines has come
};

} // namespace hookwalk::session
