"""Around the steps of the first run: at the left what the desk is and how far one has come, below the way on."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import Item, column, kind, row
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.keycap import Count
from ui.widgets.label import label, restyle
from ui.widgets.mark import Mark

STEPS = (
    mark("Whose computer this is"),
    mark("Station and person on duty"),
    mark("Password and recovery code"),
    mark("Printer, and a test slip"),
    mark("Ready, begin"),
)
STEP = mark("Step {number} of {count}")


class Progress:
    """The five steps in the left column, and in a word where there is none."""

    def __init__(self, look: Look) -> None:
        self._ = look.say
        self._narrow = look.room == "narrow"
        self._marks = [Count(look, number + 1) for number in range(len(STEPS))]
        self._names = [label(self._(name), "body", "text2", wrap=True) for name in STEPS]
        self.word = label("", "sub", "text2", wrap=True)

    def lines(self, look: Look) -> list[QWidget]:
        pairs = zip(self._marks, self._names, strict=True)
        return [row(look, count, (name, 1), gap=12, pad=(0, 8, 0, 8)) for count, name in pairs]

    def show(self, number: int) -> None:
        """`number` counts from 1."""
        for at, (count, name) in enumerate(zip(self._marks, self._names, strict=True), 1):
            count.show_count(at, on=at <= number)
            restyle(name, t="strong" if at == number else "body", c="text" if at == number else "text2")
        word = self._(STEP).format(number=number, count=len(STEPS))
        self.word.setText(f"{word}: {self._(STEPS[number - 1])}" if self._narrow else word)


def left_column(look: Look, progress: Progress) -> QWidget:
    """Names the desk; on the way through it stays as it is."""
    _ = look.say
    mid = look.room == "mid"
    tale = _("Take down what people say, give them a slip, and tell them what became of it.")
    offline = row(look, Glyph(look, "wifi-off", "text3", 16), (label(_("Needs no network"), "sub", wrap=True), 1))
    parts: list[Item] = [
        row(look, Mark(look, 56), None),
        12,
        label(_("Minsheng Desk"), "display" if look.lang == "zh" and not mid else "number", wrap=True),
        label(tale, "body", "text2", wrap=True),
        20 if mid else 32,
        *progress.lines(look),
        None,
        offline,
    ]
    pad = (28, 32, 24, 24) if mid else (48, 56, 40, 40)
    left = column(look, *parts, gap=0, pad=pad, on=kind("rail"))
    left.setFixedWidth(look.px(272 if mid else 392))
    return left


def languages(look: Look, turn: Callable[[str], object]) -> list[Button]:
    """Both languages by their own names, on every step."""

    def button(lang: str, word: str) -> Button:
        here = lang == look.lang
        icon = "check" if here else None
        made = Button(look, word, "small" if here else "smallquiet", icon=icon, click=lambda: turn(lang))
        made.setAutoDefault(True)
        return made

    return [button("zh", "中文"), button("en", "English")]
