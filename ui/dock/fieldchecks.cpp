#include "ui/dock/fieldchecks.h"

#include <algorithm>
#include <QCoreApplication>

namespace hookwalk::ui
{

namespace
{

constexpr int longestName = 15; // IFNAMSIZ - 1, include/uapi/linux/if.h

QString tr(const char* text)
{
    return QCoreApplication::translate("FieldChecks", text);
}

std::optional<IpAddress> addressIn(const QString& text)
{
    const auto address = IpAddress::parse(text.toStdString());
    return address && !address->isNull() ? address : std::nullopt;
}

bool isBlank(QChar c)
{
    return c.isSpace() || c.isNull();
}

} // namespace

std::optional<Network> networkIn(const QString& text)
{
    return Network::parse(text.toStdString());
}

QString toText(const Network& network)
{
    return QString::fromStdString(network.toString());
}

QString freeName(const QStringList& taken)
{
    for (int number = 0;; ++number) {
        if (const QString name = QStringLiteral("tun%1").arg(number); !taken.contains(name))
            return name;
    }
}

QString deviceNameProblem(const QString& text, const QStringList& taken)
{
    const qsizetype bytes = text.toUtf8().size();
    if (bytes == 0)
        return tr("Type a name of 1 to 15 bytes.");
    if (std::ranges::any_of(text, isBlank))
        return tr("The kernel takes no blank in a name.");
    if (text == QLatin1String(".") || text == QLatin1String(".."))
        return tr("“%1” would be a folder in /sys/class/net: choose another name.").arg(text);
    for (const QChar c : {u'/', u':', u'%'}) {
        if (text.contains(c))
            return tr("“%1” cannot be part of a device name.").arg(c);
    }
    if (text.startsWith(QLatin1Char('-')))
        return tr("A name that begins with “-” would be read as an option: choose another one.");
    if (bytes > longestName)
        return tr("The kernel takes at most 15 bytes; these are %1.").arg(bytes);
    if (taken.contains(text))
        return tr("There is a device %1 already: choose another name.").arg(text);
    return {};
}

QString networkProblem(const QString& text, const QStringList& taken)
{
    if (text.isEmpty())
        return tr("Type an address with its prefix length, as 192.0.2.1/24.");
    const QString host = text.section(QLatin1Char('/'), 0, 0);
    const auto address = addressIn(host);
    if (!address)
        return tr("“%1” is no IPv4 or IPv6 address.").arg(host);
    if (!text.contains(QLatin1Char('/')))
        return tr("Add the prefix length, as %1/%2.").arg(host).arg(address->isV4() ? 24 : 64);
    const auto network = networkIn(text);
    if (!network || network->prefix == 0)
        return tr("The prefix length goes from 1 to %1.").arg(longestPrefix(address->isV4()));
    if (taken.contains(toText(*network)))
        return tr("The device has this address already.");
    return {};
}

QString subnetProblem(const QString& text)
{
    if (text.isEmpty())
        return tr("Type the subnet whose packets are rewritten, as 192.0.2.0/24.");
    if (const QString problem = networkProblem(text); !problem.isEmpty())
        return problem;
    const Network network = *networkIn(text);
    const Network subnet = network.subnet();
    if (subnet.address != network.address)
        return tr("The bits behind the prefix must be zero: %1.").arg(toText(subnet));
    return {};
}

QString addressProblem(const QString& text, bool v4)
{
    if (text.isEmpty())
        return tr("Type the new source address.");
    const auto address = addressIn(text);
    if (!address)
        return tr("“%1” is no IPv4 or IPv6 address.").arg(text);
    if (address->isV4() != v4)
        return v4 ? tr("The subnet is IPv4: so must be the address.")
                  : tr("The subnet is IPv6: so must be the address.");
    return {};
}

QString mtuProblem(const QString& text)
{
    bool isNumber = false;
    const int mtu = text.toInt(&isNumber);
    if (isNumber && mtu >= leastMtu && mtu <= mostMtu)
        return {};
    return tr("The MTU is a number of bytes from %1 to %2.").arg(leastMtu).arg(mostMtu);
}

} // namespace hookwalk::ui
