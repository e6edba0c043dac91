"""The timeline in words: what happened to a case, by whom, and what was said."""

from desk.domain.case import GUIDANCE, REPLY, SURVEY
from desk.domain.codes import Codes
from desk.reads.loop_words import LAPSED, LOOP, loop_word
from desk.reads.reasons import reason_words
from desk.reads.views import StepView
from desk.sentences import FIELDS
from desk.text import Say, mark, say_in

_CORRECTED, _TAKEN_OVER, _SLIP, _ELSE = mark("corrected"), mark("taken over"), mark("slip"), mark("something else")
_KINDS = {
    "registered": mark("recorded"),
    "withdrawn": mark("taken back by the person"),
    "erased": mark("erased"),
    "shown": mark("name and phone were shown"),
    "absorbed": mark("merged into it: {number}"),
    "merged": mark("merged into {number}"),
    "parted": mark("parted from it: {number}"),
    "unmerged": mark("parted from {number}"),
    "distinct": mark("not the same as {number}"),
    "returned": mark("returned by the unit"),
    "accepted": mark("accepted"),
}
_SLIPS = {
    "handed": mark("slip handed to the printer"),
    "refused": mark("slip refused by the printer"),
    "printed": mark("slip printed"),
    "failed": mark("slip not printed: the printer gave up"),
    "not_out": mark("no slip came out"),
}
_GUIDES = {
    "handed": mark("guidance slip handed to the printer"),
    "refused": mark("guidance slip refused by the printer"),
    "printed": mark("guidance slip printed"),
    "failed": mark("guidance slip not printed: the printer gave up"),
    "not_out": mark("no guidance slip came out"),
}
_LETTERS = {
    "handed": mark("reply notice handed to the printer"),
    "refused": mark("reply notice refused by the printer"),
    "printed": mark("reply notice printed"),
    "failed": mark("reply notice not printed: the printer gave up"),
}
_SURVEYS = {
    "handed": mark("survey handed to the printer"),
    "refused": mark("survey refused by the printer"),
    "printed": mark("survey printed"),
    "failed": mark("survey not printed: the printer gave up"),
}
_RULED = {
    "extended": mark("deadline extended: {what}, until {day}"),
    "paused": mark("deadline rests: {what}"),
    "resumed": mark("deadline goes on: {what}, until {day}"),
}
_TRACKED = {
    "deputy": mark("on record as a deputy's suggestion, received on {day}"),
    "petition": mark("on record as a petition matter, received on {day}"),
    "none": mark("no deputy's suggestion or petition matter any more"),
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
        why = reason_words(step.reason, lang) if step.reason and step.verdict != "unjudged" else ""
        words += " (" + ": ".join(filter(None, (_(_VERDICTS[step.verdict]), why))) + ")"
    elif step.lapsed:
        words += " (" + _(LAPSED) + ")"
    return "  ".join(filter(None, (f"{step.at:%Y-%m-%d %H:%M}", words, step.who, step.text)))


def _what(step: StepView, codes: Codes, lang: str) -> str:
    _ = say_in(lang)
    if step.kind == "slip":
        said = {REPLY: _LETTERS, GUIDANCE: _GUIDES, SURVEY: _SURVEYS}.get(step.paper, _SLIPS)
        return _(said.get(step.outcome or "", _SLIP))
    if step.kind == "corrected":
        return f"{_(_CORRECTED)}: {_fields(step, _)}".rstrip(": ")
    if step.kind == "quoted":
        told = [("step", step.step), ("outcome", step.outcome)]
        words = [codes.label(name, code).say(lang) for name, code in told if code]
        return ", ".join(words) or _(_TAKEN_OVER)
    if step.kind == "forwarded":
        return _forwarded(step, lang)
    if step.kind == "replied":
        return _replied(step, lang)
    if step.kind in _RULED:
        return _ruled(step, lang)
    if step.kind == "tracked":
        day = step.day.isoformat() if step.day else ""
        return _(_TRACKED.get(step.track, _ELSE)).format(day=day)
    if step.kind in LOOP:
        return _looped(step, lang)
    return _(_KINDS.get(step.kind, _ELSE)).format(number=step.other)


def _looped(step: StepView, lang: str) -> str:
    """What came of it, which unit, who, and what shows it."""
    labels = [label.say(lang) for label in (step.outcome_label, step.unit) if label]
    told = [step.words.get(name) for name in ("number", "reason", "actor", "evidence")]
    return ", ".join([say_in(lang)(loop_word(step)), *labels, *filter(None, told)])


def _ruled(step: StepView, lang: str) -> str:
    """What was done about a clock, and who approved it."""
    _ = say_in(lang)
    day = step.day.isoformat() if step.day else ""
    words = _(_RULED[step.kind]).format(what=step.rule_words.say(lang), day=day)
    return words + (", " + _("approved by {who}").format(who=step.approver) if step.approver else "")


def _forwarded(step: StepView, lang: str) -> str:
    """To whom, and who helps; without a unit where its name was erased."""
    _ = say_in(lang)
    helping = ", ".join(unit.say(lang) for unit in step.co_units)
    words = [_("forwarded to {unit}").format(unit=step.unit.say(lang)) if step.unit else _("forwarded")]
    return ", ".join(words + ([_("with the help of {units}").format(units=helping)] if helping else []))


def _replied(step: StepView, lang: str) -> str:
    _ = say_in(lang)
    words = [_("answered by {unit}").format(unit=step.unit.say(lang)) if step.unit else _("answered")]
    words += [step.outcome_label.say(lang)] if step.outcome_label else []
    words += [_("promised by {day}").format(day=step.promised.isoformat())] if step.promised else []
    return ", ".join(words)


def _fields(step: StepView, _: Say) -> str:
    return ", ".join(_(FIELDS[name]) if name in FIELDS else name for name in step.fields if name != "promise")
