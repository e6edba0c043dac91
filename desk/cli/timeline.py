"""The timeline in words: what happened to a case, by whom, and what was said."""

from desk.domain.codes import Codes
from desk.reads.views import StepView
from desk.sentences import FIELDS
from desk.text import Say, mark, say_in

_CORRECTED, _TAKEN_OVER, _SLIP, _ELSE = mark("corrected"), mark("taken over"), mark("slip"), mark("something else")
_KINDS = {
    "registered": mark("recorded"),
    "withdrawn": mark("taken back by the person"),
    "erased": mark("erased"),
}
_SLIPS = {
    "handed": mark("slip handed to the printer"),
    "refused": mark("slip refused by the printer"),
    "printed": mark("slip printed"),
    "failed": mark("slip not printed: the printer gave up"),
    "not_out": mark("no slip came out"),
}
_VERDICTS = {
    "not_applied": mark("not applied"),
    "set_aside": mark("set aside"),
    "unjudged": mark("written by a newer version"),
}


def step_line(step: StepView, codes: Codes, lang: str) -> str:
    """One line of the timeline."""
    _ = say_in(lang)
    words = _what(step, codes, lang)
    if step.verdict in _VERDICTS:
        words += f" ({_(_VERDICTS[step.verdict])})"
    return "  ".join(filter(None, (f"{step.at:%Y-%m-%d %H:%M}", words, step.who, step.text)))


def _what(step: StepView, codes: Codes, lang: str) -> str:
    _ = say_in(lang)
    if step.kind == "slip":
        said = _SLIPS.get(step.outcome, _SLIP) if step.outcome else _SLIP
        return _(said)
    if step.kind == "corrected":
        return f"{_(_CORRECTED)}: {_fields(step, _)}".rstrip(": ")
    if step.kind == "quoted":
        told = [("step", step.step), ("outcome", step.outcome)]
        words = [codes.label(name, code).say(lang) for name, code in told if code]
        return ", ".join(words) or _(_TAKEN_OVER)
    return _(_KINDS.get(step.kind, _ELSE))


def _fields(step: StepView, _: Say) -> str:
    return ", ".join(_(FIELDS[name]) if name in FIELDS else name for name in step.fields if name != "promise")
