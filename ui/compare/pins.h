// SPDX-License-Identifier: GPL-3.0-or-later
// The two packets that are compared, A and B: of one recording or of two.
#pragma once

#include "ui/document.h"
#include "ui/theme/theme.h"

#include <array>
#include <optional>
#include <QRectF>

class QPainter;

namespace hookwalk::ui
{

enum class Side { A, B };

// Holds all that is needed to look at the packet, also when its recording is not shown any more.
struct Pin {
    std::shared_ptr<const Trace> trace;
    Document::WalkPointer walk;
    QString file; // as people know it; empty: it came live

    TraversalIndex packet() const { return walk->traversal; }
    bool isOf(const Trace& other, TraversalIndex which) const
    {
        return trace.get() == &other && packet() == which;
    }
};

class Pins : public QObject
{
    Q_OBJECT

public:
    const std::optional<Pin>& operator[](Side side) const { return m_pins[static_cast<std::size_t>(side)]; }
    bool isPinned(Side side, const Trace& trace, TraversalIndex packet) const;
    std::vector<Side> sidesOf(const Trace& trace, TraversalIndex packet) const;
    bool areBoth() const { return m_pins[0] && m_pins[1]; }

    void pin(Side side, Pin pin);
    void unpin(Side side);
    void swap();
    // What is shown may tell more of its packets now. Packets that their recordings have forgotten are no pins any more.
    void refresh(const Document& document);

Q_SIGNALS:
    void changed(); // others are pinned, or more is known of them
    void forgotten(hookwalk::ui::Side side);

private:
    std::array<std::optional<Pin>, 2> m_pins;
};

QString nameOf(Side side); // "A"
// A is round in the accent, B square and teal: a shape each, colour only repeats it. In the middle of the rect, at most
// 16 high.
void paintBadge(QPainter& painter, const QRectF& rect, Side side, const Theme& theme);
// From the left of the rect on, and where they end.
double paintBadges(QPainter& painter, const QRectF& rect, const std::vector<Side>& sides, const Theme& theme);
double widthOfBadges(const std::vector<Side>& sides);

} // namespace hookwalk::ui
