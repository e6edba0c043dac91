"""The day sheet (代表接待选民登记表, form F2): every conversation of a session, its sums, and who signs for them.

An internal record that is kept locked: names and telephones are masked, the voter's own signature is on the stub.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from desk.paper.cleaning import one_line
from desk.paper.day_block import Day, draw_block
from desk.paper.figures import FigureRow, figures
from desk.paper.form import finished, new_form, subtitle
from desk.paper.letter import Letter
from desk.paper.letter_grid import Cell, Row, cells
from desk.paper.office import by_level, comma, names_of, with_office
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS
from desk.paper.signing import Frame, frames
from desk.paper.wording import hour, plain_day, weekday
from desk.reads.reception_views import DaySheetView, DeputyView, PresenceView, SessionView, TalkView, Totals
from desk.text import Say, mark, say_in

_ROW = 7.9 * MM
_NAMED_ONE_BY_ONE = 6  # deputies; more are named by level
_MOST_DEPUTIES_LINES = 20
_ROOM, _THEME, _STAFF, _HEAD = 100, 120, 120, 50  # code points that are read of each
_NOTE = Style(9, 13)
_DONE, _GONE = "done", ("left", "missed")
_SUMS = (
    mark("Groups received"),
    mark("People received"),
    mark("Cases recorded"),
    mark("Answered here"),
    mark("Passed on"),
    mark("Suggestions drafted"),
    mark("Guided elsewhere"),
)


def make_day_sheet(view: DaySheetView, lang: str = "zh") -> Paper:
    """As many A4 pages as it needs. The same view makes the same bytes."""
    _ = say_in(lang)
    session = view.session
    number = _("Session {number}").format(number=one_line(session.number, 40) or "____________")
    with PRESS:
        title, station = _("Register of a deputies' reception"), session.place or view.station
        letter = new_form(title, station, number, view.sample, _)
        _head(letter.pen, session, lang, _)
        _conversations(letter, session, lang, _)
        _closing(letter, view, lang, _)
        tail = _("Form F2\u3000names and phones masked; the voter's signature is on the stub of the receipt")
        return finished(letter, tail, session.number or "session", _)


def _head(pen: Pen, session: SessionView, lang: str, _: Say) -> None:
    day = _("{day} ({weekday})").format(day=plain_day(_, session.day), weekday=weekday(_, session.day))
    rows = [
        (Cell(_("Reception day"), day, 0.5), Cell(_("From and to"), _times(session), 0.5)),
        (Cell(_("Receiving deputies"), _deputies(session, lang, _), 1.0, _MOST_DEPUTIES_LINES),),
        (_cell(_("Room"), session.room, _ROOM), Cell(_("Announced on"), _announced(session, _), 0.5)),
        (_cell(_("Theme of the day"), session.theme, _THEME), _cell(_("Staff on duty"), session.staff, _STAFF)),
    ]
    if session.towns:
        towns = comma(lang).join(one_line(town, 30) for town in session.towns)
        rows.append((Cell(_("Joint towns"), towns, 1.0, 6),))
    for row in rows:
        cells(pen, row, _ROW).draw(pen)
    pen.gap(2.4)


def _cell(label: str, words: str, most: int) -> Cell:
    if not label.isascii() and len(label) == 2:
        label = "\u3000\u3000".join(label)
    return Cell(label, one_line(words, most) or "—", 0.5)


def _times(session: SessionView) -> str:
    """As it was; a session that was closed on a later day ended with its last conversation."""
    ended = session.closed_at
    if ended is None or ended.date() != session.day:
        ended = max((talk.ended for talk in session.talks if talk.ended), default=None)
    starts = hour(session.opened_at) if session.opened_at else _planned(session.starts)
    return f"{starts}–{hour(ended) if ended else _planned(session.ends)}"


def _planned(time: str) -> str:
    return one_line(time, 5).removeprefix("0")


def _announced(session: SessionView, _: Say) -> str:
    if session.announced is None:
        return "—"
    ahead = (session.day - session.announced).days
    day = plain_day(_, session.announced)
    return _("{day} ({days} days ahead)").format(day=day, days=ahead) if ahead > 0 else day


def _came(session: SessionView) -> tuple[list[DeputyView], list[DeputyView]]:
    """Who received, and who was expected and did not come; where nobody was noted, all are taken to have come."""
    came = {one.deputy.id: one.deputy for one in session.present}
    if not came:
        return list(session.deputies), []
    there = [one for one in session.deputies if one.id in came]
    there += [one for key, one in came.items() if key not in {each.id for each in there}]
    return there, [one for one in session.deputies if one.id not in came]


def _deputies(session: SessionView, lang: str, _: Say) -> str:
    there, absent = _came(session)
    between = "；" if lang == "zh" else "; "
    if len(there) > _NAMED_ONE_BY_ONE:
        named = [_("{level}: {names}").format(level=level, names=names) for level, names in by_level(there, lang)]
    else:
        named = [with_office(deputy, lang) + _left_early(deputy, session, _) for deputy in there]
    if absent:
        named.append(_("did not come: {names}").format(names=names_of(absent, lang)))
    return between.join(named) or "—"


def _left_early(deputy: DeputyView, session: SessionView, _: Say) -> str:
    went = _last(one for one in session.present if one.deputy.id == deputy.id)
    if went is None or (session.closed_at and went >= session.closed_at):
        return ""
    return _(", left at {time}").format(time=hour(went))


def _last(present: Iterable[PresenceView]) -> datetime | None:
    """When somebody went for good; None while they are there."""
    last = max(present, key=lambda one: one.came, default=None)
    return last.went if last else None


def _conversations(letter: Letter, session: SessionView, lang: str, _: Say) -> None:
    known = {one.id: one for one in (*session.deputies, *(one.deputy for one in session.present))}
    day = Day(known, frozenset(one.deputy.id for one in session.signatures), one_line(session.series, 2), lang)
    talks = sorted((talk for talk in session.talks if talk.state == _DONE), key=_place)
    for number, talk in enumerate(talks, 1):
        draw_block(letter, number, talk, day, _)
    if not talks:
        pen = letter.pen
        cells(pen, (Cell("", _("Nobody was received on this day."), 1.0),), 10 * MM).draw(pen)
        pen.gap(2.4)


def _place(talk: TalkView) -> tuple[int, UUID]:
    return talk.ticket, talk.id


def _closing(letter: Letter, view: DaySheetView, lang: str, _: Say) -> None:
    """Sums and signatures stand together; only more deputies than a page holds go on without the sums."""
    pen, session = letter.pen, view.session
    sums = figures(pen, [_(one) for one in _SUMS], _sums(session, _))
    note = pen.typeset(_note(session, _), _NOTE, pen.inner)
    signed = _frames(pen, view, lang, _)
    letter.need(20 * MM + sums.height + note.height + sum(row.height for row in signed))
    pen = letter.pen
    pen.gap(1.6)
    subtitle(pen, _("Sums of the day"))
    sums.draw(pen)
    pen.gap(1.2)
    pen.lay(note, pen.left)
    pen.gap(2)
    for row in signed:
        letter.need(row.height + 8 * MM)
        row.draw(letter.pen)
    pen = letter.pen
    pen.gap(1.6)
    pen.text(_("All of this was read over and is right."), 10.5, pen.left, pen.y)
    pen.text(_("{year}, month ____ day ____").format(year=session.day.year), 10.5, pen.edge, pen.y, align="right")
    pen.gap(6)


def _figures(totals: Totals) -> list[str]:
    told = (totals.groups, totals.people, totals.cases, totals.answered, totals.passed, totals.drafted, totals.guided)
    return [str(figure) for figure in told]


def _sums(session: SessionView, _: Say) -> list[FigureRow]:
    """What was signed and what the records say now, where they differ."""
    if session.signed is None or session.signed == session.totals:
        return [FigureRow("", _figures(session.totals))]
    return [
        FigureRow(_("At the closing"), _figures(session.signed)),
        FigureRow(_("Now"), _figures(session.totals)),
    ]


def _note(session: SessionView, _: Say) -> str:
    told = [
        _("People include those who came along. A conversation passed on to several offices counts once."),
        _("The sums are added up from the conversations above."),
    ]
    gone = sum(talk.state in _GONE for talk in session.talks)
    if gone:
        told.append(_("{count} took a number and were not received; they do not count.").format(count=gone))
    if session.signed is not None and session.signed != session.totals:
        told.append(_("Something was corrected after the closing; the corrections stand above."))
    if session.closed_at is None:
        told.append(_("The session is not closed yet."))
    return "".join(told) if not told[0].isascii() else " ".join(told)


def _frames(pen: Pen, view: DaySheetView, lang: str, _: Say) -> Sequence[Row]:
    """A frame for every deputy who came or signed, for the staff and for the head of the station."""
    signed = {one.deputy.id: one for one in view.session.signatures}
    there, absent = _came(view.session)
    who = [*there, *(one for one in absent if one.id in signed)]
    places = [Frame(_("Receiving deputy"), names_of([one], lang), signed.get(one.id)) for one in who]
    places += [Frame(_("Staff on duty"), ""), Frame(_("Head of the station"), one_line(view.head, _HEAD))]
    return [frames(pen, places[at : at + 2], _) for at in range(0, len(places), 2)]
