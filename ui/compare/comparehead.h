// SPDX-License-Identifier: GPL-3.0-or-later
// What came of it, over the diagram: the verdict in one line, what else there is to say, and which way is whose.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/compared.h"

#include <QWidget>

class QLabel;

namespace hookwalk::ui
{

class CompareHead : public QWidget
{
    Q_OBJECT

public:
    explicit CompareHead(const Appearance& appearance, QWidget* parent = nullptr);

    void setCompared(ComparedPointer compared);
    QLabel* verdict() const { return m_verdict; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitVerdict();

    const Appearance& m_appearance;
    QLabel *m_small, *m_verdict, *m_about;
    QWidget* m_legend;
    ComparedPointer m_compared;
};

} // namespace hookwalk::ui
