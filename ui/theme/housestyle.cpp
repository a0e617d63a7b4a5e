// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/housestyle.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QStyleFactory>

namespace hookwalk::ui
{

namespace
{

const char* ourIcon(QStyle::StandardPixmap which)
{
    switch (which) {
    case QStyle::SP_ArrowBack:
    case QStyle::SP_FileDialogBack:
        return "chevron-left";
    case QStyle::SP_ArrowForward:
        return "chevron-right";
    case QStyle::SP_FileDialogToParent:
        return "chevron-up";
    case QStyle::SP_FileDialogNewFolder:
        return "plus";
    case QStyle::SP_FileDialogListView:
        return "menu";
    case QStyle::SP_FileDialogDetailedView:
        return "legend";
    case QStyle::SP_DirIcon:
    case QStyle::SP_DirOpenIcon:
    case QStyle::SP_DirClosedIcon:
    case QStyle::SP_DirHomeIcon:
        return "folder";
    case QStyle::SP_ComputerIcon:
    case QStyle::SP_DriveHDIcon:
        return "process";
    case QStyle::SP_FileIcon:
        return "file";
    default:
        return nullptr;
    }
}

} // namespace

HouseStyle::HouseStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

int HouseStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* result) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

QIcon HouseStyle::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const
{
    const char* ours = ourIcon(which);
    const Theme& theme = Theme::now();
    return ours ? icon(QLatin1String(ours), theme.text2, {}, mix(theme.panel, theme.text3, 0.5))
                : QProxyStyle::standardIcon(which, option, widget);
}

} // namespace hookwalk::ui
