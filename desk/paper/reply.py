"""The reply notice (答复函, form F5): a letter to the person, with their full name and nothing else of theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.errors import BadInput
from desk.paper import heading
from desk.paper.cleaning import clean, one_line
from desk.paper.letter import HEAVY, HEIGHT, THIN, Letter, even_title
from desk.paper.letter_grid import Cell, Row, cells, options
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS, press
from desk.paper.rows import Option
from desk.paper.slip import BOTH
from desk.paper.wording import plain_day
from desk.reads.views import ReplyView
from desk.text import Say, mark, say_in

SIZE = "A4"
MOST_LINES = 480  # of the reply: fifteen pages
_MOST_READ = 20_000  # code points: a reply has at most 8,000
_PROMISE_LINES = 26  # what 500 characters need
_SIGNATURE, _SIGNED = 46 * MM, 76 * MM  # its height, and the width of what stands over the seal
_BLANK = "____________"  # to be filled in by hand
_NAME, _UNIT, _SHORT, _PROMISE, _TITLE = 50, 60, 40, 500, 400  # code points that are read of each
_BODY = Style(12, 21.5, justify=True, indent=2)
_OUTCOMES = {
    "1": mark("Adopted"),
    "2": mark("Being solved"),
    "3": mark("Planned"),
    "4": mark("For reference"),
    "5": mark("Not adopted"),
}
_GUILLEMETS = str.maketrans("《》", "〈〉")  # inside another pair (GB/T 15834)


@dataclass(frozen=True)
class Voice:
    """Fixed words in one language, or in Chinese with English behind it."""

    says: tuple[Say, ...]

    def __call__(self, message: str) -> str:
        return " ".join(say(message) for say in self.says)

    def each(self, told: Callable[[Say], str], between: str = "\u3000") -> str:
        return between.join(told(say) for say in self.says)


def make_reply(view: ReplyView, size: str = SIZE, lang: str = "zh") -> Paper:
    """The letter; `lang` is zh, en or both: the reply itself stays as it was written. The same view makes the same
    bytes. Raises BadInput `size_not_offered`."""
    if size != SIZE:
        raise BadInput("size_not_offered", size=size, offered=SIZE)
    voice = Voice(tuple(map(say_in, ("zh", "en") if lang == BOTH else (lang,))))
    number = show_number(digits_of(view.number[:LENGTH]))
    with PRESS:
        letter = Letter(lambda pen: _head(pen, view, number, voice))
        _opening(letter.pen, view, number, voice)
        _body(letter, view, voice)
        _closing(letter, view, voice)
        letter.finish(lambda page, pages: _foot(page, pages, number, voice))
        return press(letter.pages, HEIGHT, number)


def _opening(pen: Pen, view: ReplyView, number: str, _: Voice) -> None:
    _mark_sample(pen, view, _)
    unit = one_line(view.unit, _UNIT) or _BLANK
    size = pen.fit(unit, 24, 18, pen.inner, "B")
    least = pen.y + 13 * MM
    even_title(pen, unit, Style(size, size * 1.2, "B", "center"), most_lines=3)
    pen.y = max(least, pen.y + 2 * MM)
    pen.rule(HEAVY)
    pen.gap(3)
    _numbers(pen, one_line(view.document, _SHORT), _("Suggestion no.") + " " + number)
    _title(pen, view, _)
    pen.gap(6)
    pen.paragraph(_addressee(view, _.says[0]), Style(12, 21.5), most_lines=2)


def _numbers(pen: Pen, document: str, number: str) -> None:
    """文号 at the left, smaller where it is long; the suggestion's number at the right."""
    pen.text(number, 11, pen.edge, pen.y, "B", "right")
    edge = pen.edge - pen.text_width(number, 11, "B") - 4 * MM
    size = pen.fit(document, 11, 8.5, edge - pen.left)
    top = pen.y
    pen.paragraph(document, Style(size, 1.2 * size), edge=edge, most_lines=2)
    pen.y = top
    pen.gap(13)


def _title(pen: Pen, view: ReplyView, _: Voice) -> None:
    """In the first language; the other one adds a line that does not say the title again."""
    first, *others = _.says
    words, title = first(mark("Reply to: {title}")), one_line(view.title, _TITLE)
    title = words.format(title=title.translate(_GUILLEMETS) if "《" in words else title)
    even_title(pen, title, Style(17, 25, "B", "center"), most_lines=4)
    for say in others:
        pen.paragraph(say(mark("Reply to your suggestion")), Style(13, 20, "B", "center"))


def _addressee(view: ReplyView, say: Say) -> str:
    if view.anonymous:
        return say(mark("To the person who made this suggestion:"))
    return say(mark("{name}:")).format(name=one_line(view.name, _NAME) or _BLANK)


def _body(letter: Letter, view: ReplyView, _: Voice) -> None:
    left, omitted = MOST_LINES, max(0, len(view.body) - _MOST_READ)
    for text in filter(None, (line.strip() for line in clean(view.body[:_MOST_READ]).split("\n"))):
        if left <= 0:
            omitted += len(text)
            continue
        made = letter.flow(text, _BODY, left)
        omitted += sum(len(line.text) for line in made.lines[left:])
        left -= len(made.lines)
    if omitted:
        note = _("({count} more characters are not printed; the whole reply can be read at the station.)")
        letter.flow(note.format(count=omitted), Style(12, 21.5), most_lines=4)


def _closing(letter: Letter, view: ReplyView, _: Voice) -> None:
    """Grid and signature never split, and the signature never stands alone on a page."""
    grid = _grid(letter.pen, view, _)
    height = 3 * MM + sum(row.height for row in grid)
    letter.need(height + _SIGNATURE)
    pen = letter.pen
    pen.gap(3)
    for row in grid:
        row.draw(pen)
    _signature(pen, view, _)


def _grid(pen: Pen, view: ReplyView, _: Voice) -> tuple[Row, ...]:
    outcomes = [Option(_(words), code == view.outcome) for code, words in _OUTCOMES.items()]
    promised = view.promised
    day = _.each(lambda say: plain_day(say, promised), " ") if promised else ""
    named = (_label(_, mark("What is promised")), one_line(view.promise, _PROMISE))
    contact = (_label(_, mark("Contact")), one_line(view.contact, _NAME))
    phone = (_label(_, mark("Phone")), one_line(view.contact_phone, _SHORT).replace(" ", "\u00a0"))
    return (
        options(pen, _label(_, mark("Outcome")), outcomes, 10 * MM),
        cells(pen, (Cell(*named, 0.66, _PROMISE_LINES), Cell(_label(_, mark("By when")), day, 0.34)), 13 * MM),
        cells(pen, (Cell(*contact, 0.4), Cell(*phone, 0.6)), 10 * MM),
    )


def _label(_: Voice, message: str) -> str:
    """One line a language; 时限 and 联系人 are spread to the width of four characters."""
    between = {2: "\u3000", 3: " "}
    return _.each(lambda say: between.get(len(say(message)), "").join(say(message)), "\n")


def _signature(pen: Pen, view: ReplyView, _: Voice) -> None:
    """Who signs does so by hand; the seal goes over the unit and the date."""
    pen.gap(10)
    top, x = pen.y, pen.edge - _SIGNED
    pen.text(_behind(_("Signed:"), _BLANK[:8]), 11, pen.left, top)
    unit = one_line(view.unit, _UNIT) or _BLANK
    pen.paragraph(unit, Style(12, 17, align="center"), most_lines=3, x=x)
    pen.y = max(pen.y + 1 * MM, top + 7 * MM)
    pen.paragraph(_("(seal)"), Style(10.5, 15, align="center"), x=x)
    pen.gap(1.2)
    pen.paragraph(_.each(lambda say: plain_day(say, view.day)), Style(12, 17, align="center"), x=x)
    _copies(pen, view, top + 22 * MM, _)


def _behind(label: str, value: str) -> str:
    """A full-width colon needs no blank."""
    return label + ("" if label.endswith("：") else " ") + value


def _copies(pen: Pen, view: ReplyView, least: float, _: Voice) -> None:
    """Below the signature, at the foot of the page."""
    units = "，".join(one_line(unit, _UNIT) for unit in view.copy_to)
    made = pen.typeset(_behind(_("Copies:"), units or _BLANK), Style(10, 14), pen.inner, most_lines=3)
    pen.y = max(least, HEIGHT - 31 * MM - made.height)
    pen.rule(THIN)
    pen.gap(1.6)
    pen.lay(made, pen.left)


def _head(pen: Pen, view: ReplyView, number: str, _: Voice) -> None:
    _mark_sample(pen, view, _)
    pen.text(_("Reply (continued)") + "\u3000" + number, 11, pen.left, pen.y, "B")
    pen.gap(9)


def _mark_sample(pen: Pen, view: ReplyView, _: Voice) -> None:
    """Above the margin, so that a practice letter is set as a real one."""
    if view.sample:
        heading.sample_above(pen, _("SAMPLE: for practice, not a real letter"), 12 * MM)


def _foot(page: int, pages: int, number: str, _: Voice) -> tuple[str, str]:
    left = ("民声台 Minsheng Desk", _("Form F5"), _("Number") + " " + number)
    shown = _("Page {page} of {pages}").format(page=page, pages=pages)
    return "\u3000".join(left), shown
