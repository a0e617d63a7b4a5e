// SPDX-License-Identifier: GPL-3.0-or-later
// The palette table of the three looks. Okabe-Ito colours for the tables; text keeps 4.5:1, rings and edges
// 3:1.
#include "ui/theme/theme.h"

#include "ui/theme/focus.h"
#include "ui/theme/fonts.h"
#include "ui/theme/housestyle.h"
#include "ui/theme/stylesheet.h"

#include <cmath>
#include <QApplication>
#include <QPalette>
#include <QScreen>

namespace hookwalk::ui
{

namespace
{

constexpr double nominalDpi = 96; // where Qt knows no screen

Look lookNow = Look::Dark;

// The border of a passed chip: the ring toned down towards the card.
TableColours table(QRgb fill, QRgb ring, const QColor& card, double ringInBorder)
{
    return {QColor(fill), QColor(ring), mix(card, QColor(ring), ringInBorder)};
}

std::array<TableColours, 5> okabeIto(const QColor& card, double ringInBorder)
{
    return {table(0xE69F00, 0xC96A00, card, ringInBorder), table(0xCC79A7, 0xB5528D, card, ringInBorder),
            table(0x56B4E9, 0x1F6FC4, card, ringInBorder), table(0x009E73, 0x006B4C, card, ringInBorder),
            table(0xF0E442, 0x554D00, card, ringInBorder)};
}

Theme darkTheme()
{
    Theme t;
    t.look = Look::Dark;
    t.canvas = 0x0F1115;
    t.panel = 0x15181E;
    t.card = 0x191D24;
    t.chip = 0x222731;
    t.field = 0x1D2128;
    t.divider = 0x262B35;
    t.border = 0x3A4250;
    t.edge = 0x5D687C;
    t.rail = 0x3A4250;
    t.controlBorder = 0x6E7889;
    t.text = 0xEDEFF3;
    t.text2 = 0xB4BCC9;
    t.text3 = 0x8C95A5;
    t.accent = 0x939BFF;
    t.onAccent = 0x0F1115;
    t.buttonFill = 0x5E67E6;
    t.onButton = 0xFFFFFF;
    t.packetCore = 0xFFFFFF;
    t.selection = 0x22264A;
    t.routeBorder = 0x4A5192;
    t.good = 0x4CC38A;
    t.goodTint = 0x152C23;
    t.hint = 0xF2B54B;
    t.dropped = 0xFF7070;
    t.lineB = 0x4CC9D6;
    t.onB = 0x0F1115;
    t.tintB = 0x12303A;
    t.borderB = 0x2A6A75;
    t.dropBand = 0x422C32;
    t.dropBorder = 0x804246;
    t.overlay = 0x2B313D;
    t.overlayText = 0xFFFFFF;
    t.overlayText2 = 0xC6CCD8;
    t.overlayAction = 0xB7BDFF;
    t.passedMix = 0.16;
    t.currentMix = 0.34;
    t.glow = 0.55;
    const double ringInBorder = 0.55;
    t.tables = {
        table(0xE69F00, 0xE69F00, t.card, ringInBorder), table(0xD886B3, 0xD886B3, t.card, ringInBorder),
        table(0x6BBDF0, 0x6BBDF0, t.card, ringInBorder), table(0x10A87A, 0x10A87A, t.card, ringInBorder),
        table(0xF0E442, 0xF0E442, t.card, ringInBorder)};
    t.own = {0x22272E, 0x30353E, 0x5E6571, 0x424852, 0x585F6B, 0x7B8392};
    return t;
}

Theme lightTheme()
{
    Theme t;
    t.look = Look::Light;
    t.canvas = 0xF4F5F8;
    t.panel = 0xFFFFFF;
    t.card = 0xFFFFFF;
    t.chip = 0xF1F3F6;
    t.field = 0xF6F7F9;
    t.divider = 0xE5E8ED;
    t.border = 0xC9CFD9;
    t.edge = 0x848EA0;
    t.rail = 0xBCC4D0;
    t.controlBorder = 0x7F8998;
    t.text = 0x171A21;
    t.text2 = 0x495162;
    t.text3 = 0x5F6878;
    t.accent = 0x4A54DB;
    t.onAccent = 0xFFFFFF;
    t.buttonFill = 0x4A54DB;
    t.onButton = 0xFFFFFF;
    t.packetCore = 0xFFFFFF;
    t.selection = 0xE9EBFC;
    t.routeBorder = 0xB4B9F3;
    t.good = 0x18794A;
    t.goodTint = 0xE3F4EB;
    t.hint = 0x8F5700;
    t.dropped = 0xC22F36;
    t.lineB = 0x007280;
    t.onB = 0xFFFFFF;
    t.tintB = 0xDFF3F5;
    t.borderB = 0x8CCBD2;
    t.dropBand = 0xF9EAEB;
    t.dropBorder = 0xE4A1A5;
    t.overlay = 0x20242D;
    t.overlayText = 0xFFFFFF;
    t.overlayText2 = 0xC6CCD8;
    t.overlayAction = 0xB7BDFF;
    t.passedMix = 0.17;
    t.currentMix = 0.42;
    t.glow = 0.34;
    t.tables = okabeIto(t.card, 0.70);
    t.own = {0xF2F3F4, 0xDFE1E4, 0x9FA4AE, 0xCFD2D6, 0xAFB4BC, 0x777F8C};
    return t;
}

// Ink on paper: no tints, no glow, the route in black.
Theme printTheme()
{
    Theme t = lightTheme();
    t.look = Look::Print;
    t.canvas = t.panel = t.card = t.chip = t.field = 0xFFFFFF;
    t.divider = 0xC4C9D1;
    t.border = 0x5B6472;
    t.edge = 0x5B6472;
    t.rail = 0x9AA2AE;
    t.controlBorder = 0x5B6472;
    t.text = 0x111318;
    t.text2 = 0x3C4350;
    t.text3 = 0x5B6472;
    t.accent = 0x111318;
    t.selection = 0xF0F1F4;
    t.routeBorder = 0x5B6472;
    t.dropped = 0xB3262D;
    t.lineB = t.borderB = 0x5B6472; // dashes tell it from A
    t.tintB = t.dropBand = 0xFFFFFF;
    t.dropBorder = t.dropped;
    t.passedMix = t.currentMix = 0;
    t.glow = 0;
    t.tables = okabeIto(t.card, 1);
    t.own = {0xFFFFFF, 0xFFFFFF, 0x5B6472, 0xC4C9D1, 0x9AA2AE, 0x777F8C};
    return t;
}

QFont fontOf(const QStringList& families, double pixelSize, int weight)
{
    QFont font;
    font.setFamilies(families);
    font.setWeight(static_cast<QFont::Weight>(weight));
    // Metrics that scale with the zoom, and the same on every machine.
    font.setHintingPreference(QFont::PreferNoHinting);
    const int whole = static_cast<int>(std::lround(pixelSize));
    if (std::abs(pixelSize - whole) < 0.01) {
        font.setPixelSize(whole);
    } else { // Qt takes halves only in points
        const QScreen* screen = QGuiApplication::primaryScreen();
        font.setPointSizeF(pixelSize * 72 / (screen ? screen->logicalDotsPerInchY() : nominalDpi));
    }
    return font;
}

} // namespace

const Theme& Theme::of(Look look)
{
    static const Theme dark = darkTheme();
    static const Theme light = lightTheme();
    static const Theme print = printTheme();
    switch (look) {
    case Look::Dark:
        return dark;
    case Look::Light:
        return light;
    case Look::Print:
        break;
    }
    return print;
}

const Theme& Theme::now()
{
    return of(lookNow);
}

QColor mix(const QColor& a, const QColor& b, double part)
{
    const auto between = [part](float from, float to) {
        return static_cast<float>((1 - part) * double(from) + part * double(to));
    };
    return QColor::fromRgbF(between(a.redF(), b.redF()), between(a.greenF(), b.greenF()),
                            between(a.blueF(), b.blueF()));
}

QFont textFont(double pixelSize, int weight)
{
    return fontOf(textFamilies(), pixelSize, weight);
}

QFont monoFont(double pixelSize, int weight)
{
    QFont font = fontOf(monoFamilies(), pixelSize, weight);
    font.setStyleHint(QFont::Monospace);
    font.setStyleStrategy(QFont::PreferNoShaping); // "!=" are two characters in a rule, and no ligature
    return font;
}

QPalette paletteOf(const Theme& t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.panel);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.panel);
    palette.setColor(QPalette::AlternateBase, t.field);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.text3);
    palette.setColor(QPalette::Button, t.field);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.onButton);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.card);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Light, t.chip);
    palette.setColor(QPalette::Midlight, t.divider);
    palette.setColor(QPalette::Mid, t.border);
    palette.setColor(QPalette::Dark, t.border);
    palette.setColor(QPalette::Shadow, t.canvas);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mix(t.panel, t.text3, 0.6));
    return palette;
}

void apply(QApplication& application, Look look)
{
    const Theme& theme = Theme::of(lookNow = look);
    FocusRing::follow(application);
    application.setStyle(new HouseStyle);
    application.setPalette(paletteOf(theme));
    application.setFont(textFont(12.5));
    application.setStyleSheet(styleSheetOf(theme));
}

} // namespace hookwalk::ui
