// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/accounts.h"

#include <array>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace hookwalk::ui
{

namespace
{

constexpr std::uint32_t noId = 0xffffffff; // (uid_t)-1 means "nobody in particular" in every call

QString nameOf(Account kind, std::uint32_t id)
{
    if (kind == Account::User) {
        const passwd* user = getpwuid(id);
        return user ? QString::fromLocal8Bit(user->pw_name) : QString();
    }
    const group* found = getgrgid(id);
    return found ? QString::fromLocal8Bit(found->gr_name) : QString();
}

std::optional<std::uint32_t> lookUp(Account kind, const QString& text)
{
    const QByteArray name = text.toLocal8Bit();
    if (kind == Account::User) {
        if (const passwd* user = getpwnam(name.constData()))
            return user->pw_uid;
    } else if (const group* found = getgrnam(name.constData())) {
        return found->gr_gid;
    }
    bool isNumber = false;
    const std::uint32_t id = text.toUInt(&isNumber);
    if (!isNumber || id == noId)
        return std::nullopt;
    return id;
}

} // namespace

QStringList accountNames(Account kind)
{
    QStringList names;
    if (kind == Account::User) {
        setpwent();
        while (const passwd* user = getpwent())
            names << QString::fromLocal8Bit(user->pw_name);
        endpwent();
    } else {
        setgrent();
        while (const group* found = getgrent())
            names << QString::fromLocal8Bit(found->gr_name);
        endgrent();
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

// A form asks for the same one several times for each key: only the last answer is kept.
std::optional<std::uint32_t> accountId(Account kind, const QString& text)
{
    struct KeptAnswer {
        QString text;
        std::optional<std::uint32_t> id;
    };
    static std::array<std::optional<KeptAnswer>, 2> latest;
    auto& kept = latest.at(static_cast<std::size_t>(kind));
    if (!kept || kept->text != text)
        kept = KeptAnswer{text, lookUp(kind, text)};
    return kept->id;
}
QString accountName(Account kind, std::uint32_t id)
{
    const QString name = nameOf(kind, id);
    return name.isEmpty() ? QString::number(id) : QStringLiteral("%1 (%2)").arg(name).arg(id);
}

QString ownName()
{
    const QString name = nameOf(Account::User, getuid());
    return name.isEmpty() ? QString::number(getuid()) : name;
}

} // namespace hookwalk::ui
