"""One conversation (第n件) of the day sheet: who, what was said and answered, what follows; over pages if long."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from desk import resources
from desk.domain.case_state import ACCUSATION
from desk.domain.codes import Label
from desk.domain.masks import mask_name, mask_phone
from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.paper.cleaning import one_line
from desk.paper.excerpt import excerpt
from desk.paper.flowing import flow_row
from desk.paper.letter import THIN, Letter
from desk.paper.letter_grid import Cell, cells, column, options
from desk.paper.office import comma, name_of
from desk.paper.paragraph import Paragraph, Style
from desk.paper.pen import MM, Pen
from desk.paper.rows import Option
from desk.paper.wording import hour, moment
from desk.reads.reception_views import CorrectionView, DeputyView, TalkView
from desk.text import Say, mark

MOST_CHARACTERS = 1_200  # of what was said, and of what was answered
_MOST_LINES, _MOST_CORRECTIONS, _MOST_CASES = 60, 20, 12
_NAME, _WARD, _TOPIC, _REASON = 50, 60, 120, 300  # code points that are read of each
_STARTS_WITH = 58 * MM  # a block begins only with so much left
_SHORT = 66 * MM  # and is not broken if it is no higher
_AFTER = 2.4 * MM
_BAR, _ROW, _SAID, _ANSWERED, _WAYS, _SIGNED = 7.2 * MM, 7.9 * MM, 16 * MM, 12 * MM, 8.6 * MM, 10 * MM
_TEXT = Style(10.5, 15.75, justify=True)
_CODE = re.compile("[A-Z0-9]{1,6}")  # of a newer list than ours
_FIELDS = {
    "name": mark("Voter"),
    "phone": mark("Phone"),
    "constituency": mark("Ward"),
    "people": mark("People who came"),
    "about": mark("What it is about"),
    "words": mark("What was said"),
    "reply": mark("Reply given"),
    "ways": mark("What follows"),
    "nature": mark("Kind"),
    "deputies": mark("Receiving deputies"),
    "cases": mark("Linked cases"),
}


@dataclass(frozen=True)
class Day:
    """What all blocks of a sheet share: who the deputies are, who has signed, the letter of the tickets."""

    deputies: Mapping[UUID, DeputyView]
    signed: frozenset[UUID]
    series: str
    lang: str


def draw_block(letter: Letter, number: int, talk: TalkView, day: Day, _: Say) -> None:
    """The block of the conversation that is number `number` of its day."""
    pen = letter.pen
    said = pen.typeset(_said(talk, day, _), _TEXT, column(pen), _MOST_LINES)
    answered = pen.typeset(_answered(talk, day, _), _TEXT, column(pen), _MOST_LINES)
    changes = _corrections(pen, talk, day, _)
    letter.need(max(_STARTS_WITH, _whole(said, answered, changes)))

    def turn() -> None:
        letter.turn()
        _bar(letter.pen, _("No. {number} (continued)").format(number=number), "", _case(talk, _))

    _bar(letter.pen, _("No. {number}").format(number=number), _when_and_who(talk, day), _case(talk, _))
    cells(letter.pen, _voter(talk, _), _ROW).draw(letter.pen)
    flow_row(letter, *_twice(mark("What was said"), _), said, _SAID, turn)
    flow_row(letter, *_twice(mark("Reply given"), _), answered, _ANSWERED, turn)
    _last_rows(letter, talk, day, turn, _)
    if changes:
        flow_row(letter, *_twice(mark("Corrections"), _), changes, _ROW, turn)
    letter.pen.y += _AFTER


def _whole(said: Paragraph, answered: Paragraph, changes: Paragraph | None) -> float:
    """The height of a short block, so that it stays whole; 0 of one that may be broken."""
    texts = max(_SAID, said.height + 3.2 * MM) + max(_ANSWERED, answered.height + 3.2 * MM)
    height = _BAR + _ROW + texts + _WAYS + _SIGNED + (changes.height + 3.2 * MM if changes else 0)
    return height if height <= _SHORT else 0.0


def _twice(label: str, _: Say) -> tuple[str, str]:
    """A label, and as it is said on a later page."""
    return _(label), _("{label} (continued)").format(label=_(label))


def _bar(pen: Pen, number: str, told: str, case: str) -> None:
    """第1件 reversed, when and who, the number of the case at the right."""
    width = pen.text_width(number, 11, "B") + 5 * MM
    pen.box(pen.left, pen.y, pen.inner + THIN, _BAR + THIN, THIN)
    pen.reverse(number, 11, pen.left, pen.y, width, _BAR + THIN)
    base = pen.y + _BAR / 2 + 3.8
    pen.text_on(case, 11, pen.edge - 1.6 * MM, base, "B", "right")
    x, edge = pen.left + width + 2 * MM, pen.edge - pen.text_width(case, 11, "B") - 5 * MM
    top = pen.y
    pen.y = base - 0.86 * 10.5 - 2.5
    pen.paragraph(told, Style(10.5, 15.5), x=x, edge=edge, most_lines=1)
    pen.y = top + _BAR


def _when_and_who(talk: TalkView, day: Day) -> str:
    began, ended = talk.began or talk.at, talk.ended
    time = f"{hour(began)}–{hour(ended)}" if ended else hour(began)
    names = [name_of(day.deputies[one]) for one in talk.deputies if one in day.deputies]
    return "\u3000".join(filter(None, (time, f"{day.series}{talk.ticket:02}", comma(day.lang).join(names))))


def _numbers(talk: TalkView) -> list[str]:
    return [show_number(digits_of(number[:LENGTH])) for number in talk.numbers[:_MOST_CASES]]


def _case(talk: TalkView, _: Say) -> str:
    shown = _numbers(talk)
    if len(shown) < 2:
        return "".join(shown)
    return _("{number} and others, {count} in all").format(number=shown[0], count=len(talk.numbers))


def _voter(talk: TalkView, _: Say) -> tuple[Cell, ...]:
    people = _("1 person") if talk.people == 1 else _("{count} people").format(count=talk.people)
    if talk.speakers:
        people = _("{count} people, {speakers} spoke").format(count=talk.people, speakers=talk.speakers)
    who = (mask_name(one_line(talk.name, _NAME)), mask_phone(talk.phone[:_NAME]))
    nobody = _("(erased)") if "person" in talk.erased else _("name not given")
    return (
        Cell(_wide(_("Voter")), "\u3000".join(filter(None, who)) or nobody, 0.42),
        Cell(_wide(_("Ward")), one_line(talk.constituency, _WARD), 0.4),
        Cell("", people, 0.18),
    )


def _wide(label: str) -> str:
    """选　　民, as wide as the labels of four."""
    return label if label.isascii() else "\u3000\u3000".join(label) if len(label) == 2 else label


def _said(talk: TalkView, day: Day, _: Say) -> str:
    """Of an accusation (检举控告) nothing is written down."""
    if talk.nature == ACCUSATION:
        return _("Accusation (content not recorded)")
    if "words" in talk.erased:
        return _("(erased)")
    about = one_line(talk.about, _TOPIC)
    words = _cut(talk.words, talk, day, _)
    return words if not about or words.startswith(about) else f"{about}\n{words}".strip()


def _answered(talk: TalkView, day: Day, _: Say) -> str:
    if talk.nature == ACCUSATION:
        return ""
    return _("(erased)") if "words" in talk.erased else _cut(talk.reply, talk, day, _)


def _cut(text: str, talk: TalkView, day: Day, _: Say) -> str:
    """What was left out is told in numbers, and where it stands."""
    shown, whole, omitted = excerpt(text, MOST_CHARACTERS)
    if not omitted:
        return shown
    note = _("({omitted} of {whole} characters are not printed; all stand at this desk under {ticket} of this day)")
    return f"{shown}……" + note.format(omitted=omitted, whole=whole, ticket=f"{day.series}{talk.ticket:02}")


@cache
def _ways() -> dict[str, Label]:
    rows = resources.read_json("codes", "codes.json")["way"]
    return {row["code"]: Label(row["zh"], row["en"]) for row in rows}


def _last_rows(letter: Letter, talk: TalkView, day: Day, turn: Callable[[], None], _: Say) -> None:
    """The five boxes and the row of cases and signature, on one page."""
    boxes = [Option(words.say(day.lang), code in talk.ways) for code, words in _ways().items()]
    boxes += [Option(code, ticked=True) for code in talk.ways if code not in _ways() and _CODE.fullmatch(code)]
    cases = comma(day.lang).join(_numbers(talk)) or "—"
    signs = (Cell(_("Linked cases"), cases, 0.54, 4), Cell(_("Deputy signs"), _signed(talk, day, _), 0.46))
    rows = (options(letter.pen, _("What follows"), boxes, _WAYS), cells(letter.pen, signs, _SIGNED))
    if sum(row.height for row in rows) > letter.room:
        turn()
    for row in rows:
        row.draw(letter.pen)


def _signed(talk: TalkView, day: Day, _: Say) -> str:
    """Who confirmed the whole sheet has signed at its end; for the others the frame stays empty."""
    names = [name_of(day.deputies[one]) for one in talk.deputies if one in day.signed and one in day.deputies]
    return _("{names} (signed at the end)").format(names=comma(day.lang).join(names)) if names else ""


def _corrections(pen: Pen, talk: TalkView, day: Day, _: Say) -> Paragraph | None:
    """What was corrected after the day was closed (更正); None where nothing was."""
    late = [one for one in talk.corrections if one.late]
    if not late:
        return None
    told = [_correction(one, day, _) for one in late[-_MOST_CORRECTIONS:]]
    if len(late) > len(told):
        told.insert(0, _("{count} earlier corrections are not printed.").format(count=len(late) - len(told)))
    return pen.typeset("\n".join(told), _TEXT, column(pen))


def _correction(one: CorrectionView, day: Day, _: Say) -> str:
    fields = comma(day.lang).join(_(_FIELDS.get(name, name)) for name in one.fields)
    told = _("{time}, {who} corrected: {fields}. Reason: {reason}")
    reason = one_line(one.reason, _REASON) or "—"
    return told.format(time=moment(_, one.at), who=one_line(one.who, _NAME), fields=fields, reason=reason)
