// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the left dock in both looks, to look at: renderdock FOLDER.
#include "dockprobe.h"
#include "ui/dock/changestrip.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/gatewaypanel.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/setupdialog.h"
#include "ui/dock/tunpanel.h"

#include <cstdio>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QToolButton>

using namespace hookwalk;

namespace
{

std::vector<protocol::Check> someChecks()
{
    using protocol::Health;
    return {
        {"kernel-log", Health::Good, say("kernel-log-open"), {say("kernel-log-open-means")}, {}},
        {"ipv6", Health::Good, say("ipv6-there"), {}, {}},
        {"forwarding",
         Health::Hint,
         say("forwarding-off"),
         {say("forwarding-off-means")},
         change::SetForwarding{}},
        {"tun-device",
         Health::Bad,
         say("tun-device-missing"),
         {say("tun-device-missing-means")},
         protocol::Command{"modprobe tun && mkdir -p /dev/net && mknod -m 0666 /dev/net/tun c 10 200"}},
    };
}

protocol::GatewayShown someGateway()
{
    protocol::GatewayShown shown;
    shown.forwarding = true;
    using enum change::Setting::Kind;
    shown.nat = {change::SourceNat::Masquerade, *Network::parse("192.168.69.0/24"), "eth0", {}};
    shown.settings = {
        {{Forwarding4}, "1", "0"}, {{RpFilter, "all"}, "2", "0"}, {{LogMartians, "all"}, "1", ""}};
    shown.otherNat = {"ip nat POSTROUTING"};
    return shown;
}

void draw(ui::Appearance& appearance, ui::Look look, const QString& folder)
{
    appearance.showLook(look);
    const QString name = look == ui::Look::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    test::FakeHelper helper;
    QMainWindow window;
    window.setCentralWidget(new QWidget);
    auto* dock = new ui::LeftDock(appearance, helper.ask(), &window);
    window.addDockWidget(Qt::LeftDockWidgetArea, dock);
    window.resize(1400, 1300);
    window.show();
    const auto save = [&](QWidget& widget, const QString& what) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
        widget.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, what, name));
    };
    save(*dock, QStringLiteral("idle"));
    dock->setIdle({});
    dock->tun().showDevices({test::someDevice("tun0")});
    dock->gateway().showGateway(someGateway());
    dock->doctor().showChecks(someChecks());
    save(*dock, QStringLiteral("dock"));

    auto second = test::someDevice("a-long-name-tap");
    second.carrier = second.own = false;
    second.owner = 1000;
    second.addresses = {"192.168.69.101/24", "2001:db8:1234:5678:9abc:def0:1234:5678/64"};
    second.txDropped = 12;
    auto third = test::someDevice("tun1");
    third.up = false;
    dock->tun().showDevices({test::someDevice("tun0"), third, second});
    dock->tun().choose(QStringLiteral("a-long-name-tap"));
    dock->gateway().showGateway({});
    dock->tun().findChild<QPushButton*>(QStringLiteral("addAddress"))->click();
    dock->tun().findChild<QLineEdit*>(QStringLiteral("newAddress"))->setText(QStringLiteral("192.0.2.9/24"));
    dock->strip().setPlace(QStringLiteral("nsenter -t 12345 -n"), false);
    dock->strip().findChild<QPushButton*>(QStringLiteral("apply"))->click();
    helper.answer(
        "The kernel refused: Permission denied. The address could not be added to a-long-name-tap.");
    dock->gateway().findChild<QPushButton*>(QStringLiteral("changeNat"))->click();
    save(*dock, QStringLiteral("forms"));

    ui::CreateTunDialog create({QStringLiteral("tun0")}, dock->strip());
    create.findChild<QLineEdit*>(QStringLiteral("tunOwner"))->setText(QStringLiteral("nobodyx"));
    create.show();
    save(create, QStringLiteral("create"));
    ui::SetupDialog setup(ui::setupOf({test::someDevice("tun0")}, someGateway()));
    setup.show();
    save(setup, QStringLiteral("setup"));
}

} // namespace

int main(int count, char** words)
{
    const QApplication application(count, words);
    if (count != 2) {
        std::fputs("usage: renderdock FOLDER\n", stderr);
        return 2;
    }
    ui::Appearance appearance;
    for (const ui::Look look : {ui::Look::Dark, ui::Look::Light})
        draw(appearance, look, QString::fromLocal8Bit(words[1]));
    return 0;
}
