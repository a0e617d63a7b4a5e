// SPDX-License-Identifier: GPL-3.0-or-later
#include "savedpacket.h"

#include <QFile>
#include <sys/stat.h>
#include <unistd.h>

namespace hookwalk::cli
{

Result<SavedPacket> openLocator(const QString& argument)
{
    const auto locator = query::parseLocator(QFile::encodeName(argument).toStdString());
    if (!locator)
        return tl::unexpected(locator.error());
    auto trace = query::open(*locator);
    if (!trace)
        return tl::unexpected(trace.error());
    const auto packet = query::packetOf(*locator, *trace);
    if (!packet)
        return tl::unexpected(packet.error());
    return SavedPacket{*locator, std::move(*trace), *packet};
}

// Devices, pipes and terminals are read and written at once.
static bool isPlain(const std::string& file, int standardStream, struct stat& status)
{
    const bool isThere =
        file == "-" ? ::fstat(standardStream, &status) == 0 : ::stat(file.c_str(), &status) == 0;
    return isThere && S_ISREG(status.st_mode);
}

Result<void> checkOutput(const QString& written, const std::vector<std::string>& read)
{
    struct stat out = {}, in = {};
    const auto name = QFile::encodeName(written).toStdString();
    if (!isPlain(name, STDOUT_FILENO, out))
        return {};
    for (const auto& file : read) {
        if (isPlain(file, STDIN_FILENO, in) && in.st_dev == out.st_dev && in.st_ino == out.st_ino)
            return failure(ErrorCode::BadInput,
                           say("export-onto-log", name == "-" ? "standard output" : name));
    }
    return {};
}

} // namespace hookwalk::cli
