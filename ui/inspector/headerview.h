// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a HeaderModel, as high as its rows. A changed one stands out with what it was, "TTL 64 → 63", in two
// lines where that is long.
#pragma once

#include "ui/appearance.h"
#include "ui/inspector/headermodel.h"

#include <QListView>

namespace hookwalk::ui
{

class HeaderView : public QListView
{
public:
    HeaderView(const Appearance& appearance, HeaderModel& model, const QString& accessibleName);
    void fitHeight(); // once its rows are others

protected:
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace hookwalk::ui
