// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/ownlayout.h"

#include "traversal/knowledge.h"

#include <utility>

namespace hookwalk::ui
{

bool OwnLayout::update(const Scene& scene)
{
    const Layout& atRest = Layout::netfilter();
    const auto device = [&](StageKind port) {
        return portTitle(atRest.stages()[static_cast<std::size_t>(atRest.indexOf(Stage::of(port)))], scene)
            .toStdString();
    };
    OwnPlaces places;
    places.isAllShown = m_isAllShown;
    const std::uint32_t version = scene.trace ? scene.trace->knowledge().placesVersion() : 0;
    if (version == 0 && m_version == 0)
        return false;
    places.tunIn = device(StageKind::TunWritten);
    places.networkIn = device(StageKind::NetworkIn);
    places.networkOut = device(StageKind::NetworkOut);
    places.tunOut = device(StageKind::TunRead);
    if (std::exchange(m_version, version) == version)
        places.chains = m_places.chains;
    else if (scene.trace)
        places.chains = ownChains(*scene.trace);
    if (places == m_places)
        return false;
    m_places = std::move(places);
    m_layout = withOwnPlaces(atRest, scene.trace ? scene.trace->ruleset() : nullptr, m_places);
    return true;
}

} // namespace hookwalk::ui
