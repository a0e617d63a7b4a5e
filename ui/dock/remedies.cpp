#include "ui/dock/remedies.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{

QString tr(const char* text)
{
    return QCoreApplication::translate("Remedies", text);
}

} // namespace

std::optional<Remedy> ownRemedy(const QString& command)
{
    using protocol::SetGateway;
    static const QRegularExpression sysctl(
        QStringLiteral("^(?:sudo )?sysctl (?:-w )?net\\.ipv4\\.(?:(ip_forward)|conf\\.(\\S+)\\.(rp_filter|"
                       "log_martians)) ?= ?([012])$"));
    static const QRegularExpression restore(QStringLiteral("^(?:sudo )?hookwalk-cli doctor --restore$"));
    const QString line = command.trimmed();
    if (restore.match(line).hasMatch())
        return Remedy{tr("Put it back"), protocol::RestoreLeftovers{}};
    const auto match = sysctl.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    const int value = match.captured(4).toInt();
    const QString what = match.captured(1) + match.captured(3);
    SetGateway set;
    set.device = match.captured(2).toStdString();
    if (what == QLatin1String("rp_filter")) {
        set.set = SetGateway::RpFilter;
        set.rpFilter = static_cast<std::uint8_t>(value);
        return Remedy{tr("Set %1 to %2").arg(what).arg(value), set};
    }
    if (value > 1)
        return std::nullopt;
    if (what == QLatin1String("ip_forward")) {
        set.set = SetGateway::Forwarding;
        set.forwarding = value == 1;
    } else {
        set.set = SetGateway::LogMartians;
        set.logMartians = value == 1;
    }
    return Remedy{tr("Set %1 to %2").arg(what).arg(value), set};
}

} // namespace hookwalk::ui
