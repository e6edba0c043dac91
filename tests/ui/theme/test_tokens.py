"""Contrast by WCAG 2, recomputed from the tokens."""

import pytest

from ui.theme import DARK, LIGHT, TYPE

TEXT = {
    "text": "bg surface rail sunken tint line red_tint amber_tint",
    "text2": "bg surface rail sunken tint line",
    "text3": "bg surface rail sunken",
    "accent_text": "bg surface rail sunken tint",
    "on_accent": "accent accent_hover accent_press",
    "red": "bg surface rail tint red_tint",
    "amber": "bg surface rail tint amber_tint",
    "surface": "text",
    "ink": "paper",
    "ink2": "paper",
    "stamp": "paper",
}
EDGE = {"edge": "bg surface", "accent": "bg surface tint", "red": "surface", "amber": "surface"}
PAIRS = [
    (fore, ground, least)
    for table, least in ((TEXT, 4.5), (EDGE, 3.0))
    for fore, grounds in table.items()
    for ground in grounds.split()
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("fore", "ground", "least"), PAIRS)
def test_words_and_edges_stand_out_from_their_ground(
    fore: str, ground: str, least: float, tokens: dict[str, str]
) -> None:
    assert contrast(tokens[fore], tokens[ground]) >= least


def test_light_and_dark_name_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_no_words_are_smaller_than_fourteen() -> None:
    assert min(size for size, _ in TYPE.values()) == 14
    assert {weight for _, weight in TYPE.values()} == {400, 600}
