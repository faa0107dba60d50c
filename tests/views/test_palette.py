"""Contrast of both palettes, computed (WCAG 2.2: 4.5 for text, 3 for marks)."""

import re

import pytest

from kg.views.html import template


def palettes():
    css = template("base.css")
    dark_at = css.index("prefers-color-scheme: dark")
    read = lambda text: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))  # noqa: E731
    light = read(css[:dark_at])
    return {"light": light, "dark": light | read(css[dark_at:])}


def light(color):
    values = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return sum(v * w for v, w in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXTS = ("ink", "muted", "accent", "against", "asks", "will", "silent")
KINDS = ("government", "media", "person", "organisation", "document", "group", "unknown", "says")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_texts_and_marks(scheme, ground):
    colors = palettes()[scheme]
    assert {t: c for t in TEXTS if (c := contrast(colors[t], colors[ground])) < 4.5} == {}
    assert {k: c for k in KINDS if (c := contrast(colors[k], colors[ground])) < 3} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_their_sources_colours(scheme):
    colors = palettes()[scheme]
    assert contrast(colors["ink"], colors["mark"]) >= 4.5
    for number in range(8):
        assert contrast(colors["ink"], colors[f"tint{number}"]) >= 4.5
        assert contrast(colors[f"line{number}"], colors["paper"]) >= 3
        assert contrast(colors[f"line{number}"], colors[f"tint{number}"]) >= 3


def test_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
