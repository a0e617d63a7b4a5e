// SPDX-License-Identifier: GPL-3.0-or-later
// What a program does first. Where a caller has closed standard input, output or error, the next file that is
// opened would get its number, and what is meant for the terminal would be written into it.
#pragma once

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace hookwalk
{

// Opens for each closed standard stream a file that cannot be used, so that using it fails with EBADF. And
// ignores SIGPIPE: if the reader has gone (`| head`), write() fails instead of ending the program.
inline void secureStandardStreams()
{
    std::signal(SIGPIPE, SIG_IGN);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(fd, F_GETFD) < 0 && errno == EBADF) // open() takes the lowest free number: this one
            (void)!::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

} // namespace hookwalk
