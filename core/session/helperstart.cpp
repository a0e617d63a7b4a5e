// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/helperstart.h"

#include "model/groupaccess.h"

#include <array>
#include <linux/capability.h>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QtEndian>
#include <sys/xattr.h>
#include <unistd.h>

namespace hookwalk::session
{

namespace
{

StartBy wish(StartBy given)
{
    const QString said = qEnvironmentVariable("HOOKWALK_START");
    if (given != StartBy::Automatic)
        return given;
    return said == QLatin1String("direct")   ? StartBy::Direct
           : said == QLatin1String("pkexec") ? StartBy::Pkexec
                                             : StartBy::Automatic;
}

QString argumentOf(protocol::Level level)
{
    const auto word = protocol::levelWords[static_cast<std::size_t>(level)];
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

QString admittedCopyOf(const QString& helper)
{
    return QFileInfo(helper).absolutePath() + QLatin1Char('/') + QLatin1String(letInCopy);
}

// The hint how an administrator is no longer asked each time.
Said withoutAsking(const QString& helper)
{
    return say("let-in-once", QFileInfo(helper).absolutePath().toStdString(), letInCommands);
}

} // namespace

bool hasFileCapabilities(const QString& program)
{
    // struct vfs_cap_data, little endian: revision and flags, then permitted and inheritable, 32 bits each
    std::array<unsigned char, XATTR_CAPS_SZ_3> data{};
    const auto size =
        ::getxattr(QFile::encodeName(program).constData(), "security.capability", data.data(), data.size());
    if (size < ssize_t{XATTR_CAPS_SZ_1})
        return false;
    const auto flags = qFromLittleEndian<quint32>(data.data());
    const auto permitted = qFromLittleEndian<quint32>(data.data() + 4);
    return (flags & VFS_CAP_FLAGS_EFFECTIVE) && (permitted & (1U << CAP_NET_ADMIN));
}

// pkexec asks through the desktop session's agent. Its own agent, which asks in the terminal, is disabled:
// its question would be hidden behind our window, and the helper, being in a process group of its own, would
// be stopped by the terminal (SIGTTIN, setpgid(2)).
Result<HelperStart> planStart(const QString& helper, Place place, StartBy by, protocol::Level level)
{
    const QString admitted = admittedCopyOf(helper);
    const bool isAdmitted =
        place == Place::Host && QFileInfo(admitted).isExecutable() && hasFileCapabilities(admitted);
    const HelperStart direct{isAdmitted ? admitted : helper, {}, helper, {}, false};
    by = wish(by);
    const bool suffices =
        place == Place::Lab || ::geteuid() == 0 || isAdmitted || hasFileCapabilities(helper);
    if (place == Place::Lab || by == StartBy::Direct || (by == StartBy::Automatic && suffices))
        return direct;
    const QString pkexec = QStandardPaths::findExecutable(QStringLiteral("pkexec"));
    if (pkexec.isEmpty())
        return failure(ErrorCode::NotFound, say("no-pkexec"), 0, withoutAsking(helper));
    return HelperStart{
        pkexec, {QStringLiteral("--disable-internal-agent"), helper, argumentOf(level)}, helper, {}, true};
}

HelperStart restricted(HelperStart how, protocol::Level level)
{
    if (!how.asksUser && level != protocol::Level::Change)
        how.arguments = QStringList{argumentOf(level)};
    return how;
}

std::optional<Error> refusalOfPkexec(const HelperStart& how, int exitStatus, const QString& said)
{
    constexpr int dismissed = 126;
    constexpr int notAuthorized = 127;
    if (!how.asksUser)
        return std::nullopt;
    if (exitStatus == dismissed)
        return Error{ErrorCode::Cancelled, say("password-not-given")};
    if (exitStatus != notAuthorized)
        return std::nullopt;
    return Error{ErrorCode::PermissionDenied,
                 said.isEmpty() ? say("pkexec-refused") : say("pkexec-refused-saying", said.toStdString()), 0,
                 withoutAsking(how.helper)};
}

} // namespace hookwalk::session
