// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as they were set, for who paints the same ones again and again: to find and place the letters takes as long as to
// paint them.
#pragma once

#include <QCache>
#include <QTextLayout>

namespace hookwalk::ui
{

struct TextStyle;

class SetTexts
{
public:
    struct Line {
        QTextLayout layout;
        double width = 0; // as the layout's, in pixels of its font
    };
    // The latest 500 are kept; the reference is good until the next call. `type`: as in PaintOptions.
    const Line& line(const QString& text, const TextStyle& style, double type);

private:
    struct Key {
        QString text;
        int pixels = 0, weight = 0;
        bool mono = false;
        double spacing = 0;
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed)
        {
            return qHashMulti(seed, key.text, key.pixels, key.weight, key.mono, key.spacing);
        }
    };
    QCache<Key, Line> m_lines{500};
};

} // namespace hookwalk::ui
