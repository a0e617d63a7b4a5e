// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the log as it is: whole, whatever the width.
#pragma once

#include <QPlainTextEdit>

namespace hookwalk::ui
{

class RawLine : public QPlainTextEdit
{
public:
    explicit RawLine(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit(); // as high as its text
};

} // namespace hookwalk::ui
