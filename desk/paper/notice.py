"""The notice of a reception day (公告), to be read from three metres; nothing personal but deputies' public office."""

from collections.abc import Sequence
from typing import NamedTuple

from desk.paper import heading
from desk.paper.cleaning import one_line
from desk.paper.letter import HEIGHT, THIN, WIDTH
from desk.paper.office import by_level, comma, group_of, level_of, name_of
from desk.paper.paper import Paper
from desk.paper.paragraph import Paragraph, Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS, press
from desk.paper.wording import month_name, plain_day, weekday
from desk.reads.reception_views import DeputyView, NoticeView
from desk.text import Say, mark, say_in

_SIDE, _TOP, _GRID = 20 * MM, 12 * MM, 0.1 * MM
_BAND, _ENGLISH = 42 * MM, 14 * MM  # the black band, and its lower part
_RULE = 0.7 * MM
_LABEL = 26 * MM
_GUTTER = 7 * MM
_FOOT = 259 * MM  # of the page: where telephone and station begin
_BIG, _SMALL, _THEME = 20.0, 16.0, 18.0
_LINE_EACH, _LARGE = 8, 4  # deputies that have a line of their own; that are set large
_STATION, _PLACE, _TOPIC, _TOWN, _PHONE = 60, 80, 160, 30, 30  # code points that are read of each
_NOON, _EVENING = "12:00", "18:00"
_COLUMNS = (
    (
        mark("What to talk about"),
        mark(
            "What concerns everybody around here: roads, parking, environment, the old, doctors, schools, offices; "
            "what you think of the government's work and how to do it better."
        ),
    ),
    (
        mark("How to come"),
        mark(
            "No appointment: take a number when you arrive. Come together if you like; of a large group up to 5 "
            "speak. If you find it hard to say, we write it down with you. Every matter gets a receipt."
        ),
    ),
    (
        mark("Not settled here"),
        mark(
            "Private disputes, unpaid wages, lawsuits and arbitration: we listen and tell you where to go and whom to "
            "ask. In danger call 110, 119 or 120."
        ),
    ),
)


class _Room(NamedTuple):
    """How large things are set, from the roomiest: a notice is one page whatever it holds."""

    leading: float = 1.4
    column: float = 15.0
    deputies: int = 8  # lines
    shrink: float = 1.0


_ROOMS = (
    _Room(),
    _Room(leading=1.28, column=14),
    _Room(leading=1.25, column=13),
    _Room(leading=1.22, column=12),
    _Room(leading=1.18, column=11),
    _Room(leading=1.2, column=11, shrink=0.88),
    _Room(leading=1.2, column=11, deputies=6, shrink=0.75),
    _Room(leading=1.2, column=10.5, deputies=4, shrink=0.7),
)


class _Fact(NamedTuple):
    """A label and the paragraphs beside it."""

    label: str
    told: Sequence[Paragraph]


def make_notice(view: NoticeView, lang: str = "zh") -> Paper:
    """One A4 page. The same view makes the same bytes."""
    _ = say_in(lang)
    with PRESS:
        pen = Pen(WIDTH, _SIDE, _SIDE, _TOP, _GRID)
        if view.sample:
            heading.sample_above(pen, _("SAMPLE: for practice, not a real notice"), 5 * MM)
        _band(pen, lang)
        _when(pen, view, _)
        top = pen.y
        for room in _ROOMS:
            facts, columns = _facts(pen, view, room, lang, _), _columns(pen, room, _)
            if top + _height(facts) + _columns_height(columns) <= _FOOT - 4 * MM:
                break
        _draw_facts(pen, facts)
        _draw_columns(pen, columns)
        _foot(pen, view, _)
        return press([pen], HEIGHT, f"notice-{view.day:%Y%m%d}")


def _band(pen: Pen, lang: str) -> None:
    """White on black from edge to edge as printers can: the day's name, and one line in the other language."""
    left, width = 12 * MM, WIDTH - 24 * MM
    title, other = mark("Deputies meet voters"), mark("Meet your people's deputies. Everyone is welcome.")
    say, aside = say_in(lang), say_in("en" if lang == "zh" else "zh")
    upper = _BAND - _ENGLISH
    pen.fill(left, _TOP, width, _BAND)
    pen.reverse(say(title), pen.fit(say(title), 56, 30, pen.inner, "B"), left, _TOP + MM, width, upper)
    line = aside(other)
    pen.reverse(
        line, pen.fit(line, 15.5, 12, pen.inner, "B"), left, _TOP + _BAND - _ENGLISH, width, _ENGLISH - 2.5 * MM
    )
    pen.y = _TOP + _BAND


def _when(pen: Pen, view: NoticeView, _: Say) -> None:
    """The day as large as it fits, the weekday and the hours under it."""
    top = pen.y
    day = _("{day} {month}").format(day=view.day.day, month=month_name(_, view.day))
    _centred(pen, day, pen.fit(day, 88, 40, pen.inner, "B"), top + 33.5 * MM)
    hours = weekday(_, view.day) + "\u3000" + _hours(view, _)
    _centred(pen, hours, pen.fit(hours, 34, 20, pen.inner, "B"), top + 51 * MM)
    pen.y = top + 58 * MM
    pen.rule(_RULE)
    pen.gap(5)


def _centred(pen: Pen, text: str, size: float, base: float) -> None:
    pen.y = base - 0.86 * size
    pen.paragraph(text, Style(size, size, "B", "center"), most_lines=1)


def _hours(view: NoticeView, _: Say) -> str:
    """上午8:30–11:00; of a day that spans noon the hours alone."""
    starts, ends = one_line(view.starts, 5), one_line(view.ends, 5)
    told = f"{starts.removeprefix('0')}–{ends.removeprefix('0')}"
    if starts < _NOON and ends <= _NOON:
        return _("in the morning, {hours}").format(hours=told)
    if starts >= _EVENING:
        return _("in the evening, {hours}").format(hours=told)
    if starts >= _NOON and ends <= _EVENING:
        return _("in the afternoon, {hours}").format(hours=told)
    return told


def _facts(pen: Pen, view: NoticeView, room: _Room, lang: str, _: Say) -> list[_Fact]:
    station = one_line(view.station, _STATION)
    facts = [
        _Fact(
            _("Where"), [_two_lines(pen, text, _BIG, room) for text in (station, one_line(view.room, _PLACE)) if text]
        )
    ]
    if view.deputies:
        facts.append(_Fact(_("Meet"), _deputies(pen, view.deputies, room, lang, _)))
    if view.towns:
        towns = comma(lang).join(one_line(town, _TOWN) for town in view.towns)
        facts.append(_Fact(_("Together"), [_two_lines(pen, towns, _THEME, room)]))
    if view.theme.strip():
        facts.append(_Fact(_("Theme"), [_two_lines(pen, one_line(view.theme, _TOPIC), _THEME, room)]))
    return facts


def _two_lines(pen: Pen, text: str, size: float, room: _Room) -> Paragraph:
    """Large if two lines hold it, else 16 points, else cut."""
    for each in (size, _SMALL):
        made = _set(pen, text, each, room, 2)
        if not made.cut:
            break
    return made


def _set(pen: Pen, text: str, size: float, room: _Room, most_lines: int) -> Paragraph:
    size = max(10.5, round(2 * size * room.shrink) / 2)
    return pen.typeset(text, Style(size, size * room.leading, "B"), pen.inner - _LABEL, most_lines)


def _deputies(pen: Pen, deputies: Sequence[DeputyView], room: _Room, lang: str, _: Say) -> list[Paragraph]:
    """Up to four large, up to eight in a line each, more by level and name alone."""
    if len(deputies) > _LINE_EACH:
        told = [_("{level}: {names}").format(level=level, names=names) for level, names in by_level(deputies, lang)]
        left = room.deputies
        made: list[Paragraph] = []
        for text in told[:left]:
            made.append(_set(pen, text, _SMALL, room, max(1, left - (len(told) - len(made) - 1))))
            left -= len(made[-1].lines) - 1
        return made
    size = _BIG if len(deputies) <= _LARGE else _SMALL
    return [_set(pen, _deputy(one, lang, _), size, room, 2) for one in deputies]


def _deputy(one: DeputyView, lang: str, _: Say) -> str:
    """蒋某　镇人大代表（山阳代表组）."""
    office, group = level_of(one, lang), group_of(one, lang, _)
    if group:
        office = _("{name} ({office})").format(name=office, office=group)
    return f"{name_of(one)}\u3000{office}"


def _height(facts: Sequence[_Fact]) -> float:
    return sum(sum(one.height for one in fact.told) + 3.4 * MM for fact in facts) + 6 * MM


def _draw_facts(pen: Pen, facts: Sequence[_Fact]) -> None:
    for fact in facts:
        first = fact.told[0].style if fact.told else Style(_BIG, 1.4 * _BIG)
        size = pen.fit(fact.label, 15, 9, _LABEL - 2 * MM)
        pen.text_on(fact.label, size, pen.left, pen.y + (first.leading - first.size) / 2 + 0.86 * first.size)
        for made in fact.told:
            pen.lay(made, pen.left + _LABEL)
        pen.gap(3.4)
    pen.rule(_RULE)
    pen.gap(6)


def _columns(pen: Pen, room: _Room, _: Say) -> list[tuple[Paragraph, Paragraph]]:
    width = (pen.inner - 2 * _GUTTER) / len(_COLUMNS)
    head, text = room.column + 1, Style(room.column, room.column * 1.53)
    return [
        (
            pen.typeset(_(title), Style(pen.fit(_(title), head, 10, width, "B"), head * 1.4, "B"), width, 1),
            pen.typeset(_(words), text, width),
        )
        for title, words in _COLUMNS
    ]


def _columns_height(columns: Sequence[tuple[Paragraph, Paragraph]]) -> float:
    return max(title.height + text.height for title, text in columns) + 2 * MM


def _draw_columns(pen: Pen, columns: Sequence[tuple[Paragraph, Paragraph]]) -> None:
    top, width = pen.y, (pen.inner - 2 * _GUTTER) / len(columns)
    for at, (title, text) in enumerate(columns):
        x = pen.left + at * (width + _GUTTER)
        if at:
            pen.fill(x - _GUTTER / 2, top, THIN, _columns_height(columns))
        pen.y = top
        pen.lay(title, x)
        pen.gap(2)
        pen.lay(text, x)


def _foot(pen: Pen, view: NoticeView, _: Say) -> None:
    pen.y = _FOOT
    pen.rule(0.5 * MM)
    base = pen.y + 10 * MM
    half = pen.left + 0.56 * pen.inner
    pen.text_on(_("To ask"), 15, pen.left, base)
    x = pen.left + pen.text_width(_("To ask"), 15) + 4 * MM
    phone = one_line(view.phone, _PHONE) or "________________"
    size, top = pen.fit(phone, 24, 11, half - x, "B"), pen.y + 4 * MM
    pen.y = base - 0.86 * size
    pen.paragraph(phone, Style(size, size, "B"), x=x, edge=half, most_lines=1)
    pen.y = top
    station = one_line(view.station, _STATION)
    pen.paragraph(station, Style(pen.fit(station, 14, 10, pen.edge - half), 18, align="right"), x=half, most_lines=2)
    posted = _("posted on {day}").format(day=plain_day(_, view.posted))
    pen.paragraph(posted, Style(12, 16, align="right"), x=half, most_lines=1)
    pen.y = max(pen.y, top + 13 * MM)
    tell = _("Cannot come? The suggestion point takes your words every day, and letters go into the red mailbox.")
    pen.paragraph(tell, Style(pen.fit(tell, 12, 9, pen.inner), 17), most_lines=1)
