"""The survey sheet (办理情况征询表, form F8) on A5: five questions, boxes to tick, and nobody's name."""

from collections.abc import Sequence

from desk.errors import BadInput
from desk.paper import heading
from desk.paper.cleaning import one_line
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import DOT, MM, Pen
from desk.paper.press import PRESS, press
from desk.paper.qr import qr_side
from desk.paper.slip import A5, BOTH
from desk.paper.stub_a5 import HEIGHT, MODULE, WIDTH
from desk.paper.wording import plain_day
from desk.reads.tell_views import SurveyView
from desk.text import Say, mark, say_in

SIZE = A5
_SIDE, _TOP, _SAMPLE_TOP = 12 * MM, 10 * MM, 3 * MM
_HEAVY = 6 * DOT
_BOX, _FRAME = 5.5 * MM, 4 * DOT
_WRITING = 8.2 * MM  # between writing lines
_OFFICE = 17 * MM
_TOPIC, _UNIT, _STATION, _PHONE = 400, 60, 60, 30  # code points that are read of each
_QUESTION = Style(12.5, 17, "B")
_GRADES = (mark("Satisfied"), mark("Mostly satisfied"), mark("Not satisfied"))
_QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("1. The people who handled it: are you satisfied?"), _GRADES),
    (mark("2. What came of it: are you satisfied?"), _GRADES),
    (mark("3. Why not? (one sentence, where you ticked “not satisfied”)"), ()),
    (mark("4. Shall it be handled again?"), (mark("Yes, please"), mark("No need"))),
    (mark("5. May the suggestion and the result be made public? (without your name)"), (mark("They may"), mark("No"))),
)
_WAYS = (mark("by phone"), mark("at their home"), mark("in person"), mark("in writing"))


def make_survey(view: SurveyView, size: str = SIZE, lang: str = "zh") -> Paper:
    """One sheet; `lang` both: a sheet in each language. The same view makes the same bytes. Raises BadInput
    `size_not_offered`."""
    if size != SIZE:
        raise BadInput("size_not_offered", size=size, offered=SIZE)
    number, _payload = heading.number_and_payload(view.number, view.code)
    with PRESS:
        pages = [_page(view, say_in(one)) for one in (("zh", "en") if lang == BOTH else (lang,))]
        return press(pages, HEIGHT, number)


def _page(view: SurveyView, _: Say) -> Pen:
    pen = Pen(WIDTH, _SIDE, _SIDE, _TOP)
    if view.sample:
        heading.sample_above(pen, _("SAMPLE: for practice, not a real slip"), _SAMPLE_TOP)
    _head(pen, view, _)
    _facts(pen, view, _)
    for question, options in _QUESTIONS:
        _ask(pen, _(question), [_(option) for option in options])
    _notes(pen, view, _)
    _office_use(pen, _)
    return pen


def _head(pen: Pen, view: SurveyView, _: Say) -> None:
    _number, payload = heading.number_and_payload(view.number, view.code)
    side, top = qr_side(payload) * MODULE, pen.y
    pen.qr(payload, pen.edge - side, top, MODULE)
    room = pen.inner - side - 4 * MODULE
    title = _("How was it handled?")
    pen.text(title, pen.fit(title, 20, 14, room, "B"), pen.left, top + 0.6 * MM, "B")
    told = _("Please give us a mark")
    pen.text(told, pen.fit(told, 11, 9, room), pen.left, top + 10.4 * MM)
    pen.y = top + side
    pen.gap(3)
    pen.rule(_HEAVY)
    pen.gap(2.4)


def _facts(pen: Pen, view: SurveyView, _: Say) -> None:
    """The number in large figures with the station beside it, then what the sheet is about."""
    shown, _payload = heading.number_and_payload(view.number, view.code)
    top, label = pen.y, _("Number")
    pen.text(label, 10.5, pen.left, top + 2.2 * MM)
    x = pen.left + max(13 * MM, pen.text_width(label, 10.5) + 3 * MM)
    pen.text(shown, 20, x, top, "B")
    x += pen.text_width(shown, 20, "B") + 4 * MM
    station = pen.typeset(one_line(view.station, _STATION), Style(9, 12), pen.edge - x, 2)
    pen.y = top + 8.4 * MM - station.height
    pen.lay(station, x)
    pen.y = top + 9.2 * MM
    _fact(pen, _("Subject"), one_line(view.topic, _TOPIC), 2)
    _fact(pen, _("Answer"), one_line(view.unit, _UNIT) + "\u3000" + plain_day(_, view.day), 2)
    pen.gap(1.4)
    pen.rule()
    pen.gap(2.6)


def _fact(pen: Pen, label: str, value: str, most_lines: int) -> None:
    pen.text(label, 10.5, pen.left, pen.y)
    x = pen.left + max(13 * MM, pen.text_width(label, 10.5) + 3 * MM)
    pen.paragraph(value, Style(10.5, 15), x=x, most_lines=most_lines)
    pen.gap(0.4)


def _ask(pen: Pen, question: str, options: Sequence[str]) -> None:
    """A question with its boxes side by side, or with three lines to write on."""
    size = pen.fit(question, _QUESTION.size, 9, pen.inner, "B")
    pen.paragraph(question, Style(size, _QUESTION.leading, "B"), most_lines=2)
    if not options:
        for _line in range(3):
            pen.y += _WRITING
            pen.rule()
        pen.gap(4)
        return
    pen.gap(1)
    share = pen.inner / (3 if len(options) > 2 else 2)
    for at, option in enumerate(options):
        x = pen.left + at * share
        pen.box(x, pen.y, _BOX, _BOX, _FRAME)
        size = pen.fit(option, 12, 9, share - _BOX - 3 * MM)
        pen.text(option, size, x + _BOX + 2 * MM, pen.y + (_BOX - 1.3 * size) / 2)
    pen.y += _BOX
    pen.gap(3.4)


def _notes(pen: Pen, view: SurveyView, _: Say) -> None:
    phone = one_line(view.phone, _PHONE).replace(" ", "\u00a0")
    back = _("Bring it back to the station or drop it in the red post box; you can also tell us by phone: {phone}.")
    if not phone:
        back = _("Bring it back to the station or drop it in the red post box.")
    kept = _("Whatever you say, it changes nothing for your next suggestion. Only the number stands here, no name.")
    pen.paragraph(back.format(phone=phone), Style(10, 14.5), most_lines=2)
    pen.paragraph(kept, Style(10, 14.5), most_lines=2)


def _office_use(pen: Pen, _: Say) -> None:
    """At the foot of the sheet, whatever stands above it."""
    top = max(pen.y + 2 * MM, HEIGHT - 10 * MM - _OFFICE)
    pen.box(pen.left, top, pen.inner, _OFFICE, _FRAME)
    pen.text(_("For the station"), 9, pen.left + 2 * MM, top + 1.4 * MM)
    middle, side, x = top + 8.6 * MM, 3.6 * MM, pen.left + 2 * MM
    for way in _WAYS:
        pen.box(x, middle, side, side, _FRAME)
        x += side + 1.4 * MM
        pen.text(_(way), 10, x, middle - 0.4 * MM)
        x += pen.text_width(_(way), 10) + 4 * MM
    who = _("Asked by ________   Month ___ Day ___")
    fits = pen.text_width(who, 8) <= pen.edge - 2 * MM - x
    size = pen.fit(who, 10, 8, pen.edge - 2 * MM - x) if fits else 9
    pen.text(who, size, pen.edge - 2 * MM, middle - 0.4 * MM if fits else top + 1.4 * MM, align="right")
