"""The digest (建议摘报): one page for those who decide, with a frame for their instruction.

Goal one page. What is longer moves whole chapters to the next one, and above 1,100 characters the frame stands under
the title, so that whoever is to write in it finds it on page 1.
"""

from collections.abc import Sequence
from typing import NamedTuple

from desk.domain.digest import CHAPTERS
from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.paper import heading
from desk.paper.cleaning import clean, one_line
from desk.paper.digest_wording import opening
from desk.paper.letter import HEAVY, HEIGHT, LETTER, THIN, Letter, even_title
from desk.paper.paper import Paper
from desk.paper.paragraph import Align, Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS, press
from desk.paper.wording import plain_day
from desk.reads.digest_views import DigestPaperView
from desk.text import Say, mark, say_in

SIZE = "A4"
LONG = 1_100  # characters: the frame stands under the title
MOST_LINES = 160  # of a chapter: five pages
_MOST_READ = 20_000  # code points: a chapter holds no more
_TITLE, _OFFICE, _NAME, _WIDE = 400, 60, 50, 200  # code points that are read of each
_MOST_NUMBERS = 3
_LEAST_FRAME, _FLOWING_FRAME = 30 * MM, 50 * MM
_BORDER, _ABOVE_FRAME, _BELOW_FRAME = 0.5 * MM, 4 * MM, 4 * MM
_BODY = Style(12, 20.5, justify=True, indent=2)
_HEAD = Style(12, 20.5, "B")
_PASSED_ON = Style(11, 16.5)
_ALIGNED: tuple[Align, ...] = ("left", "center", "right")
_BLANK = "________"  # to be filled in by hand
_NUMBERS = (mark("1. "), mark("2. "), mark("3. "))
_HEADS = {
    "cause": mark("Main cause"),
    "proposal": mark("Proposals"),
    "opinion": mark("Assessment"),
}


class _Chapter(NamedTuple):
    """`lines` of the original, and the height they are set in with their head."""

    head: str
    lines: tuple[str, ...]
    omitted: int
    height: float


def make_digest(view: DigestPaperView, lang: str = "zh") -> Paper:
    """As many A4 pages as it needs. The same view makes the same bytes."""
    _ = say_in(lang)
    title = f"digest-{view.day.year}-{view.issue}"
    with PRESS:
        letter = Letter(lambda pen: _go_on(pen, view, _))
        _masthead(letter.pen, view, _)
        _text(letter, view, lang)
        letter.finish(lambda page, pages: _foot(page, pages, view, _))
        return press(letter.pages, HEIGHT, title)


def _masthead(pen: Pen, view: DigestPaperView, _: Say) -> None:
    _mark_sample(pen, view, _)
    name = _("Digest of suggestions")
    size = pen.fit(name, 38, 24, pen.inner, "B")
    pen.text(name, size, pen.left + pen.inner / 2, pen.y - 2 * MM, "B", "center")
    pen.gap(17)
    _issue(pen, view, _)
    pen.rule(HEAVY)
    pen.gap(4.5)
    title = one_line(view.texts.title, _TITLE) or _BLANK
    even_title(pen, title, Style(18, 27.3, "B", "center"), most_lines=4)
    pen.gap(3.5)


def _issue(pen: Pen, view: DigestPaperView, _: Say) -> None:
    """Issue, office, date; the office in the room that the other two leave."""
    issue = _("No. {issue} of {year}").format(issue=view.issue or "   ", year=view.day.year)
    day = plain_day(_, view.day)
    pen.text(issue, 12, pen.left, pen.y)
    pen.text(day, 12, pen.edge, pen.y, align="right")
    beside = max(pen.text_width(issue, 12), pen.text_width(day, 12)) + 3 * MM
    office = Style(12, 17, align="center")
    words = one_line(view.texts.office, _OFFICE)
    pen.paragraph(words, office, x=pen.left + beside, edge=pen.edge - beside, most_lines=3)
    pen.gap(2.2)


def _text(letter: Letter, view: DigestPaperView, lang: str) -> None:
    """Which chapters stand on page 1, and whether the frame stands above or below them."""
    _ = say_in(lang)
    pen = letter.pen
    said = pen.typeset(opening(view, lang), _BODY, pen.inner, most_lines=6)
    chapters = _chapters(pen, view, _)
    tail = _Tail(pen, view, _)
    frame = _ABOVE_FRAME + _LEAST_FRAME + _BELOW_FRAME
    here = _fitting(chapters, letter.room - frame - said.height, tail.height)
    long = sum(len(line) for chapter in chapters for line in chapter.lines) > LONG
    if not here:
        _frame(pen, _FLOWING_FRAME, _)
        pen.lay(said, pen.left)
        _flow(letter, chapters, _)
    else:
        used = said.height + sum(chapter.height for chapter in here)
        used += tail.height if len(here) == len(chapters) else 0.0
        left = letter.room - used - _ABOVE_FRAME - _BELOW_FRAME - MM  # lines fall on a grid: not all of it is there
        if long:
            _frame(pen, left, _)
        pen.lay(said, pen.left)
        _flow(letter, here, _)
        if not long:
            _frame(pen, left, _)
        rest = chapters[len(here) :]
        if rest:
            letter.turn()
            _flow(letter, rest, _)
    letter.need(tail.height)
    tail.draw(letter.pen)


def _fitting(chapters: Sequence[_Chapter], room: float, tail: float) -> Sequence[_Chapter]:
    """Those that stand whole on page 1: all of them with the tail, or as many as fit without it; the tail is never
    alone on a page."""
    if sum(chapter.height for chapter in chapters) + tail <= room:
        return chapters
    count = 0
    for chapter in chapters[:-1]:
        if chapter.height > room:
            break
        room -= chapter.height
        count += 1
    return chapters[:count]


def _chapters(pen: Pen, view: DigestPaperView, _: Say) -> list[_Chapter]:
    """Those that were written, numbered as they come."""
    made: list[_Chapter] = []
    for name in CHAPTERS:
        text = getattr(view.texts, name)
        lines = [line.strip() for line in clean(text[:_MOST_READ]).split("\n")]
        shown, count, omitted = [], 0, max(0, len(text) - _MOST_READ)
        for line in filter(None, lines):
            needs = len(pen.typeset(line, _BODY, pen.inner).lines)
            if count >= MOST_LINES:
                omitted += len(line)
                continue
            shown.append(line)
            count += needs
        if shown:
            over = count - MOST_LINES
            height = _HEAD.leading + min(count, MOST_LINES) * _BODY.leading
            height += _BODY.leading if omitted or over > 0 else 0.0
            made.append(_Chapter(_(_NUMBERS[len(made)]) + _(_HEADS[name]), tuple(shown), omitted, height))
    return made


def _flow(letter: Letter, chapters: Sequence[_Chapter], _: Say) -> None:
    """A chapter that fits on a page is not broken; a head never stands without two lines."""
    page = HEIGHT - LETTER.top - LETTER.bottom - 9 * MM  # below the head of a page that goes on
    for chapter in chapters:
        letter.need(chapter.height if chapter.height <= page else _HEAD.leading + 2 * _BODY.leading)
        letter.flow(chapter.head, _HEAD, 2)
        left, omitted = MOST_LINES, chapter.omitted
        for line in chapter.lines:
            whole = letter.flow(line, _BODY, left)
            omitted += sum(len(one.text) for one in whole.lines[left:])
            left = max(0, left - len(whole.lines))
        if omitted:
            note = _("({count} more characters are not printed; the whole digest can be read at the office.)")
            letter.flow(note.format(count=omitted), Style(12, 20.5), 2)


def _frame(pen: Pen, height: float, _: Say) -> None:
    """领导批示: to be written in by hand."""
    pen.y += _ABOVE_FRAME
    top = pen.y
    pen.box(pen.left, top, pen.inner, height, _BORDER)
    pen.text(_("Leader's instruction"), 11, pen.left + 2.6 * MM, top + 2 * MM, "B")
    day = _("____ year ____ month ____ day").replace("_", "\u00a0")
    pen.text(day, 11, pen.edge - 3 * MM, top + height - 6.4 * MM, align="right")
    pen.y = top + height + _BELOW_FRAME


class _Tail:
    """版记: to whom it goes, who signs it, who wrote it; at the foot of the last page."""

    def __init__(self, pen: Pen, view: DigestPaperView, _: Say) -> None:
        texts = view.texts
        self._rows = [
            pen.typeset(_behind(_(label), one_line(said, _WIDE) or _BLANK), _PASSED_ON, pen.inner, most_lines=3)
            for label, said in ((mark("Reported to:"), texts.report_to), (mark("Copies to:"), texts.send_to))
        ]
        self._signed = [
            _behind(_("Signed by:"), one_line(texts.signer, _NAME) or _BLANK),
            _behind(_("Editor:"), one_line(texts.editor, _NAME) or _BLANK),
            _behind(_("Phone:"), one_line(texts.phone, _NAME).replace(" ", "\u00a0") or _BLANK),
        ]
        self.height = sum(row.height for row in self._rows) + 14 * MM

    def draw(self, pen: Pen) -> None:
        pen.y = max(pen.y, HEIGHT - LETTER.bottom - self.height)
        pen.gap(1.5)
        pen.rule(THIN)
        pen.gap(1)
        for row in self._rows:
            pen.lay(row, pen.left)
        pen.gap(1)
        pen.rule(_BORDER)
        pen.gap(1.4)
        column, between = (pen.inner - 4 * MM) / 3, 2 * MM
        for at, (words, align) in enumerate(zip(self._signed, _ALIGNED, strict=True)):
            style = Style(pen.fit(words, 11, 7.5, column), 15, align=align)
            kept = pen.y
            pen.lay(pen.typeset(words, style, column, most_lines=1), pen.left + at * (column + between))
            pen.y = kept
        pen.y += 16


def _behind(label: str, value: str) -> str:
    """A full-width colon needs no blank."""
    return label + ("" if label.endswith("：") else " ") + value


def _go_on(pen: Pen, view: DigestPaperView, _: Say) -> None:
    _mark_sample(pen, view, _)
    issue = _("No. {issue} of {year}").format(issue=view.issue or "   ", year=view.day.year)
    pen.text(_("Digest (continued)") + "\u3000" + issue, 11, pen.left, pen.y, "B")
    pen.gap(9)


def _mark_sample(pen: Pen, view: DigestPaperView, _: Say) -> None:
    if view.sample:
        heading.sample_above(pen, _("SAMPLE: for practice, not a real digest"), 12 * MM)


def _foot(page: int, pages: int, view: DigestPaperView, _: Say) -> tuple[str, str]:
    numbers = [show_number(digits_of(number[:LENGTH])) for number in view.numbers[:_MOST_NUMBERS]]
    said = "、".join(numbers)
    if len(view.numbers) > _MOST_NUMBERS:
        said = _("{numbers} and others, {count} in all").format(numbers=said, count=len(view.numbers))
    left = ("民声台 Minsheng Desk", _("Suggestion no.") + " " + said)
    return "\u3000".join(left), _("Page {page} of {pages}").format(page=page, pages=pages)
