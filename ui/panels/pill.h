// A rounded label with a dot: the state of a thing in two words, its reason on hover.
#pragma once

#include "ui/appearance.h"

#include <QWidget>

namespace hookwalk::ui
{

class Pill : public QWidget
{
    Q_OBJECT

public:
    enum class Tone { Good, Quiet, Hint, Bad };

    explicit Pill(const Appearance& appearance, QWidget* parent = nullptr);
    void setState(Tone tone, const QString& text, const QString& why);
    const QString& text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance& m_appearance;
    Tone m_tone = Tone::Quiet;
    QString m_text;
};

} // namespace hookwalk::ui
