"""The receipt (人民建议回执): the person's copy (建议人联), a tear line, the stub (存根联), on one length of paper."""

from desk.paper import blocks, heading
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.rows import Option, Rows
from desk.paper.wording import (
    ACCUSATION,
    BY_LETTER,
    SUGGESTION,
    Words,
    how_to_ask,
    moment,
    notice,
    promise,
    promise_in_short,
    promised_day,
    subject,
    suggester,
    where_it_goes,
)
from desk.reads.views import SlipView
from desk.text import Say, mark

_LABEL_WIDTH = {"zh": 14.5 * MM, "en": 23 * MM}
_TITLE_LINES = {"zh": 4, "en": 5}
_SUMMARY_LINES = {"zh": 8, "en": 11}
_WAYS = {  # codes of the list `feedback`; the last two only where they were chosen
    "FM2": mark("by phone"),
    "FM3": mark("by text"),
    BY_LETTER: mark("by letter"),
    "FM5": mark("in person"),
    "FM4": mark("over the internet"),
    "FM6": mark("on the notice board"),
}
_ALWAYS_OFFERED = ("FM2", "FM3", BY_LETTER, "FM5")
BOARD = "FM6"


def receipt(pen: Pen, view: SlipView, words: Words, lang: str, _: Say) -> None:
    """Draws both copies in one language; the person's own words stay as they are."""
    person_copy(pen, view, words, lang, _)
    blocks.tear_line(pen, _("Tear here"))
    stub(pen, view, words, lang, _)


def receipt_title(view: SlipView, _: Say) -> str:
    return _("People's Suggestion Receipt") if view.nature == SUGGESTION else _("Record of a Visit")


def title_of(view: SlipView, _: Say) -> str:
    title = receipt_title(view, _)
    return f"{title} {_('SAMPLE')}" if view.station.sample else title


def whose_copy(view: SlipView, _: Say) -> str:
    return _("Your copy") if view.nature == SUGGESTION else _("Visitor's copy")


def from_label(view: SlipView, _: Say) -> str:
    return _("From") if view.nature == SUGGESTION else _("Visitor")


def mark_sample(pen: Pen, view: SlipView, _: Say) -> None:
    if view.station.sample:
        heading.sample_bar(pen, _("SAMPLE: for practice, not a real slip"))


def person_copy(pen: Pen, view: SlipView, words: Words, lang: str, _: Say) -> None:
    mark_sample(pen, view, _)
    heading.head(pen, words.station, title_of(view, _), whose_copy(view, _), 17)
    heading.number_block(pen, _("Number"), view.number, view.station.code, words.station)
    rows = Rows(pen, _LABEL_WIDTH[lang])
    if view.reprint:
        again = _("no. {count}, {time}").format(count=view.reprint, time=moment(_, view.printed_at))
        rows.row(_("Reprint"), again, weight="B")
    rows.row(_("Recorded"), moment(_, view.recorded_at))
    _who(rows, view, words, words.name, _)
    rows.row(_("Kind"), view.nature_label.say(lang), most_lines=2)
    _matter(rows, view, words, lang, _)
    rows.row(_("Where it goes"), where_it_goes(_, view, words), justify=True)
    promise_frame(pen, view, _)
    _ask(rows, words, _)
    if words.clerk:
        rows.one_line(_("Clerk"), words.clerk)
    blocks.notice(pen, _("Your personal information"), notice(_, view, words))
    blocks.foot(pen, _("There is no charge. Please keep this slip."))


def _who(rows: Rows, view: SlipView, words: Words, name: str, _: Say) -> None:
    """A whole name was asked for to check its characters: larger."""
    shown = suggester(_, view, name)
    phone = "" if view.anonymous else words.person_phone
    checked = words.name_whole and name == words.name and not view.anonymous
    rows.row(from_label(view, _), f"{shown}\u3000{phone}".strip(), size=12 if checked else 10, most_lines=3)


def _matter(rows: Rows, view: SlipView, words: Words, lang: str, _: Say) -> None:
    title = subject(_, view, words)
    if title:
        more = _("…… ({count} characters)").format(count=words.title_length)
        rows.row(_("Subject"), title, weight="B", most_lines=_TITLE_LINES[lang], more=more)
    if not words.summary.text:
        return
    made = rows.row(_("Summary"), words.summary.text, justify=True, most_lines=_SUMMARY_LINES[lang])
    if made.cut or words.summary.cut:
        rows.row("", whole_text_note(view, _), size=9)


def whole_text_note(view: SlipView, _: Say) -> str:
    return _("{count} characters, recorded in full. The whole text can be read here at the station.").format(
        count=max(len(view.whole_text), len(view.body))
    )


def promise_frame(pen: Pen, view: SlipView, _: Say) -> None:
    """Of an accusation (检举控告) nothing is kept, so nothing is promised."""
    if view.nature == ACCUSATION:
        return
    pen.gap(0.8)
    lines = [(_("Our station's own promise"), Style(9, 12.4))]
    if view.promised is not None:
        lines.append((promised_day(_, view.promised), Style(13, 17, "B")))
    blocks.framed(pen, [*lines, (promise(_, view), Style(9, 12.4))])


def _ask(rows: Rows, words: Words, _: Say) -> None:
    """The telephone large: it is what people look for."""
    if words.phone is None:
        rows.row(_("How to ask"), how_to_ask(_, words), most_lines=3)
        return
    rows.row(_("How to ask"), words.phone, size=13, weight="B", most_lines=2)
    rows.pen.y -= 0.9 * MM
    rows.row("", how_to_ask(_, words), size=9, most_lines=4)


def stub(pen: Pen, view: SlipView, words: Words, lang: str, _: Say, *, sign: str = "") -> None:
    """What the station keeps: always masked, no summary; the person signs here. `sign`: words beside its own."""
    mark_sample(pen, view, _)
    heading.head(pen, words.station, title_of(view, _), _("Stub"), 13)
    heading.number_block(pen, _("Number"), view.number, view.station.code, words.station)
    rows = Rows(pen, _LABEL_WIDTH[lang])
    rows.row(_("Recorded"), moment(_, view.recorded_at))
    _who(rows, view, words, words.name_masked, _)
    if title := subject(_, view, words):
        more = _("…… ({count} characters)").format(count=words.title_length)
        rows.row(_("Subject"), title, most_lines=3, more=more)
    people = _("{kind}, {count} came").format(kind=view.nature_label.say(lang), count=view.person_times)
    rows.row(_("Kind"), people, most_lines=2)
    if view.nature != ACCUSATION:
        _agreed(rows, view, _)
    rows.options(_("Notice"), [Option(_("privacy notice given"), view.notice_given)])
    if words.clerk:
        rows.one_line(_("Clerk"), words.clerk)
    whose = (
        _("Suggester signs after checking (or fingerprint)")
        if view.nature == SUGGESTION
        else _("Visitor signs after checking (or fingerprint)")
    )
    blocks.signature(pen, f"{whose} {sign}".strip(), _("Date ____________"))


def _agreed(rows: Rows, view: SlipView, _: Say) -> None:
    rows.row(_("Promised"), promise_in_short(_, view))
    rows.options(_("Tell you"), ways(view, _))
    rows.options(_("May be public"), [Option(_("it may"), view.public_ok), Option(_("it may not"), not view.public_ok)])


def ways(view: SlipView, _: Say) -> list[Option]:
    """How the person wants to be told; somebody anonymous only by the notice board."""
    if view.anonymous:
        return [Option(_(_WAYS[BOARD]), ticked=True)]
    return [
        Option(_(words), code in view.feedback)
        for code, words in _WAYS.items()
        if code in _ALWAYS_OFFERED or code in view.feedback
    ]
