// Owns a file descriptor and closes it.
#pragma once

#include <unistd.h>
#include <utility>

namespace hookwalk::session
{

class FileDescriptor
{
public:
    explicit FileDescriptor(int fd = -1)
        : m_fd(fd)
    {
    }
    FileDescriptor(FileDescriptor&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    FileDescriptor& operator=(FileDescriptor&& other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        other.close();
        return *this;
    }
    ~FileDescriptor() { close(); }

    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    void close()
    {
        if (isOpen())
            ::close(std::exchange(m_fd, -1));
    }

private:
    int m_fd;
};

} // namespace hookwalk::session
