// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include <utility>

namespace hookwalk::ui
{

namespace
{

// @names are roles of the theme. Controls are 32 high: 30 and the border. Nothing here is for the focus: theme/focus.h.
constexpr const char* shapes = R"(
QToolTip { background: @card; color: @text; border: 1px solid @border; padding: 5px 8px; }

QMainWindow, QDialog { background: @panel; }
QMainWindow::separator { background: @divider; width: 1px; height: 1px; }
QToolBar { background: @panel; border: none; border-bottom: 1px solid @divider; padding: 0 16px; spacing: 8px;
           min-height: 55px; max-height: 55px; }
QToolBar::separator { background: @divider; width: 1px; margin: 16px 8px; }
QStatusBar { background: @panel; color: @text2; border-top: 1px solid @divider; }
QStatusBar::item { border: none; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QSplitter::handle { background: @divider; }
QFrame[kind="divider"] { background: @divider; border: none; min-height: 1px; max-height: 1px; }
QFrame[kind="vdivider"] { background: @divider; border: none; min-width: 1px; max-width: 1px; }

QLabel[kind="head"] { font-size: 13px; font-weight: 600; }
QLabel[kind="title"] { font-size: 18px; font-weight: 600; }
QLabel[kind="hint"] { font-size: 11px; color: @text3; }
QLabel[kind="pill"] { background: @goodTint; color: @good; border-radius: 14px; padding: 0 12px; font-size: 12px;
                      font-weight: 500; min-height: 28px; max-height: 28px; }

QLabel[kind="underField"] { background: @card; color: @text; border: 1px solid @border; border-radius: 6px;
                            padding: 7px 11px; font-size: 12px; }

QLabel[kind="text"] { color: @text; }
QLabel[kind="text2"] { color: @text2; }
QLabel[kind="text3"] { color: @text3; }
QLabel[kind="accent"] { color: @accent; }
QLabel[kind="good"] { color: @good; }
QLabel[kind="maybe"] { color: @hint; }
QLabel[kind="dropped"] { color: @dropped; }

QLabel[kind="key"] { background: @field; color: @text2; border: 1px solid @border; border-radius: 4px; }

QPushButton { background: @field; color: @text; border: 1px solid @border; border-radius: 6px; padding: 0 12px;
              min-height: 30px; font-weight: 500; }
QPushButton:hover { background: @chip; }
QPushButton:pressed { background: @divider; }
QPushButton:disabled { color: @disabled; border-color: @divider; }
QPushButton[kind="primary"] { background: @buttonFill; color: @onButton; border: 1px solid @buttonFill;
                              font-size: 13px; font-weight: 600; padding: 0 20px; }
QPushButton[kind="primary"]:hover { background: @buttonHover; border-color: @buttonHover; }
QPushButton[kind="primary"]:disabled { background: @divider; border-color: @divider; color: @text3; }
QPushButton[kind="flat"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="flat"]:hover { background: @chip; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; border-radius: 4px; color: @accent;
                           font-size: 12px; min-height: 20px; padding: 0; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton#doctorSummary { background: transparent; border: none; border-bottom: 1px solid @divider; border-radius: 0;
                            padding: 0 16px; min-height: 35px; text-align: left; color: @text2; }
QPushButton#doctorSummary:hover { background: @field; }
QPushButton#play { background: @buttonFill; border: 2px solid @buttonFill; border-radius: 18px; padding: 0;
                   min-height: 32px; }
QPushButton#play:hover { background: @buttonHover; border-color: @buttonHover; }
QPushButton#play:disabled { background: @divider; border-color: @divider; }
QPushButton#send { padding: 0; }
#changeStrip QPushButton { padding: 0 12px; }

QToolButton { background: transparent; color: @text2; border: 1px solid transparent; border-radius: 6px;
              padding: 0 6px; min-height: 30px; min-width: 18px; font-weight: 500; }
QToolButton:hover { background: @chip; }
QToolButton:pressed { background: @divider; }
QToolButton:checked { background: @selection; }
QToolButton:disabled { color: @disabled; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="small"] { min-height: 0; min-width: 0; padding: 0; }
QToolButton#presetButton { min-height: 24px; min-width: 16px; padding: 0 2px; }
#viewTools { background: @panel; border: 1px solid @divider; border-radius: 8px; }
#viewTools QToolButton { background: transparent; border: 1px solid transparent; padding: 0; min-width: 0;
                         min-height: 0; border-radius: 7px; }
#viewTools QToolButton:hover { background: @chip; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: @field; color: @text; border: 1px solid @border;
    border-radius: 6px; padding: 0 10px; min-height: 30px; selection-background-color: @buttonFill;
    selection-color: @onButton; }
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: @controlBorder; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: @disabled;
    border-color: @divider; }
QLineEdit[kind="inRow"] { min-height: 22px; padding: 0 6px; }
QLineEdit[kind="inRow"]:!hover:!focus { border-color: @divider; }
QLineEdit[invalid="true"], QSpinBox[invalid="true"] { border-color: @dropped; }
QAbstractSpinBox { padding-right: 24px; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: 22px; border: none;
    image: url(:/icons/control/step-up.svg); image-position: bottom; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; width: 22px;
    border: none; image: url(:/icons/control/step-down.svg); image-position: top; }
QComboBox { padding-right: 26px; font-weight: 500; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 26px; border: none; }
QComboBox::down-arrow { image: url(:/icons/control/chevron-down.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @card; border: 1px solid @border; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; }
QLineEdit[kind="bare"], QAbstractSpinBox[kind="bare"], QComboBox[kind="bare"], QAbstractSpinBox[kind="bare"] QLineEdit {
    border: none; background: transparent; min-height: 0; padding: 0; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @controlBorder; border-radius: 4px;
                       background: @field; }
QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked { background: @buttonFill; border-color: @buttonFill;
                               image: url(:/icons/control/check.svg); }
QCheckBox::indicator:disabled { border-color: @divider; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @controlBorder; border-radius: 8px;
                          background: @field; }
QRadioButton::indicator:hover { border-color: @accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @buttonFill; border-radius: 8px;
                                  background: @onButton; }
QCheckBox[kind="switch"]::indicator { width: 32px; height: 18px; border: none; border-radius: 9px;
    background: @controlBorder; image: url(:/icons/control/knob-left.svg); }
QCheckBox[kind="switch"]::indicator:checked { background: @buttonFill;
    image: url(:/icons/control/knob-right.svg); }
QCheckBox[kind="switch"] { spacing: 0; }
QMenu QCheckBox[kind="switch"] { spacing: 8px; }
QCheckBox[kind="switch"]:disabled { color: @disabled; }
QCheckBox[kind="switch"]::indicator:disabled { background: @divider; }

QAbstractItemView { background: @panel; border: none; outline: none; font-size: 12px;
                    selection-background-color: @selection; selection-color: @text; }
QAbstractItemView::item { min-height: 24px; padding: 0 4px; }
QAbstractItemView::item:hover { background: @field; }
QAbstractItemView::item:selected { background: @selection; color: @text; }
/* its delegate paints the band */
QTableView#traversals { selection-background-color: transparent; }
QTableView#traversals::item, QTableView#traversals::item:hover, QTableView#traversals::item:selected {
    background: transparent; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @text3; border: none; padding: 0 8px; min-height: 24px;
                       font-size: 11px; font-weight: 500; }
QPlainTextEdit, QTextEdit { background: @field; color: @text2; border: 1px solid @divider; border-radius: 6px;
    padding: 6px; selection-background-color: @buttonFill; selection-color: @onButton; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @text3; border: none; border-bottom: 2px solid transparent;
               padding: 0 0 6px 0; margin-right: 20px; font-weight: 500; }
QTabBar::tab:hover { color: @text2; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabWidget::pane { border: none; }

QFrame#popup { background: @panel; border: 1px solid @border; }
QFrame#footPanel { background: @panel; border: none; border-top: 1px solid @border; }
QFrame#filterPanel { background: @panel; border: 1px solid @border; border-radius: 8px; }
QFrame#drops { background: @field; border: 1px solid @border; border-radius: 6px; }

QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 8px; }
QScrollBar:horizontal { height: 8px; }
QScrollBar::handle { background: @border; border-radius: 2px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @controlBorder; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: @card; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { background: @divider; height: 1px; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: @panel; color: @text2; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @chip; }

QProgressBar { background: @field; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
)";

} // namespace

QString styleSheetOf(const Theme& t)
{
    const std::pair<const char*, QColor> roles[] = {
        // A name that begins with another one comes first.
        {"@buttonHover", mix(t.buttonFill, t.onButton, 0.1)},
        {"@buttonFill", t.buttonFill},
        {"@goodTint", t.goodTint},
        {"@good", t.good},
        {"@text2", t.text2},
        {"@text3", t.text3},
        {"@text", t.text},
        {"@panel", t.panel},
        {"@card", t.card},
        {"@chip", t.chip},
        {"@field", t.field},
        {"@divider", t.divider},
        {"@dropped", t.dropped},
        {"@hint", t.hint},
        {"@disabled", mix(t.panel, t.text3, 0.6)},
        {"@border", t.border},
        {"@controlBorder", t.controlBorder},
        {"@accent", t.accent},
        {"@onButton", t.onButton},
        {"@selection", t.selection},
    };
    QString sheet = QString::fromLatin1(shapes);
    for (const auto& [name, colour] : roles)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

} // namespace hookwalk::ui
