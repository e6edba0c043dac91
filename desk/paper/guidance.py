"""The guidance slip (事项引导告知单, form F7): doors, not a refusal. The visitor's copy, a tear line, the stub."""

from desk.domain.numbering import digits_of, show_number
from desk.errors import BadInput
from desk.paper import blocks, heading
from desk.paper.cleaning import one_line
from desk.paper.heading import new_slip
from desk.paper.paper import Paper
from desk.paper.paragraph import Span, Style
from desk.paper.pen import DOT, MM, Pen, snap
from desk.paper.press import PRESS, press
from desk.paper.rows import Option, Rows
from desk.paper.slip import BOTH, SIZE
from desk.paper.wording import ACCUSATION, Words, how_to_ask, is_reachable, moment, notice, subject, suggester, words_of
from desk.reads.views import DoorView, GuidanceView, SlipView
from desk.text import Say, mark, say_in

_LABEL_WIDTH = {"zh": 14.5 * MM, "en": 23 * MM}
_TAIL = 6 * MM
_SQUARE = 28 * DOT
_INDENT = 5.4 * MM
_PHONE_ROOM = 40 * MM
_MOST_DOORS, _NAME, _DETAIL, _BRING = 5, 60, 100, 200  # read of each
_WHY = {
    "SQ": mark(
        "What you told us touches your own interests; there are offices for it and ways to settle it. By Art. 10 of "
        "the Shanghai Rules on People's Suggestions such a personal claim is not registered as a suggestion, but what "
        "you said is faithfully recorded."
    ),
    "SF": mark(
        "What you told us is decided by a court, an arbitrator or an authority of review, and by nobody else. By Art. "
        "10 of the Shanghai Rules on People's Suggestions such a matter is not registered as a suggestion, but what "
        "you said is faithfully recorded."
    ),
    "TS": mark(
        "What you told us is about somebody's conduct or goods; there are offices that look into it. By Art. 10 of the "
        "Shanghai Rules on People's Suggestions a complaint is not registered as a suggestion, but what you said is "
        "faithfully recorded."
    ),
    ACCUSATION: mark(
        "What is said against a person goes to discipline inspection alone, and must never reach that person. By Art. "
        "30 of the Regulations on Petitions this station writes down nothing of it and passes nothing on."
    ),
}
_REASONS = (  # the boxes of form F7 and the nature that ticks one; of the three of 涉法涉诉 the clerk ticks one
    (mark("personal claim"), "SQ"),
    (mark("for a court"), ""),
    (mark("for arbitration"), ""),
    (mark("for administrative review"), ""),
    (mark("accusation"), ACCUSATION),
    (mark("not of this level"), ""),
)


def make_guidance(view: GuidanceView, size: str = SIZE, lang: str = "zh") -> Paper:
    """Both copies; `lang` is zh, en or both (the visitor's copy twice). The same view makes the same bytes.

    Raises BadInput `size_not_offered`.
    """
    if size != SIZE:
        raise BadInput("size_not_offered", size=size, offered=SIZE)
    langs = ("zh", "en") if lang == BOTH else (lang,)
    with PRESS:
        pen, words = new_slip(), words_of(view.slip)
        for each in langs:
            _visitors_copy(pen, view, words, each, say_in(each))
            blocks.tear_line(pen, say_in(each)(mark("Tear here")))
        _stub(pen, view, words, langs[0], say_in(langs[0]))
        return press([pen], snap(pen.y + _TAIL), show_number(digits_of(view.slip.number)))


def _visitors_copy(pen: Pen, view: GuidanceView, words: Words, lang: str, _: Say) -> None:
    slip = view.slip
    _head(pen, slip, words, _("Visitor's copy"), 17, _)
    rows = Rows(pen, _LABEL_WIDTH[lang])
    if slip.reprint:
        again = _("no. {count}, {time}").format(count=slip.reprint, time=moment(_, slip.printed_at))
        rows.row(_("Reprint"), again, weight="B")
    _facts(rows, slip, words, "B", _)
    pen.gap(0.6)
    pen.paragraph(_(_WHY[slip.nature]), Style(10, 14.6, justify=True))
    _doors(pen, view, lang, _)
    _bring(pen, view, lang, _)
    _section(pen, _("What this station has done"))
    pen.paragraph(_done(slip, _), Style(10, 14.4, justify=True))
    pen.gap(1.2)
    pen.rule()
    pen.gap(1.4)
    pen.paragraph(_danger(_), Style(10, 14.6))
    _ask(rows, words, _)
    if words.clerk:
        rows.one_line(_("Clerk"), words.clerk)
    blocks.notice(pen, _("Your personal information"), _notice(_, slip, words))


def _head(pen: Pen, slip: SlipView, words: Words, copy: str, size: float, _: Say) -> None:
    title = _("Where to Go with Your Matter")
    if slip.station.sample:
        heading.sample_bar(pen, _("SAMPLE: for practice, not a real slip"))
        title = f"{title} {_('SAMPLE')}"
    heading.head(pen, words.station, title, copy, size)
    heading.number_block(pen, _("Number"), slip.number, slip.station.code, words.station)


def _facts(rows: Rows, slip: SlipView, words: Words, weight: str, _: Say) -> None:
    rows.row(_("Came"), moment(_, slip.recorded_at))
    rows.row(_("Visitor"), _who(slip, words, _), most_lines=2)
    more = _("…… ({count} characters)").format(count=words.title_length)
    if matter := subject(_, slip, words):
        rows.row(_("Matter"), matter, weight="B" if weight == "B" else "R", most_lines=3, more=more)


def _who(slip: SlipView, words: Words, _: Say) -> str:
    """邹*等12人　139****0102. Of who brings an accusation nothing is known."""
    who = suggester(_, slip, words.name_masked)
    if slip.person_times > 1:
        who = _("{who} and {count} in all").format(who=who, count=slip.person_times).strip()
    phone = "" if slip.anonymous else words.person_phone
    return f"{who}\u3000{phone}".strip()


def _section(pen: Pen, words: str) -> None:
    """A black bar and a bold line."""
    pen.gap(2)
    pen.fill(pen.left, pen.y + 1.6, 8 * DOT, 12.5)
    pen.paragraph(words, Style(11.5, 15.6, "B"), x=pen.left + 2 * MM)
    pen.gap(0.8)


def _doors(pen: Pen, view: GuidanceView, lang: str, _: Say) -> None:
    _section(pen, _("Here it can really be settled"))
    for number, door in enumerate(view.doors.doors[:_MOST_DOORS], 1):
        _door(pen, number, door, lang)


def _door(pen: Pen, number: int, door: DoorView, lang: str) -> None:
    """Its number in a black square, its name, the telephone large at the right (under the name where it is too long), a
    line or two of detail."""
    top, x = pen.y, pen.left + _INDENT
    pen.reverse(str(number), 9, pen.left, top + 1.4, _SQUARE, _SQUARE)
    phone = one_line(door.phone, 20).replace(" ", "\u00a0")
    size = pen.fit(phone, 14, 10, _PHONE_ROOM, "B")
    width = pen.text_width(phone, size, "B")
    beside = 0 < width <= _PHONE_ROOM
    if beside:
        pen.text_on(phone, size, pen.edge, top + 11.6, "B", "right")
    edge = pen.edge - (width + 2 * MM if beside else 0)
    pen.paragraph(one_line(door.name.say(lang), _NAME), Style(10.5, 14.6, "B"), x=x, edge=edge, most_lines=2)
    if phone and not beside:
        pen.paragraph(phone, Style(10, 14, "B"), x=x, most_lines=1)
    if detail := one_line(door.detail.say(lang), _DETAIL):
        pen.paragraph(detail, Style(9, 12.6), x=x, most_lines=2)
    pen.gap(1)


def _bring(pen: Pen, view: GuidanceView, lang: str, _: Say) -> None:
    said = [one_line(view.doors.bring.say(lang), _BRING)]
    if view.slip.person_times > 5:
        said.append(_("Of many people with one matter, at most 5 speak for all; please choose them."))
    if text := "".join(said) if lang == "zh" else " ".join(filter(None, said)):
        _section(pen, _("Take with you"))
        pen.paragraph(text, Style(10, 14.4, justify=True), most_lines=5)


def _done(slip: SlipView, _: Say) -> str:
    if slip.nature == ACCUSATION:
        return _("Counted as one visit; no name and no content are written down.")
    return _("Recorded under the number above. Come back or call at any time, and give the number.")


def _danger(_: Say) -> list[Span]:
    """The three numbers bold."""
    words = _("In danger, call 110 (police), 119 (fire) or 120 (ambulance) first.")
    spans: list[Span] = []
    for number in ("110", "119", "120"):
        before, _found, words = words.partition(number)
        spans += [(before, "R"), (number, "B")]
    return [*spans, (words, "R")]


def _ask(rows: Rows, words: Words, _: Say) -> None:
    pen = rows.pen
    pen.gap(1)
    if words.phone is None:
        rows.row(_("Ask again"), how_to_ask(_, words), most_lines=3)
        return
    rows.row(_("Ask again"), words.phone, size=13, weight="B", most_lines=2)
    pen.y -= 0.9 * MM
    rows.row("", how_to_ask(_, words), size=9, most_lines=4)


def _notice(_: Say, slip: SlipView, words: Words) -> str:
    if slip.nature == ACCUSATION or not is_reachable(slip):
        return notice(_, slip, words)
    unknown = _("(to be announced by this station)")
    return _(
        "We wrote down only when you came, who you are, how to reach you and the matter, to give you this slip and to "
        "go on helping you. Responsible: {handler}. Kept until {keep} after the matter is closed. You may see, correct "
        "or ask to delete it here."
    ).format(handler=words.handler or unknown, keep=words.keep or unknown)


def _stub(pen: Pen, view: GuidanceView, words: Words, lang: str, _: Say) -> None:
    """What the station keeps: why, and where to; the visitor signs here."""
    slip = view.slip
    _head(pen, slip, words, _("Stub"), 13, _)
    rows = Rows(pen, _LABEL_WIDTH[lang])
    _facts(rows, slip, words, "R", _)
    reasons = [Option(_(reason), nature == slip.nature) for reason, nature in _REASONS]
    if slip.nature == "TS":
        reasons.append(Option(_("complaint"), ticked=True))
    rows.options(_("Reason"), reasons)
    names = [one_line(door.name.say(lang), _NAME) for door in view.doors.doors[:_MOST_DOORS]]
    rows.row(_("Guided to"), ("；" if lang == "zh" else "; ").join(names), justify=True, most_lines=4)
    if words.clerk:
        rows.one_line(_("Clerk"), words.clerk)
    blocks.signature(pen, _("Visitor signs for this slip (or fingerprint)"), _("Date ____________"))
