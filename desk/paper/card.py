"""The volunteer's card (值班一页纸) on A4: what to press on a day, what to say, what to do when something fails, what
is private. One page, to lie beside the keyboard."""

from collections.abc import Sequence
from typing import NamedTuple

from desk.paper.cleaning import one_line
from desk.paper.form import finished, new_form, subtitle
from desk.paper.letter import THIN, Letter
from desk.paper.paper import Paper
from desk.paper.paragraph import Span, Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS
from desk.reads.views import StationView
from desk.text import Say, mark, say_in

TITLE = mark("One page for the counter")
_PHONE = 30  # code points that are read of it
_SIZES = (12.5, 12, 11.5, 11, 10.5, 10)  # of its text: as large as fits one page
_LABEL = 2.45 * MM  # how wide the left column is, for each point of that
_LEAST_GAP = 12 * MM  # to be left above the foot, for whoever writes something in


class Entry(NamedTuple):
    """A key or a label at the left, what it does or says at the right."""

    name: str
    text: str


KEYS = (
    (
        Entry("F2", mark("Record: write it as it is spoken.")),
        Entry("Ctrl+Enter", mark("Save, and print the slip.")),
        Entry("Ctrl+P", mark("Print again.")),
        Entry("Ctrl+M", mark("Somebody wants to stay unnamed.")),
        Entry("Ctrl+G", mark("Who it is: four digits of a phone find who was here.")),
        Entry("F4", mark("Find: number, two characters, or four digits.")),
        Entry("Ctrl+L", mark("Lock, whenever you leave the chair.")),
    ),
    (
        Entry("F3", mark("Reception day; Ctrl+Enter begins it.")),
        Entry("Ctrl+N", mark("The next person takes a number.")),
        Entry("F6", mark("Call. Nobody came: F7.")),
        Entry("Ctrl+Enter", mark("What is said becomes a case, with a slip.")),
        Entry("F9", mark("Answered on the spot: only count, call the next.")),
        Entry("F1", mark("How to write, while you record.")),
        Entry("Esc", mark("Back. What you typed is kept.")),
    ),
)
SAYING = (
    Entry(mark("First"), mark('"Tell it the way you would at home. I write what you say."')),
    Entry(
        mark("The name"),
        mark('"You need not leave your name. If you do, it is used to answer you, and for nothing else."'),
    ),
    Entry(mark("The slip"), mark('"This number is yours. By the day printed here you hear from us."')),
    Entry(
        mark("Promises"),
        mark('"The office decides. I pass on what you said, word for word." Promise nothing more.'),
    ),
    Entry(
        mark("Elsewhere"),
        mark("Quarrels, lawsuits, accusations: choose the nature, and give the paper that says where to go."),
    ),
    Entry(
        mark("The answer"),
        mark('On To tell, read the words aloud, slowly. Ask: "Are you satisfied?" Note what they say.'),
    ),
)
FAILING = (
    Entry(
        mark("Printer"),
        mark("The case is saved. Look after paper and cable, press Ctrl+P. Otherwise copy the number by hand."),
    ),
    Entry(
        mark("Power"),
        mark("Take the numbered sheets, write by hand, tear off the number. Key them in when the power is back."),
    ),
    Entry(
        mark("Network"),
        mark("Go on. Everything is saved here and is sent by itself later. Sync shows what has not arrived."),
    ),
    Entry(mark("Password lost"), mark("The recovery code opens the station and sets a new password.")),
    Entry(
        mark("Computer"),
        mark("Repair nothing. The newest backup opens on another computer. Call the head of the station."),
    ),
)
PRIVATE = (
    mark("Ask for no more than the form does: no identity card, no illness, nobody else's name."),
    mark("Names and phones stay masked. Ctrl+. shows them to answer somebody, and who looked is written down."),
    mark("No photographs of the screen, no copies. Who wants to be erased: tell the head of the station."),
)


def make_card(station: StationView, lang: str = "zh") -> Paper:
    """One page. The same station makes the same bytes."""
    _ = say_in(lang)
    with PRESS:
        set_in = (_set(station, size, _) for size in _SIZES)
        letter = next((letter for letter in set_in if letter.room >= _LEAST_GAP), None) or _set(station, _SIZES[-1], _)
        return finished(letter, _("lies beside the keyboard"), "card", _)


def _set(station: StationView, size: float, _: Say) -> Letter:
    letter = new_form(_(TITLE), station.name, one_line(station.phone or "", _PHONE), station.sample, _)
    pen = letter.pen
    _keys(pen, size, _)
    _chapter(pen, _("What to say"), SAYING, size, _)
    _chapter(pen, _("When something fails"), FAILING, size, _)
    _heading(pen, _("What is private"))
    for number, line in enumerate(PRIVATE, 1):
        _entry(pen, size, f"{number}", _(line), pen.left, pen.edge, 6 * MM)
    _people(pen, size, _)
    return letter


def _keys(pen: Pen, size: float, _: Say) -> None:
    """Two columns: for one person at the counter, and for a reception day."""
    _heading(pen, _("What to press"))
    top, half, low = pen.y, pen.inner / 2, 0.0
    for at, entries in enumerate(KEYS):
        pen.y = top
        left = pen.left + at * half
        for entry in entries:
            _entry(pen, size, entry.name, _(entry.text), left, left + half - 3 * MM, _LABEL * size)
        low = max(low, pen.y)
    pen.y = low


def _chapter(pen: Pen, title: str, entries: Sequence[Entry], size: float, _: Say) -> None:
    _heading(pen, title)
    for entry in entries:
        _entry(pen, size, _(entry.name), _(entry.text), pen.left, pen.edge, _LABEL * size)


def _heading(pen: Pen, title: str) -> None:
    pen.gap(3)
    subtitle(pen, title)
    pen.rule(THIN)
    pen.gap(1.6)


def _entry(pen: Pen, size: float, name: str, text: str, left: float, edge: float, wide: float) -> None:
    top = pen.y
    fitting = pen.fit(name, size, 8, wide - MM, "B")
    pen.paragraph(name, Style(fitting, 1.42 * size, "B"), x=left, edge=left + wide - MM, most_lines=2)
    low, pen.y = pen.y, top
    pen.paragraph(_with_keys(text), Style(size, 1.42 * size), x=left + wide, edge=edge)
    pen.y = max(low, pen.y)
    pen.gap(0.8)


def _with_keys(text: str) -> list[Span]:
    """Keys within a sentence stand out."""
    words = text.split(" ")
    heavy = [word in _NAMED or word.rstrip(".,:;。，：；") in _NAMED for word in words]
    ends = [" "] * (len(words) - 1) + [""]
    return [(word + end, "B" if bold else "R") for word, end, bold in zip(words, ends, heavy, strict=True)]


def _people(pen: Pen, size: float, _: Say) -> None:
    """To be filled in by hand, once."""
    pen.gap(5)
    blanks = _("Head of the station ____________  Telephone ____________  The recovery code lies with ____________")
    pen.paragraph(blanks, Style(pen.fit(blanks, size, 9, pen.inner), 1.42 * size), most_lines=2)


_NAMED = frozenset(entry.name for column in KEYS for entry in column) | {"Ctrl+.", "F7"}
