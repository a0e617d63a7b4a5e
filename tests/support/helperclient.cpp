// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/helperclient.h"

#include "protocol/reportbatch.h"
#include "wire/loglinewriter.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>

namespace hookwalk::test
{

namespace
{

using std::chrono::milliseconds;
using std::chrono::steady_clock;
// Long, because only what fails waits for it to pass, and a loaded machine is slow.
constexpr auto patience = std::chrono::seconds(30);
constexpr uid_t nobody = 65534;
constexpr auto ownPrograms = HOOKWALK_BIN_DIR;
constexpr auto nobodysPlace = "/opt"; // of the FHS, so on every machine
constexpr auto nobodysPrograms = "/opt/bin";

// In the child, between fork and exec: system calls only.
bool prepare(Machine machine)
{
    if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", "/dev/net", "tmpfs", 0, "mode=0755") != 0 ||
        mount(HOOKWALK_BIN_DIR "/..", nobodysPlace, nullptr, MS_BIND, nullptr) != 0)
        return false;
    if (machine == Machine::WithoutTun)
        return true;
    const mode_t mode = machine == Machine::WithForbiddenTun ? 0600 : 0666;
    if (mknod("/dev/net/tun", S_IFCHR, makedev(10, 200)) != 0 || chmod("/dev/net/tun", mode) != 0)
        return false;
    // The kernel gives no user namespace to a process whose root is not that of its mount namespace.
    return machine != Machine::WithoutUserNamespaces ||
           (mount("/", "/mnt", nullptr, MS_BIND | MS_REC, nullptr) == 0 && chroot("/mnt") == 0 &&
            chdir("/") == 0);
}

int leftOf(steady_clock::time_point end)
{
    const auto left = std::chrono::ceil<milliseconds>(end - steady_clock::now());
    return static_cast<int>(std::max(left, milliseconds::zero()).count());
}

} // namespace

bool becomeNobody(Machine machine)
{
    return prepare(machine) && setgroups(0, nullptr) == 0 && setresgid(nobody, nobody, nobody) == 0 &&
           setresuid(nobody, nobody, nobody) == 0;
}

std::string programOf(User user, const std::string& name)
{
    return std::string(user == User::Nobody ? nobodysPrograms : ownPrograms) + '/' + name;
}

HelperClient::HelperClient(User user, Machine machine)
{
    start(programOf(user, "hookwalk-helper"), [=] { return user == User::Root || becomeNobody(machine); });
}

HelperClient::HelperClient(const std::function<bool()>& enter)
{
    start(programOf(User::Root, "hookwalk-helper"), enter);
}

HelperClient::HelperClient(const std::function<bool()>& enter, const std::string& program,
                           const char* argument)
{
    start(program, enter, argument);
}

void HelperClient::start(const std::string& program, const std::function<bool()>& enter, const char* argument)
{
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        std::abort();
    m_socket = UniqueFd(ends[0]);
    const UniqueFd theirs(ends[1]);
    m_pid = fork();
    if (m_pid == 0) {
        if (!enter())
            _exit(100);
        dup2(theirs.get(), STDIN_FILENO);
        execl(program.c_str(), program.c_str(), argument, nullptr);
        _exit(101);
    }
}

HelperClient::~HelperClient()
{
    if (m_pid > 0) {
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
}

std::uint32_t HelperClient::send(const protocol::Request& request)
{
    sendBytes(encode(protocol::NumberedRequest{++m_lastNumber, request}));
    return m_lastNumber;
}

void HelperClient::sendBytes(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto size = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (size <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

protocol::Reply HelperClient::answer(std::uint32_t number)
{
    if (!readUntil([&] { return m_answers.contains(number); }))
        return protocol::Refused{number, {ErrorCode::HelperGone, say("helper-silent")}};
    return m_answers.extract(number).mapped();
}

bool HelperClient::readUntil(const std::function<bool()>& condition)
{
    const auto end = steady_clock::now() + patience;
    while (!condition()) {
        if (isGone || !readSome(milliseconds(leftOf(end))))
            return condition();
    }
    return true;
}

bool HelperClient::readSome(milliseconds atMost)
{
    pollfd readable{m_socket.get(), POLLIN, 0};
    if (poll(&readable, 1, static_cast<int>(atMost.count())) <= 0)
        return false;
    std::vector<char> buffer(256 * 1024);
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    iovec part{buffer.data(), buffer.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const auto size = recvmsg(m_socket.get(), &message, MSG_CMSG_CLOEXEC);
    if (size <= 0) {
        isGone = true;
        return false;
    }
    if (const cmsghdr* header = CMSG_FIRSTHDR(&message); header && header->cmsg_type == SCM_RIGHTS) {
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(header), sizeof fd);
        m_descriptor = UniqueFd(fd);
    }
    m_decoder.feed({buffer.data(), static_cast<std::size_t>(size)});
    while (auto reply = m_decoder.next().value())
        keep(std::move(*reply));
    return true;
}

void HelperClient::keep(protocol::Reply reply)
{
    std::string text;
    if (const auto* kernelLog = std::get_if<protocol::KernelLogLines>(&reply)) {
        text = kernelLog->text;
    } else if (const auto* packets = std::get_if<protocol::PacketReports>(&reply)) {
        protocol::ReportBatchReader reader(packets->bytes);
        wire::PacketReport packet;
        while (reader.next(packet).value())
            wire::appendLogLine(packet, text);
    } else if (const auto* facts = std::get_if<protocol::Facts>(&reply)) {
        text = facts->text;
    } else if (const auto* told = std::get_if<protocol::Lost>(&reply)) {
        lost = *told;
    } else if (const auto* shown = std::get_if<protocol::DevicesShown>(&reply)) {
        devices = *shown;
        ++devicesTold;
    } else {
        std::visit(
            [&](const auto& message) {
                if constexpr (requires { message.request; })
                    m_answers.insert_or_assign(message.request, reply);
            },
            reply);
    }
    for (std::size_t start = 0; start < text.size();) {
        const auto end = text.find('\n', start);
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
}

std::string HelperClient::makeLab()
{
    if (auto wrong = unless<protocol::Done>(ask(protocol::Hello{})); !wrong.empty())
        return wrong;
    const auto made = ask(protocol::MakeLab{});
    if (const auto* lab = std::get_if<protocol::LabMade>(&made))
        m_lab = *lab;
    return unless<protocol::LabMade>(made);
}

int HelperClient::waitForEnd()
{
    const UniqueFd process(static_cast<int>(syscall(SYS_pidfd_open, m_pid, 0)));
    pollfd ended{process.get(), POLLIN, 0};
    int status = 0, ready = 0;
    do { // again where the end of another child interrupts it
        ready = poll(&ended, 1, static_cast<int>(milliseconds(patience).count()));
    } while (ready < 0 && errno == EINTR);
    if (ready != 1 || waitpid(m_pid, &status, 0) != m_pid)
        return -1;
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace hookwalk::test
