"""The receipt on A5: the person's copy above, the stub below, a dashed line between; only the summary yields."""

from dataclasses import dataclass

from desk.paper import blocks, heading
from desk.paper.paragraph import Span, Style
from desk.paper.pen import DOT, MM, Pen
from desk.paper.qr import qr_side
from desk.paper.receipt import from_label, title_of, whole_text_note, whose_copy
from desk.paper.rows import Rows
from desk.paper.stub_a5 import HEIGHT, MODULE, TEAR, WIDTH, bold_line, stub, tear_line, who
from desk.paper.wording import (
    ACCUSATION,
    Words,
    how_to_ask,
    moment,
    notice,
    promise,
    promised_day,
    subject,
    where_it_goes,
)
from desk.reads.views import SlipView
from desk.text import Say

SIDE, TOP = 12 * MM, 8.5 * MM
_END = TEAR - 3 * MM  # of the upper part
_SAMPLE_TOP = 4.5 * MM  # above the margin, so that a practice slip has the room of a real one
_HEAD_LINE = 6 * DOT
_LABEL_WIDTH = {"zh": 18 * MM, "en": 26 * MM}
_HALF = 64 * MM  # where the second column begins
_NOTICE = Style(9, 13, justify=True)


@dataclass(frozen=True)
class _Room:
    """How many lines a part may have. The summary yields; the others do so only to what nobody writes."""

    summary: int
    title: int = 4
    other: int = 4
    notice: int = 12


_ROOMS = (
    *(_Room(lines) for lines in (6, 5, 4, 3, 2, 1, 0)),
    _Room(0, 3, 3),
    _Room(0, 2, 2),
    _Room(0, 2, 2, 8),
    _Room(0, 1, 1, 6),
)


def new_page() -> Pen:
    return Pen(WIDTH, SIDE, SIDE, TOP)


def whole_sheet(view: SlipView, words: Words, lang: str, _: Say, pages: str = "", further: bool = False) -> Pen:
    """Both copies in one language. `pages` stands above the copy's name (第1页 共6页); `further`: the whole text is on
    other pages."""
    pen = person_sheet(view, words, lang, _, pages, further, _END)
    tear_line(pen, _("Tear here"))
    stub(pen, view, words, _)
    return pen


def person_sheet(
    view: SlipView, words: Words, lang: str, _: Say, pages: str = "", further: bool = False, end: float = HEIGHT - TOP
) -> Pen:
    """The person's copy alone; the summary has as many lines as leave all of it above `end`."""
    for room in _ROOMS:
        pen = new_page()
        _person(pen, view, words, lang, _, room, pages, further)
        if pen.y <= end:
            break
    return pen


def _person(pen: Pen, view: SlipView, words: Words, lang: str, _: Say, room: _Room, pages: str, further: bool) -> None:
    if view.station.sample:
        pen.y = _SAMPLE_TOP
        heading.sample_bar(pen, _("SAMPLE: for practice, not a real slip"))
    _head(pen, view, words, _, pages)
    _number(pen, view, words, _)
    rows = Rows(pen, _LABEL_WIDTH[lang], 10)
    if view.reprint:
        again = _("no. {count}, {time}").format(count=view.reprint, time=moment(_, view.printed_at))
        rows.row(_("Reprint"), again, weight="B")
    _facts(pen, view, words, lang, _)
    if title := subject(_, view, words):
        more = _("…… ({count} characters)").format(count=words.title_length)
        rows.row(_("Subject"), title, size=10.5, weight="B", most_lines=room.title, more=more)
    _summary(rows, view, words, _, room, further)
    rows.row(_("Where it goes"), where_it_goes(_, view, words), size=10.5, justify=True, most_lines=room.other)
    if view.nature != ACCUSATION:
        _promise(pen, view, _)
    _ask(rows, words, _, room)
    blocks.notice(pen, _("Your personal information"), notice(_, view, words), _NOTICE, room.notice)


def _head(pen: Pen, view: SlipView, words: Words, _: Say, pages: str) -> None:
    copy = whose_copy(view, _)
    tag = pen.text_width(copy, 10, "B") + 4 * MM
    edge = pen.edge - pen.text_width(pages, 8.5) - (4 * MM if pages else 0)
    if pages:
        pen.text(pages, 8.5, pen.edge, pen.y + 1, align="right")
    bold_line(pen, words.station, 10.5, pen.left, edge)
    pen.y += 14
    pen.gap(0.8)
    top, title = pen.y, title_of(view, _)
    size = pen.fit(title, 17, 11, pen.inner - tag - 2 * MM, "B")
    pen.text(title, size, pen.left, top, "B")
    middle = top + 0.6 * size
    pen.reverse(copy, 10, pen.edge - tag, middle - heading.TAG_HEIGHT / 2, tag, heading.TAG_HEIGHT)
    pen.y = max(top + 1.2 * size, middle + heading.TAG_HEIGHT / 2)
    pen.gap(1.2)
    pen.rule(_HEAD_LINE)
    pen.gap(3)


def _number(pen: Pen, view: SlipView, words: Words, _: Say) -> None:
    """The number in large figures, the station's name beside it, the QR of both at the right."""
    shown, payload = heading.number_and_payload(view.number, view.station.code)
    side, top = qr_side(payload) * MODULE, pen.y
    pen.qr(payload, pen.edge - side, top, MODULE)
    pen.text(_("Number"), 9, pen.left, top)
    pen.text(shown, 23, pen.left, top + 4.6 * MM, "B")
    x = pen.left + pen.text_width(shown, 23, "B") + 4 * MM
    made = pen.typeset(words.station, Style(9, 12), pen.edge - side - 4 * MODULE - x, 2)
    pen.y = top + 13.6 * MM - made.height
    pen.lay(made, x)
    pen.y = top + side
    pen.gap(2.4)
    pen.rule()
    pen.gap(1.8)


def _facts(pen: Pen, view: SlipView, words: Words, lang: str, _: Say) -> None:
    """Two columns of short facts; a whole name was asked for to check its characters: larger."""
    checked = words.name_whole and not view.anonymous
    _pair(
        pen,
        lang,
        (_("Recorded"), moment(_, view.recorded_at), 10.5),
        (_("Kind"), view.nature_label.say(lang), 10.5),
    )
    _pair(
        pen,
        lang,
        (from_label(view, _), who(view, words, words.name, _), 12 if checked else 10.5),
        (_("Clerk"), words.clerk, 10.5),
    )


def _pair(pen: Pen, lang: str, left: tuple[str, str, float], right: tuple[str, str, float]) -> None:
    """Each a label, its value and the value's size; nothing is written of a value that is not there."""
    top, ends = pen.y, [pen.y]
    start, edge = pen.left, pen.edge
    for at, (label, value, size) in ((0.0, left), (_HALF + (0 if lang == "zh" else 4 * MM), right)):
        if not value:
            continue
        pen.y, pen.left = top, start + at
        pen.edge = edge if at else start + _HALF - 2 * MM
        Rows(pen, _LABEL_WIDTH[lang] if lang == "zh" or not at else 14 * MM, 10).row(
            label, value, size=size, most_lines=2
        )
        ends.append(pen.y)
    pen.left, pen.edge, pen.y = start, edge, max(ends)


def _summary(rows: Rows, view: SlipView, words: Words, _: Say, room: _Room, further: bool) -> None:
    """What is left out is told in numbers, and where it is."""
    text = words.summary.text
    if not text:
        return
    told = whole_text_note(view, _)
    if further:
        told = _("({count} characters in all; see the appendix)").format(count=_length(view))
    cut = words.summary.cut or not room.summary
    if not cut:
        cut = rows.pen.typeset(text, Style(10.5, 14.5), rows.pen.edge - rows.x, room.summary).cut
    if not cut:
        rows.row(_("Summary"), text, size=10.5, justify=True)
    elif further:
        rows.row(_("Summary"), text + told, size=10.5, justify=True, most_lines=max(1, room.summary), more="……" + told)
    else:
        if room.summary:
            rows.row(_("Summary"), text, size=10.5, justify=True, most_lines=max(1, room.summary - 1))
        rows.row("" if room.summary else _("Summary"), told, size=9, most_lines=2)


def _length(view: SlipView) -> int:
    return max(len(view.whole_text), len(view.body))


def _promise(pen: Pen, view: SlipView, _: Say) -> None:
    """Heading and day on one line, what is promised under them."""
    pen.gap(0.6)
    heading_words = _("Our station's own promise")
    if view.promised is None:
        blocks.framed(pen, [(heading_words, Style(10, 15)), (promise(_, view), Style(10.5, 14.5))])
    else:
        blocks.framed_day(pen, heading_words, promised_day(_, view.promised), promise(_, view))


def _ask(rows: Rows, words: Words, _: Say, room: _Room) -> None:
    spans: list[Span] = [(f"{words.phone}\u3000", "B")] if words.phone else []
    spans.append((how_to_ask(_, words), "R"))
    rows.row(_("How to ask"), spans, size=10.5, most_lines=room.other)
