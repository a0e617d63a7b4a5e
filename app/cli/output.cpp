// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "model/printable.h"

#include <cerrno>

namespace hookwalk::cli
{

namespace
{
constexpr std::size_t pieceSize = 1U << 18;
}

void Output::line(std::string_view text)
{
    m_pending += isPrintable(text) ? text : printable(text);
    m_pending += '\n';
    if (m_pending.size() >= pieceSize)
        flush();
}

void Output::lines(const std::vector<std::string>& all)
{
    for (const std::string& one : all)
        line(one);
}

void Output::flush()
{
    std::string_view rest = m_pending;
    while (!rest.empty() && !isBroken()) {
        const auto written = ::write(m_fd, rest.data(), rest.size());
        if (written >= 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            m_systemError = errno;
    }
    m_pending.clear();
}

Result<void> Output::finish()
{
    flush();
    if (m_systemError == 0 || m_systemError == EPIPE)
        return {};
    return failure(ErrorCode::KernelRefused, say("printing-failed"), m_systemError);
}

} // namespace hookwalk::cli
