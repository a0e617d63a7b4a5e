// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/fieldchecks.h"

#include "ui/theme/text.h"
#include "words/words.h"

namespace hookwalk::ui
{

namespace
{

QString noAddress(const QString& text)
{
    return tr("“%1” is no IPv4 or IPv6 address.").arg(text);
}

// What keeps a text from being a network.
QString formProblem(const QString& text)
{
    const QString host = text.section(QLatin1Char('/'), 0, 0);
    const auto address = IpAddress::parse(host.toStdString());
    if (!text.isEmpty() && (!address || address->isNull()))
        return noAddress(host);
    if (address && !text.contains(QLatin1Char('/')))
        return tr("Add the prefix length, as %1/%2.").arg(host).arg(address->isV4() ? 24 : 64);
    return sentenceOf(change::checkSubnet({address.value_or(IpAddress()), 0}));
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
        if (QString name = QStringLiteral("tun%1").arg(number); !taken.contains(name))
            return name;
    }
}

QString sentenceOf(const change::Checked& problem)
{
    return problem ? QString::fromStdString(words::text(problem->said)) : QString();
}

QString deviceNameProblem(const QString& text, const QStringList& taken)
{
    if (taken.contains(text))
        return tr("There is a device %1 already: choose another name.").arg(text);
    return sentenceOf(change::checkDeviceName(text.toStdString()));
}

QString networkProblem(const QString& text, const QStringList& taken)
{
    const auto network = networkIn(text);
    if (!network)
        return formProblem(text);
    if (taken.contains(toText(*network)))
        return tr("The device has this address already.");
    return sentenceOf(change::checkAddress(*network));
}

QString subnetProblem(const QString& text)
{
    const auto network = networkIn(text);
    return network ? sentenceOf(change::checkSubnet(*network)) : formProblem(text);
}

QString sourceProblem(const QString& text, const QString& subnet)
{
    const auto address = IpAddress::parse(text.toStdString());
    if (!address && !text.isEmpty())
        return noAddress(text);
    return sentenceOf(change::checkSource(address.value_or(IpAddress()),
                                          networkIn(subnet).value_or(Network{IpAddress::v4(0), 0})));
}

QString mtuProblem(const QString& text)
{
    return sentenceOf(change::checkMtu(text.toUInt())); // 0 where it is no number
}

} // namespace hookwalk::ui
