// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/savedfile.h"

#include "model/uniquefd.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace hookwalk::session
{

namespace
{

tl::unexpected<Error> cannotWrite(const QString& path, int error)
{
    const auto name = path.toStdString();
    return failure(ErrorCode::KernelRefused,
                   name == "-"        ? say("output-not-written")
                   : error == ENOTSUP ? say("no-plain-file", name)
                                      : say("file-not-written", name),
                   error);
}

bool isSameFile(const struct stat& file, int fd)
{
    struct stat open = {};
    return ::fstat(fd, &open) == 0 && open.st_dev == file.st_dev && open.st_ino == file.st_ino;
}

// The target of a link, even if it does not exist yet.
QString behindLinks(const QString& path)
{
    const QFileInfo info(path);
    if (info.exists())
        return info.canonicalFilePath();
    return info.isSymLink() ? behindLinks(info.symLinkTarget()) : path;
}

} // namespace

struct SavedFile::Open {
    QString path; // as it was given
    UniqueFd file;
    std::string target, temporary; // empty: written to directly

    Open(QString given, int fd)
        : path(std::move(given))
        , file(fd)
    {
    }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    ~Open()
    {
        if (!temporary.empty())
            ::unlink(temporary.c_str());
    }

    // Opens the temporary file. `before`: the status of the existing target, or null. Returns errno, or 0.
    int beginPlain(const struct stat* before)
    {
        if (before != nullptr && ::access(target.c_str(), W_OK) != 0)
            return errno;
        constexpr int most = 100;
        for (int i = 1; i <= most && !file; ++i) {
            const std::string name = target + ".part" + (i == 1 ? "" : std::to_string(i));
            file = UniqueFd(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
            if (file)
                temporary = name;
            else if (errno != EEXIST)
                return errno;
        }
        if (!file)
            return EEXIST;
        if (before == nullptr)
            return 0;
        (void)!::fchown(file.get(), before->st_uid,
                        before->st_gid); // without the right to, the owner changes
        return ::fchmod(file.get(), before->st_mode & 07777) == 0 ? 0 : errno;
    }

    int finishPlain(bool executable)
    {
        struct stat status = {};
        if (executable &&
            (::fstat(file.get(), &status) != 0 || ::fchmod(file.get(), status.st_mode | S_IXUSR) != 0))
            return errno;
        // Some file systems find out only now that there is no room.
        if (::fsync(file.get()) != 0 || ::rename(temporary.c_str(), target.c_str()) != 0)
            return errno;
        temporary.clear();
        return 0;
    }
};

Result<SavedFile> SavedFile::open(const QString& path, Kind kind)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    const bool isStandardOutput = kind == Kind::Any && path == QStringLiteral("-");
    const bool exists = !isStandardOutput && ::stat(name.constData(), &status) == 0;
    if (!exists && !isStandardOutput && errno != ENOENT)
        return cannotWrite(path, errno);
    if (exists && S_ISDIR(status.st_mode))
        return cannotWrite(path, EISDIR);

    int fd = -1;
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) { // /dev/stdout of a program run with "> file"
        const bool isStream = exists ? kind == Kind::Any && isSameFile(status, stream) : isStandardOutput;
        if (isStream && fd < 0 && (fd = ::fcntl(stream, F_DUPFD_CLOEXEC, 3)) < 0)
            return cannotWrite(path, errno);
    }
    if (fd < 0 && exists && !S_ISREG(status.st_mode)) {
        if (kind == Kind::PlainOnly)
            return cannotWrite(path, ENOTSUP);
        fd = ::open(name.constData(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
        if (fd < 0)
            return cannotWrite(path, errno);
    }
    auto opened = std::make_shared<Open>(path, fd);
    if (fd < 0) {
        opened->target = QFile::encodeName(behindLinks(path)).toStdString();
        if (const int error = opened->beginPlain(exists ? &status : nullptr); error != 0)
            return cannotWrite(path, error);
    }
    return SavedFile(std::move(opened));
}

Result<void> SavedFile::write(std::string_view bytes)
{
    while (m_open && !bytes.empty()) {
        const ssize_t written = ::write(m_open->file.get(), bytes.data(), bytes.size());
        const int error = errno;
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (error != EINTR) {
            const QString path = m_open->path;
            m_open.reset();
            return cannotWrite(path, error);
        }
    }
    return m_open ? Result<void>() : cannotWrite({}, EBADF);
}

Result<void> SavedFile::commit(bool executable)
{
    const auto open = std::exchange(m_open, nullptr);
    if (!open)
        return cannotWrite({}, EBADF);
    const int error = open->temporary.empty() ? 0 : open->finishPlain(executable);
    return error == 0 ? Result<void>() : cannotWrite(open->path, error);
}

Result<void> saveFile(const QString& path, std::string_view bytes, bool executable)
{
    auto file = SavedFile::open(path, SavedFile::Kind::PlainOnly);
    if (!file)
        return tl::unexpected(file.error());
    return file->write(bytes).and_then([&] { return file->commit(executable); });
}

void protectSettings()
{
    const QFileInfo file(QSettings().fileName());
    if (!file.exists() || file.isFile())
        return;
    static const QTemporaryDir unkept;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, unkept.path());
}

} // namespace hookwalk::session
