// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordingfile.h"

#include "recording/anonymise.h"

#include <QCoreApplication>

namespace hookwalk::session
{

namespace
{

// Whatever comes, packing keeps up with it; a whole file may take a little longer and become smaller.
constexpr int liveLevel = 1, savedLevel = 4;
constexpr std::size_t pieceSize = 1U << 18;

} // namespace

bool isRecordingName(const QString& path)
{
    return path.endsWith(QLatin1String(recording::fileEnding.data()), Qt::CaseInsensitive);
}

recording::Head recordingHead(std::string place, bool isLive)
{
    return {"hookwalk " + QCoreApplication::applicationVersion().toStdString(), std::move(place), isLive};
}

Result<RecordingFile> RecordingFile::open(const QString& path, const recording::Head& head)
{
    auto file = SavedFile::open(path, SavedFile::Kind::Any);
    if (!file)
        return tl::unexpected(file.error());
    RecordingFile opened(std::move(*file));
    if (!isRecordingName(path))
        return opened;
    opened.m_packer.emplace(liveLevel);
    opened.m_packer->add(recording::headLines(Trace(), head), opened.m_pending);
    return opened;
}

Result<void> RecordingFile::write(std::string_view lines)
{
    if (!m_packer)
        return m_file.write(lines);
    m_packer->add(lines, m_pending);
    return m_pending.size() < pieceSize ? Result<void>() : m_file.write(std::exchange(m_pending, {}));
}

Result<void> RecordingFile::flush()
{
    if (!m_packer)
        return {};
    m_packer->flush(m_pending);
    return m_file.write(std::exchange(m_pending, {}));
}

Result<void> RecordingFile::commit()
{
    if (m_packer)
        m_packer->finish(m_pending);
    return m_file.write(m_pending).and_then([&] { return m_file.commit(); });
}

Result<Sentences> saveRecording(const QString& path, const recording::Snapshot& snapshot, Names names)
{
    auto file = SavedFile::open(path, SavedFile::Kind::PlainOnly);
    if (!file)
        return tl::unexpected(file.error());
    const bool isPlain = !isRecordingName(path);
    recording::Packer packer(savedLevel);
    std::string pending;
    Result<void> written;
    const auto write = [&](std::string_view lines) {
        isPlain ? void(pending += lines) : packer.add(lines, pending);
        if (pending.size() >= pieceSize)
            written = file->write(std::exchange(pending, {}));
        return bool(written);
    };
    recording::Anonymiser others;
    const auto change = [&](std::string_view lines) {
        others.lines(lines, write);
        return bool(written);
    };
    const auto& shown = isPlain ? snapshot.plain() : snapshot;
    shown.forEachPart(names == Names::Real ? std::function<bool(std::string_view)>(write) : change);
    if (!written)
        return tl::unexpected(written.error());
    packer.finish(pending);
    return file->write(pending).and_then([&] { return file->commit(); }).map([&] {
        Sentences said;
        if (others.leftOut().lines != 0)
            said.push_back(say("anonymised-lines-emptied", others.leftOut().lines));
        if (others.leftOut().comments != 0)
            said.push_back(say("anonymised-comments-left-out", others.leftOut().comments));
        return said;
    });
}

} // namespace hookwalk::session
