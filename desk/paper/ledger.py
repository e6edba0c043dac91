"""The ledger (台账) in words: the columns of form F9 and what stands in them."""

from collections.abc import Iterable

from desk.domain.codes import Label
from desk.paper.table_file import Column, Value
from desk.reads.ledger import LedgerLine
from desk.text import Say, mark, say_in

_COLUMNS = (
    (mark("No."), 6),
    (mark("Number"), 13),
    (mark("Received on"), 11),
    (mark("Channel"), 18),
    (mark("Station"), 18),
    (mark("Suggester (masked)"), 12),
    (mark("Identity"), 14),
    (mark("Nature"), 10),
    (mark("Category"), 16),
    (mark("Topic"), 40),
    (mark("In charge"), 18),
    (mark("Helping"), 20),
    (mark("Forwarded on"), 11),
    (mark("Due by"), 11),
    (mark("Answered on"), 11),
    (mark("In time"), 8),
    (mark("Result"), 12),
    (mark("Adoption"), 10),
    (mark("Told on"), 11),
    (mark("How told"), 10),
    (mark("Satisfaction"), 10),
    (mark("Loop of handling"), 20),
    (mark("Merged into"), 13),
    (mark("Filed on"), 11),
    (mark("Remarks"), 30),
)
_MASKED, _IN_FULL = mark("Suggester (masked)"), mark("Suggester")
_IN_TIME = {
    **{"in_time": mark("yes"), "late": mark("no"), "over": mark("no, overdue")},
    **{"fine": mark("not due yet"), "soon": mark("not due yet"), "paused": mark("resting")},
}
_GONE = {"person": mark("name and contact erased"), "words": mark("words erased")}
_LOOSE = "、"


def ledger_columns(lang: str, *, unmasked: bool) -> tuple[Column, ...]:
    """The columns of F9 in their order."""
    _ = say_in(lang)
    return tuple(Column(_(_IN_FULL if unmasked and name == _MASKED else name), width) for name, width in _COLUMNS)


def ledger_row(line: LedgerLine, lang: str) -> tuple[Value, ...]:
    """What stands in them."""
    _ = say_in(lang)
    return (
        line.at,
        line.number,
        line.received,
        _word(line.channel, lang),
        line.place,
        _("anonymous") if line.anonymous else line.who,
        _words(line.identity, lang),
        _word(line.nature, lang),
        _word(line.category, lang),
        line.title,
        _word(line.unit, lang),
        _words(line.co_units, lang),
        line.forwarded,
        line.due,
        line.replied,
        _(_IN_TIME[line.in_time]) if line.in_time in _IN_TIME else "",
        _word(line.outcome, lang),
        _word(line.adoption, lang),
        line.told,
        _word(line.told_how, lang),
        _word(line.satisfaction, lang),
        _word(line.loop, lang),
        line.main,
        line.filed,
        _remarks(line, lang, _),
    )


def _remarks(line: LedgerLine, lang: str, _: Say) -> str:
    """How it stands, and what the other columns cannot say."""
    said = [_("sample")] if line.sample else []
    said += [line.state.say(lang), *(_(_GONE[part]) for part in line.gone if part in _GONE)]
    said += [_("deputy's suggestion {number}").format(number=number) for number in line.links]
    return "；".join(said) if lang == "zh" else "; ".join(said)


def _word(label: Label | None, lang: str) -> str:
    return label.say(lang) if label else ""


def _words(labels: Iterable[Label], lang: str) -> str:
    return (_LOOSE if lang == "zh" else ", ").join(label.say(lang) for label in labels)
