// A lab whose helper is asked for facts: what it says, and things changed in it as its user would.
#pragma once

#include "support/labping.h"
#include "support/machine.h"
#include "wire/factline.h"

#include <nlohmann/json.hpp>
#include <QProcess>

namespace hookwalk::test
{

struct VerbLab {
    explicit VerbLab(User user = User::Root)
        : helper(user)
        , problem(helper.makeLab())
    {
        helper.ask(protocol::OpenTun{"tun0"});
        tun = helper.takeDescriptor();
    }

    // Commands of a shell in the namespace under study; their complaint where one fails.
    std::string run(const QString& commands) const
    {
        const InNamespaceOf lab(helper.pid());
        QProcess shell;
        shell.setProcessChannelMode(QProcess::MergedChannels);
        shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), commands});
        shell.waitForFinished(10'000);
        return shell.exitCode() == 0 ? std::string() : shell.readAll().toStdString() + " failed";
    }

    bool write(const wire::Packet& packet) const
    {
        return ::write(tun.get(), packet.data(), packet.size()) == static_cast<ssize_t>(packet.size());
    }

    // The next packet that is read from the tun; one of kind Foreign where none comes within the time.
    wire::ReceivedPacket next(int atMostMs = 1000) const
    {
        std::array<std::uint8_t, 2048> buffer{};
        pollfd readable{tun.get(), POLLIN, 0};
        if (poll(&readable, 1, atMostMs) != 1)
            return {};
        const auto size = read(tun.get(), buffer.data(), buffer.size());
        return wire::readPacket({buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0)});
    }

    // What the answer to the request brought along, by kind.
    std::string ask(const protocol::Request& request)
    {
        helper.lines.clear();
        facts.clear();
        auto wrong = unless<protocol::Done>(helper.ask(request));
        for (const std::string& line : helper.lines) {
            if (const auto fact = wire::readFactLine(line))
                facts[std::string(fact->kind)].push_back(
                    nlohmann::json::parse(fact->content, nullptr, false));
        }
        return wrong;
    }
    nlohmann::json first(const std::string& kind) const
    {
        const auto found = facts.find(kind);
        return found == facts.end() ? nlohmann::json() : found->second.front();
    }

    HelperClient helper;
    std::string problem;
    kernel::UniqueFd tun;
    std::map<std::string, std::vector<nlohmann::json>> facts;
};

} // namespace hookwalk::test
