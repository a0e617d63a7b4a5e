// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the trace points that are in place: for which addresses, reported by what, and the nftables table
// that holds them, as nft prints it.
#pragma once

#include "protocol/messages.h"

#include <QDialog>

namespace hookwalk::ui
{

class TracePointsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit TracePointsDialog(const protocol::TraceShown& trace, QWidget* parent = nullptr);
};

} // namespace hookwalk::ui
