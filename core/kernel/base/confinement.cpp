// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/confinement.h"

#include "kernel/base/failure.h"

#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <linux/if_tun.h>
#include <memory>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#ifdef HOOKWALK_SANITIZED
// The leak sanitizer cannot trace a process that is not dumpable, so its check at exit is switched off.
extern "C" int __lsan_is_turned_off()
{
    return prctl(PR_GET_DUMPABLE) != 1;
}
#endif

namespace hookwalk::kernel
{

namespace
{

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

// Calls that this machine's kernel does not have are skipped.
class List
{
public:
    List(std::uint32_t otherwise, std::uint32_t listed)
        : m_filter(seccomp_init(otherwise))
        , m_action(listed)
    {
    }
    void add(std::initializer_list<int> calls)
    {
        for (const int call : calls)
            add(call, {});
    }
    void add(int call, std::initializer_list<scmp_arg_cmp> conditions)
    {
        if (m_error == 0 && m_filter)
            m_error = seccomp_rule_add_array(m_filter.get(), m_action, call,
                                             static_cast<unsigned>(conditions.size()), conditions.begin());
    }
    Result<void> load() const
    {
        const int error = !m_filter ? -ENOMEM : m_error != 0 ? m_error : seccomp_load(m_filter.get());
        if (error == 0)
            return {};
        return systemFailure(say("calls-not-restricted"), -error, say("needs-seccomp"));
    }

private:
    Filter m_filter;
    std::uint32_t m_action;
    int m_error = 0; // errno, negative
};

scmp_arg_cmp without(unsigned argument, int flags)
{
    return {argument, SCMP_CMP_MASKED_EQ, static_cast<scmp_datum_t>(flags), 0};
}

scmp_arg_cmp equal(unsigned argument, int value)
{
    return {argument, SCMP_CMP_EQ, static_cast<scmp_datum_t>(value), 0};
}

// What every C++ program needs.
void addEverydayCalls(List& list)
{
    list.add({SCMP_SYS(read),         SCMP_SYS(write),           SCMP_SYS(readv),
              SCMP_SYS(writev),       SCMP_SYS(close),           SCMP_SYS(lseek),
              SCMP_SYS(_llseek),      SCMP_SYS(fstat),           SCMP_SYS(fstat64),
              SCMP_SYS(newfstatat),   SCMP_SYS(fstatat64),       SCMP_SYS(statx),
              SCMP_SYS(munmap),       SCMP_SYS(mremap),          SCMP_SYS(madvise),
              SCMP_SYS(brk),          SCMP_SYS(rt_sigaction),    SCMP_SYS(rt_sigprocmask),
              SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn),       SCMP_SYS(restart_syscall),
              SCMP_SYS(exit),         SCMP_SYS(exit_group),      SCMP_SYS(futex),
              SCMP_SYS(futex_time64), SCMP_SYS(getpid),          SCMP_SYS(gettid),
              SCMP_SYS(getuid),       SCMP_SYS(geteuid),         SCMP_SYS(getuid32),
              SCMP_SYS(geteuid32),    SCMP_SYS(clock_gettime),   SCMP_SYS(clock_gettime64),
              SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_nanosleep_time64),
              SCMP_SYS(nanosleep),    SCMP_SYS(getrandom),       SCMP_SYS(poll),
              SCMP_SYS(ppoll),        SCMP_SYS(ppoll_time64),    SCMP_SYS(fcntl),
              SCMP_SYS(fcntl64),      SCMP_SYS(recvfrom),        SCMP_SYS(sendto),
              SCMP_SYS(sched_yield),  SCMP_SYS(getdents64),      SCMP_SYS(readlink),
              SCMP_SYS(readlinkat),   SCMP_SYS(access),          SCMP_SYS(faccessat),
              SCMP_SYS(faccessat2)});
    // No new memory can be made executable.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)})
        list.add(call, {without(2, PROT_EXEC)});
    list.add(SCMP_SYS(tgkill), {equal(2, 6 /* SIGABRT */)}); // abort()
#ifdef HOOKWALK_SANITIZED
    // What the sanitizers' own library does to report, and the tracer thread that looks for leaks at the end.
    list.add({SCMP_SYS(getdents),
              SCMP_SYS(tkill),
              SCMP_SYS(sigaltstack),
              SCMP_SYS(clone),
              SCMP_SYS(clone3),
              SCMP_SYS(ptrace),
              SCMP_SYS(wait4),
              SCMP_SYS(prctl),
              SCMP_SYS(arch_prctl),
              SCMP_SYS(prlimit64),
              SCMP_SYS(getrlimit),
              SCMP_SYS(open),
              SCMP_SYS(mmap),
              SCMP_SYS(mprotect),
              SCMP_SYS(tgkill),
              SCMP_SYS(kill),
              SCMP_SYS(getppid),
              SCMP_SYS(sched_getaffinity),
              SCMP_SYS(process_vm_readv),
              SCMP_SYS(rt_tgsigqueueinfo),
              SCMP_SYS(pipe),
              SCMP_SYS(pipe2),
              SCMP_SYS(dup2),
              SCMP_SYS(uname),
              SCMP_SYS(sysinfo)});
#endif
}

void allowOpening(List& list, int forbidden)
{
    list.add(SCMP_SYS(open), {without(1, forbidden)});
    list.add(SCMP_SYS(openat), {without(2, forbidden)});
}

// rtnetlink, netfilter, packet and raw sockets. No AF_UNIX socket: through one, another program could be
// asked to act with root's rights.
void addNetworkCalls(List& list)
{
    for (const int family : {AF_NETLINK, AF_INET, AF_INET6, AF_PACKET})
        list.add(SCMP_SYS(socket), {equal(0, family)});
    list.add({SCMP_SYS(bind), SCMP_SYS(getsockname), SCMP_SYS(setsockopt), SCMP_SYS(getsockopt),
              SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(recvmmsg), SCMP_SYS(recvmmsg_time64),
              SCMP_SYS(select), SCMP_SYS(_newselect), SCMP_SYS(pselect6), SCMP_SYS(pselect6_time64)});
    for (const int request : {SIOCGIFNAME, SIOCGIFINDEX}) // if_indextoname(3)
        list.add(SCMP_SYS(ioctl), {equal(1, request)});
}

// Settings, and journals that exist already.
void addFileCalls(List& list)
{
    list.add({SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(flock), SCMP_SYS(ftruncate),
              SCMP_SYS(ftruncate64), SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(stat), SCMP_SYS(stat64),
              SCMP_SYS(lstat), SCMP_SYS(lstat64), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rmdir),
              SCMP_SYS(capget), SCMP_SYS(pidfd_open)});
}

// O_TMPFILE has a bit of its own beside O_DIRECTORY.
constexpr int aNewFile = O_CREAT | (O_TMPFILE & ~O_DIRECTORY);

List listFor(Duty duty)
{
    constexpr std::uint32_t refused = SCMP_ACT_ERRNO(EPERM);
    if (duty == Duty::Words) {
        List forbidden(SCMP_ACT_ALLOW, refused);
        forbidden.add({SCMP_SYS(ptrace),      SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
                       SCMP_SYS(mount),       SCMP_SYS(umount2),          SCMP_SYS(move_mount),
                       SCMP_SYS(open_tree),   SCMP_SYS(fsopen),           SCMP_SYS(pivot_root),
                       SCMP_SYS(chroot),      SCMP_SYS(unshare),          SCMP_SYS(setns),
                       SCMP_SYS(bpf),         SCMP_SYS(perf_event_open),  SCMP_SYS(userfaultfd),
                       SCMP_SYS(keyctl),      SCMP_SYS(add_key),          SCMP_SYS(request_key),
                       SCMP_SYS(init_module), SCMP_SYS(finit_module),     SCMP_SYS(delete_module),
                       SCMP_SYS(kexec_load),  SCMP_SYS(kexec_file_load),  SCMP_SYS(reboot),
                       SCMP_SYS(mknod),       SCMP_SYS(mknodat),          SCMP_SYS(chmod),
                       SCMP_SYS(fchmod),      SCMP_SYS(fchmodat),         SCMP_SYS(chown),
                       SCMP_SYS(fchown),      SCMP_SYS(fchownat),         SCMP_SYS(io_uring_setup),
                       SCMP_SYS(pidfd_getfd)});
        return forbidden;
    }
    List allowed(refused, SCMP_ACT_ALLOW);
    addEverydayCalls(allowed);
    if (duty == Duty::Look) {
        allowOpening(allowed, O_WRONLY | O_RDWR | aNewFile);
        return allowed;
    }
    addNetworkCalls(allowed);
    addFileCalls(allowed);
    allowOpening(allowed, duty == Duty::ServeRootsLab ? 0 : aNewFile);
    if (duty == Duty::Undo) {
        allowed.add(SCMP_SYS(ioctl), {equal(1, TUNSETIFF)}); // the flags of a tun
        return allowed;
    }
    // libnftables loads libxtables' extensions when it meets a rule of iptables: code that is never writable.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mmap2)})
        allowed.add(call, {equal(2, PROT_READ | PROT_EXEC), without(3, MAP_ANONYMOUS)});
    // Tun devices, ring buffers of kernel events, polling of several sources.
    allowed.add({SCMP_SYS(ioctl), SCMP_SYS(connect), SCMP_SYS(shutdown), SCMP_SYS(dup),
                 SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait),
                 SCMP_SYS(timerfd_create), SCMP_SYS(timerfd_settime), SCMP_SYS(timerfd_settime64)});
    if (duty == Duty::ServeRootsLab)
        allowed.add({SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(fchmod)});
    return allowed;
}

} // namespace

Result<void> confineTo(Duty duty)
{
    return listFor(duty).load();
}

} // namespace hookwalk::kernel
