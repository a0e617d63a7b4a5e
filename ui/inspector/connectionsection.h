// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's section "Connection": what conntrack holds about the packet, and its other packets.
#pragma once

#include "ui/appearance.h"
#include "ui/document.h"
#include "ui/inspector/headermodel.h"

#include <QWidget>

class QLabel;

namespace hookwalk::ui
{

class HeaderView;

class ConnectionSection : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionSection(const Appearance& appearance, QWidget* parent = nullptr);
    void showConnection(const Document& document, const Walk& walk);
    const HeaderModel& model() const { return m_model; }

Q_SIGNALS:
    void packetChosen(hookwalk::TraversalIndex traversal);

private:
    void showPackets();

    const Appearance& m_appearance;
    HeaderModel m_model;
    HeaderView* m_view;
    QLabel* m_packets;
    std::vector<TraversalIndex> m_all; // of the connection
    TraversalIndex m_current = noIndex;
};

} // namespace hookwalk::ui
