#include "wire/textfile.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace hookwalk::wire
{

namespace
{

constexpr std::size_t sniffedBytes = 1U << 16; // a NUL byte among these: no text
constexpr std::size_t pieceSize = 1U << 20;

std::string quoted(const std::string& path)
{
    return path == "-" ? "Standard input" : '"' + path + '"';
}

// Owns a file descriptor; that of standard input stays open.
class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor()
    {
        if (m_fd > STDIN_FILENO)
            ::close(m_fd);
    }
    int get() const { return m_fd; }

private:
    int m_fd;
};

tl::unexpected<Error> cannotRead(const std::string& path, int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return failure(ErrorCode::NotFound, "There is no file " + quoted(path) + ". Check its name.", error);
    case EACCES:
    case EPERM:
        return failure(
            ErrorCode::PermissionDenied,
            quoted(path) +
                " may not be read by you. Change its permissions, or read it as root and pipe it in.",
            error);
    case EISDIR:
        return failure(ErrorCode::BadInput, quoted(path) + " is a directory. Name a log file in it.", error);
    default:
        return failure(ErrorCode::KernelRefused,
                       quoted(path) + " cannot be read: " + std::strerror(error) + '.', error);
    }
}

tl::unexpected<Error> isEmpty(const std::string& path)
{
    return failure(ErrorCode::BadInput,
                   quoted(path) + " is empty. Save a kernel log into it first, for example with dmesg.");
}

Result<void> checkIsText(const std::string& path, std::string_view start)
{
    if (start.empty())
        return isEmpty(path);
    if (start.substr(0, sniffedBytes).find('\0') == std::string_view::npos)
        return {};
    return failure(ErrorCode::BadInput,
                   quoted(path) + " is binary, not a log. Unpack it or save the log as text first.");
}

Result<Descriptor> openForReading(const std::string& path)
{
    if (path == "-")
        return Descriptor(STDIN_FILENO);
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return cannotRead(path, errno);
    Descriptor file(fd);
    struct stat status = {};
    if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
        return cannotRead(path, EISDIR);
    return file;
}

// 0: to be read, not mapped. Pipes, devices, and files of /proc, which say that they have no bytes.
std::size_t mappableSize(const std::string& path, int fd)
{
    struct stat status = {};
    if (path == "-" || ::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    return static_cast<std::size_t>(status.st_size);
}

// Appends what one read() gives; 0 at the end.
Result<std::size_t> readSome(const std::string& path, int fd, std::string& to)
{
    const std::size_t before = to.size();
    to.resize(before + pieceSize);
    ssize_t got = 0;
    do {
        got = ::read(fd, to.data() + before, pieceSize);
    } while (got < 0 && errno == EINTR);
    const int error = errno;
    to.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0)
        return cannotRead(path, error);
    return static_cast<std::size_t>(got);
}

} // namespace

struct TextFile::Mapping {
    std::string own; // text that is not mapped
    const char* mapped = nullptr;
    std::size_t size = 0;

    Mapping() = default;
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping()
    {
        if (mapped != nullptr)
            ::munmap(const_cast<char*>(mapped), size);
    }
};

Result<TextFile> TextFile::open(const std::string& path)
{
    const auto file = openForReading(path);
    if (!file)
        return tl::unexpected(file.error());
    auto mapping = std::make_shared<Mapping>();
    mapping->size = mappableSize(path, file->get());
    if (mapping->size != 0) {
        void* const memory = ::mmap(nullptr, mapping->size, PROT_READ, MAP_PRIVATE, file->get(), 0);
        if (memory == MAP_FAILED)
            return cannotRead(path, errno);
        ::madvise(memory, mapping->size, MADV_SEQUENTIAL);
        ::madvise(memory, mapping->size, MADV_POPULATE_READ); // all at once; before Linux 5.14: page by page
        mapping->mapped = static_cast<const char*>(memory);
    } else {
        for (;;) {
            const auto got = readSome(path, file->get(), mapping->own);
            if (!got)
                return tl::unexpected(got.error());
            if (*got == 0)
                break;
        }
    }
    TextFile text;
    text.m_mapping = std::move(mapping);
    if (const auto checked = checkIsText(path, text.text()); !checked)
        return tl::unexpected(checked.error());
    return text;
}

TextFile TextFile::fromText(std::string text)
{
    auto mapping = std::make_shared<Mapping>();
    mapping->own = std::move(text);
    TextFile file;
    file.m_mapping = std::move(mapping);
    return file;
}

std::string_view TextFile::text() const
{
    if (!m_mapping)
        return {};
    if (m_mapping->mapped != nullptr)
        return {m_mapping->mapped, m_mapping->size};
    return m_mapping->own;
}

Result<void> streamLines(const std::string& path, const std::function<bool(std::string_view lines)>& take)
{
    const auto file = openForReading(path);
    if (!file)
        return tl::unexpected(file.error());
    if (mappableSize(path, file->get()) != 0) {
        const auto whole = TextFile::open(path);
        if (!whole)
            return tl::unexpected(whole.error());
        take(whole->text());
        return {};
    }
    std::string pending;
    bool isFirst = true;
    for (;;) {
        const auto got = readSome(path, file->get(), pending);
        if (!got)
            return tl::unexpected(got.error());
        if (std::exchange(isFirst, false)) {
            if (auto checked = checkIsText(path, pending); !checked)
                return checked;
        }
        const std::size_t whole = *got == 0 ? pending.size() : pending.rfind('\n') + 1; // 0: no line end yet
        if (whole != 0 && !take(std::string_view(pending).substr(0, whole)))
            return {};
        if (*got == 0)
            return {};
        pending.erase(0, whole);
    }
}

} // namespace hookwalk::wire
