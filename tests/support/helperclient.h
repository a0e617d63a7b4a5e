// SPDX-License-Identifier: GPL-3.0-or-later
// The other end of hookwalk-helper's socket, for tests: starts it as root or as a user without privileges,
// asks, and keeps what comes back. Plain C++; waits are bounded.
#pragma once

#include "model/uniquefd.h"
#include "protocol/codec.h"
#include "words/words.h"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hookwalk::test
{

enum class User { Root, Nobody };

// What a user without privileges (uid 65534) finds on the machine, in a mount namespace of its own: most
// machines have a /dev/net/tun of mode 0666.
enum class Machine { Usual, WithoutTun, WithForbiddenTun, WithoutUserNamespaces };

// For a child between fork and exec: makes it a process of that user. System calls only; false: it could not.
bool becomeNobody(Machine machine = Machine::Usual);
// Where that user finds a program of this build: the checkout may lie in a folder that is closed to others.
std::string programOf(User user, const std::string& name);

class HelperClient
{
public:
    explicit HelperClient(User user = User::Root, Machine machine = Machine::Usual);
    // By root in the namespaces that `enter` goes to: between fork and exec, system calls only.
    explicit HelperClient(const std::function<bool()>& enter);
    HelperClient(const std::function<bool()>& enter, const std::string& program,
                 const char* argument = nullptr);
    ~HelperClient(); // kill -9 where it is still there
    HelperClient(const HelperClient&) = delete;
    HelperClient& operator=(const HelperClient&) = delete;

    pid_t pid() const { return m_pid; }
    int socket() const { return m_socket.get(); }
    std::uint32_t send(const protocol::Request& request);
    void sendBytes(std::string_view bytes);
    void hangUp() { m_socket = UniqueFd(); }
    // The answer to a request; Refused with HelperGone where none comes within five seconds.
    protocol::Reply answer(std::uint32_t number);
    protocol::Reply ask(const protocol::Request& request) { return answer(send(request)); }
    // Reads until the condition holds, at most five seconds. False: it never did, or the helper is gone.
    bool readUntil(const std::function<bool()>& condition);

    // Hello and MakeLab; the sentence of what went wrong, or nothing.
    std::string makeLab();
    const protocol::LabMade& lab() const { return m_lab; }
    // Exit status, or 128 + signal, of a helper that ends within five seconds; -1 where it does not.
    int waitForEnd();
    int end() // when its client hangs up
    {
        hangUp();
        return waitForEnd();
    }

    // What came without being asked for. Both sources as lines in the form of /dev/kmsg.
    std::vector<std::string> lines;
    protocol::Lost lost;
    bool isGone = false;
    protocol::DevicesShown devices;
    int devicesTold = 0; // how often
    UniqueFd takeDescriptor() { return std::move(m_descriptor); }

private:
    void start(const std::string& program, const std::function<bool()>& enter,
               const char* argument = nullptr);
    bool readSome(std::chrono::milliseconds atMost);
    void keep(protocol::Reply reply);

    pid_t m_pid = -1;
    UniqueFd m_socket;
    UniqueFd m_descriptor;
    std::uint32_t m_lastNumber = 0;
    protocol::Decoder<protocol::Reply> m_decoder;
    std::map<std::uint32_t, protocol::Reply> m_answers;
    protocol::LabMade m_lab;
};

// "" where the reply is of the wanted kind, else what it is instead.
template<typename Wanted> std::string unless(const protocol::Reply& reply)
{
    if (std::holds_alternative<Wanted>(reply))
        return {};
    if (const auto* refused = std::get_if<protocol::Refused>(&reply))
        return words::text(refused->error);
    return "a reply of kind " + std::to_string(reply.index());
}

inline Error errorOf(const protocol::Reply& reply)
{
    const auto* refused = std::get_if<protocol::Refused>(&reply);
    return refused ? refused->error : Error{ErrorCode::Cancelled, say("not-refused")};
}

inline IpAddress address(const std::string& text)
{
    return IpAddress::parse(text).value_or(IpAddress());
}

} // namespace hookwalk::test
