// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram's layout for a scene, made anew only where the places of its recording are others.
#pragma once

#include "ui/diagram/ownplaces.h"
#include "ui/diagram/picture.h"

namespace hookwalk::ui
{

class OwnLayout
{
public:
    void showAll(bool all) { m_isAllShown = all; } // else what packets met; from the next update() on
    // True where it is another layout than before.
    bool update(const Scene& scene);
    const Layout& layout() const { return m_layout; }
    const OwnPlaces& places() const { return m_places; }

private:
    bool m_isAllShown = false;
    std::uint32_t m_version = 0; // Knowledge::placesVersion()
    OwnPlaces m_places;
    Layout m_layout = Layout::netfilter();
};

} // namespace hookwalk::ui
