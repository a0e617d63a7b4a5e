// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/palette.h"

#include <array>
#include <span>

namespace hookwalk::exports
{

namespace
{

struct Role {
    std::string_view name, light, dark;
};

// Of a table or of other base chains: S fills a station, L rings it, T and B are fill and border of a chip that was
// passed, C fills the one where the packet is.
constexpr std::array allRoles{
    Role{"canvas", "#F4F5F8", "#0F1115"},    Role{"panel", "#FFFFFF", "#15181E"},
    Role{"card", "#FFFFFF", "#191D24"},      Role{"chip", "#F1F3F6", "#222731"},
    Role{"field", "#F6F7F9", "#1D2128"},     Role{"line", "#E5E8ED", "#262B35"},
    Role{"border", "#C9CFD9", "#3A4250"},    Role{"edge", "#848EA0", "#5D687C"},
    Role{"rail", "#BCC4D0", "#3A4250"},      Role{"text", "#171A21", "#EDEFF3"},
    Role{"text2", "#495162", "#B4BCC9"},     Role{"text3", "#5F6878", "#8C95A5"},
    Role{"accent", "#4A54DB", "#939BFF"},    Role{"accentB", "#B4B9F3", "#4A5192"},
    Role{"accentT", "#E9EBFC", "#22264A"},   Role{"accentF", "#4A54DB", "#5E67E6"},
    Role{"core", "#FFFFFF", "#FFFFFF"},      Role{"dropped", "#C22F36", "#FF7070"},
    Role{"hint", "#8F5700", "#F2B54B"},      Role{"droppedT", "#F9EAEB", "#422C32"},
    Role{"onDropped", "#FFFFFF", "#191D24"}, Role{"b", "#007280", "#4CC9D6"},
    Role{"bT", "#DFF3F5", "#12303A"},        Role{"rawS", "#E69F00", "#E69F00"},
    Role{"rawL", "#C96A00", "#E69F00"},      Role{"rawT", "#FBEFD4", "#3A321E"},
    Role{"rawC", "#F5D794", "#5F4918"},      Role{"rawB", "#D9974D", "#8A6510"},
    Role{"mangleS", "#CC79A7", "#D886B3"},   Role{"mangleL", "#B5528D", "#D886B3"},
    Role{"mangleT", "#F6E8F0", "#382E3B"},   Role{"mangleC", "#EAC7DA", "#5A4155"},
    Role{"mangleB", "#CB86AF", "#825773"},   Role{"natS", "#56B4E9", "#6BBDF0"},
    Role{"natL", "#1F6FC4", "#6BBDF0"},      Role{"natT", "#E2F2FB", "#263745"},
    Role{"natC", "#B8E0F6", "#355369"},      Role{"natB", "#629AD6", "#467594"},
    Role{"filterS", "#009E73", "#10A87A"},   Role{"filterL", "#006B4C", "#10A87A"},
    Role{"filterT", "#D4EFE7", "#183332"},   Role{"filterC", "#94D6C4", "#164C41"},
    Role{"filterB", "#4D9782", "#146953"},   Role{"securityS", "#F0E442", "#F0E442"},
    Role{"securityL", "#554D00", "#F0E442"}, Role{"securityT", "#FCFADF", "#3B3D29"},
    Role{"securityC", "#F9F4B0", "#62612E"}, Role{"securityB", "#88824D", "#8F8A35"},
    Role{"ownS", "#777F8C", "#7B8392"},      Role{"ownL", "#777F8C", "#7B8392"},
    Role{"ownT", "#F2F3F4", "#22272E"},      Role{"ownC", "#DFE1E4", "#30353E"},
    Role{"ownB", "#9FA4AE", "#5E6571"},
};

// Both looks by one rule for each; `rule` makes it of a role and its colour.
template<typename Rule> std::string inLooks(Look look, std::string_view media, const Rule& rule)
{
    const auto sheet = [&](std::string_view Role::*colour) {
        std::string text;
        for (const Role& role : allRoles)
            text += rule(role, role.*colour);
        return text;
    };
    if (look == Look::Dark) // only a page has paper
        return media.empty() ? sheet(&Role::dark)
                             : sheet(&Role::light) + "\n@media screen{" + sheet(&Role::dark) + '}';
    std::string text = sheet(&Role::light);
    if (look == Look::Light)
        return text;
    std::string dark;
    for (const Role& role : allRoles) {
        if (role.light != role.dark)
            dark += rule(role, role.dark);
    }
    return text + "\n@media " + std::string(media) + "(prefers-color-scheme:dark){" + dark + '}';
}

} // namespace

std::string Paints::operator()(std::string_view fill, std::string_view stroke, std::string_view more)
{
    std::string classes;
    const auto add = [&](const std::string& one) { classes += (classes.empty() ? "" : " ") + one; };
    if (fill == "none")
        add("no");
    else if (!fill.empty())
        add("f-" + std::string(*m_fills.emplace(fill).first));
    if (!stroke.empty())
        add("s-" + std::string(*m_strokes.emplace(stroke).first));
    if (!more.empty())
        add(std::string(more));
    return classes.empty() ? classes : " class=\"" + classes + '"';
}

std::string Paints::css(Look look, std::string_view media) const
{
    return ".no{fill:none}" + inLooks(look, media, [&](const Role& role, std::string_view colour) {
               const std::string name(role.name), value(colour);
               return (m_fills.contains(name) ? ".f-" + name + "{fill:" + value + '}' : "") +
                      (m_strokes.contains(name) ? ".s-" + name + "{stroke:" + value + '}' : "");
           });
}

std::string Paints::variables(Look look, std::string_view media)
{
    return inLooks(look, media, [](const Role& role, std::string_view colour) {
        return ":root{--" + std::string(role.name) + ':' + std::string(colour) + '}';
    });
}

} // namespace hookwalk::exports
