"""The receipt for a visitor who reads English: both languages, from the one catalogue."""

from desk.paper import blocks, heading
from desk.paper.fonts import Weight
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.receipt import from_label, receipt_title, stub, title_of, whole_text_note, whose_copy
from desk.paper.rows import Rows
from desk.paper.wording import (
    ACCUSATION,
    Words,
    how_to_ask,
    notice,
    promise,
    promised_day,
    subject,
    suggester,
    where_it_goes,
)
from desk.reads.views import SlipView
from desk.text import Say, mark, say_in

_VALUE = 29 * MM
_INDENT = 3 * MM
_MOMENT = "%Y-%m-%d %H:%M"  # read in both languages


def bilingual_receipt(pen: Pen, view: SlipView, words: Words) -> None:
    """The person's copy in both languages; the stub in Chinese, for those who keep it."""
    zh, en = say_in("zh"), say_in("en")
    _head(pen, view, words, zh, en)
    heading.number_block(pen, _pair(zh, en, mark("Number")), view.number, view.station.code, words.station)
    _short_rows(pen, view, words, zh, en)
    _long_rows(pen, view, words, zh, en)
    if view.nature != ACCUSATION:
        _promise(pen, view, zh, en)
    _ask(pen, words, zh, en)
    blocks.notice(pen, _pair(en, zh, mark("Your personal information")), notice(en, view, words))
    pen.paragraph(zh(mark("The notice in Chinese hangs in the station; ask for a copy.")), Style(8.5, 12.5))
    blocks.foot(pen, _pair(zh, en, mark("Free of charge. Please keep this slip.")))
    blocks.tear_line(pen, zh(mark("Tear here")).replace("\u3000", "") + " " + en(mark("Tear here")))
    stub(pen, view, words, "zh", zh, sign=en(mark("Sign here")))


def _pair(first: Say, second: Say, message: str) -> str:
    return f"{first(message)}  {second(message)}"


def _head(pen: Pen, view: SlipView, words: Words, zh: Say, en: Say) -> None:
    if view.station.sample:
        practice = en(mark("SAMPLE: for practice, not a real slip"))
        heading.sample_bar(pen, zh(mark("SAMPLE")) + "  " + practice)
    english = (receipt_title(view, en), whose_copy(view, en))
    heading.head(pen, words.station, title_of(view, zh), whose_copy(view, zh), 17, second=english)


def _short_rows(pen: Pen, view: SlipView, words: Words, zh: Say, en: Say) -> None:
    """Both labels and a value that needs no translation, on one line."""
    rows = Rows(pen, _VALUE)
    if view.reprint:
        again = en(mark("no. {count}, {time}")).format(count=view.reprint, time=f"{view.printed_at:{_MOMENT}}")
        rows.row(_label(zh, en, mark("Reprint")), again, weight="B")
    rows.row(_label(zh, en, mark("Recorded")), f"{view.recorded_at:{_MOMENT}}")
    who = suggester(zh, view, words.name)
    if view.anonymous or not words.name:
        who = f"{who} {suggester(en, view, words.name)}".strip()
    phone = "" if view.anonymous else words.person_phone
    rows.row(f"{from_label(view, zh)} {from_label(view, en)}", f"{who}\u3000{phone}".strip(), most_lines=3)
    rows.row(_label(zh, en, mark("Kind")), f"{view.nature_label.zh} {view.nature_label.en}", most_lines=2)
    if words.clerk:
        rows.one_line(_label(zh, en, mark("Clerk")), words.clerk)


def _label(zh: Say, en: Say, message: str) -> str:
    return f"{zh(message)} {en(message)}"


def _long_rows(pen: Pen, view: SlipView, words: Words, zh: Say, en: Say) -> None:
    """A line of both labels, then Chinese, then English; the person's words only in their own language."""
    title = subject(zh, view, words)
    if title:
        other = subject(en, view, words)
        _long(pen, _pair(zh, en, mark("Subject")), [title, *([other] if other != title else [])], "B", 5)
    if words.summary.text:
        _long(pen, _pair(zh, en, mark("Summary")), [words.summary.text], "R", 8)
        if words.summary.cut:
            note = [whole_text_note(view, zh), whole_text_note(view, en)]
            pen.paragraph("\n".join(note), Style(9, 12.5), x=pen.left + _INDENT)
            pen.gap(1)
    _long(
        pen,
        _pair(zh, en, mark("Where it goes")),
        [where_it_goes(zh, view, words), where_it_goes(en, view, words)],
        "R",
        8,
    )
    pen.gap(0.5)


def _long(pen: Pen, label: str, values: list[str], weight: Weight, most_lines: int) -> None:
    pen.paragraph(label, Style(9, 12.5))
    for value in values:
        pen.paragraph(value, Style(10, 14, weight), x=pen.left + _INDENT, most_lines=most_lines)
    pen.gap(1)


def _promise(pen: Pen, view: SlipView, zh: Say, en: Say) -> None:
    lines = [(_pair(zh, en, mark("Our station's own promise")), Style(9, 12.4))]
    if view.promised is not None:
        lines.append((promised_day(zh, view.promised), Style(13, 17.5, "B")))
        lines.append((promised_day(en, view.promised), Style(12, 16, "B")))
    blocks.framed(pen, [*lines, *((promise(_, view), Style(9, 12.4)) for _ in (zh, en))])


def _ask(pen: Pen, words: Words, zh: Say, en: Say) -> None:
    pen.paragraph(_pair(zh, en, mark("How to ask")), Style(9, 12.5))
    if words.phone is not None:
        pen.paragraph(words.phone, Style(13, 18.5, "B"), x=pen.left + _INDENT, most_lines=2)
    offer = en(mark("Ask for English if you need it."))
    sentence = f"{how_to_ask(en, words)} {offer}"
    pen.paragraph(sentence, Style(10, 13.6), x=pen.left + _INDENT, most_lines=5)
    pen.gap(1)
