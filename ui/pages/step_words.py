"""The timeline in words: every knot says what happened, who did it, and whether it counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.domain.codes import Codes
from desk.reads.views import StepView
from desk.text import mark
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.timeline import Event, Tone

START = 30  # code points of the first words
LONG = 60  # a longer answer stands under its sentence
SLIP = {
    "handed": (mark("Slip sent to the printer"), "printer"),
    "refused": (mark("The printer did not take the slip"), "file-x"),
    "printed": (mark("Slip printed"), "printer"),
    "failed": (mark("The slip did not come out"), "file-x"),
    "not_out": (mark("Somebody said that no slip came out"), "file-x"),
}
BAD = ("refused", "failed", "not_out")
FIELDS = {
    "title": mark("Topic"),
    "main_cause": mark("Main cause"),
    "proposal": mark("Proposal"),
    "original_text": mark("Own words"),
    "first_opinion": mark("First opinion"),
    "name": mark("Name"),
    "phone": mark("Phone"),
    "address": mark("Address"),
    "identity": mark("Identity"),
    "identity_text": mark("Identity"),
    "nature": mark("Nature"),
    "category": mark("Category"),
    "topic": mark("Category"),
    "channel": mark("Channel"),
    "feedback": mark("Tell them"),
    "person_times": mark("How many came"),
    "received_at": mark("Received"),
    "anonymous": mark("Anonymous"),
    "public_ok": mark("OK to publish"),
    "pi_notice_given": mark("Notice given"),
    "promise": mark("Promise"),
    "recorder": mark("Recorder"),
    "lang": mark("Slip in"),
}
REASONS = {
    "withdrawn": mark("the case was withdrawn before"),
    "not_registered": mark("the case itself is not known yet"),
    "already_registered": mark("the case was recorded before"),
    "accusation_has_text": mark("an accusation holds no words"),
    "reason_missing": mark("no reason was given"),
    "after_own_step": mark("something of our own had happened before"),
}


def event_of(look: Look, codes: Codes, step: StepView, first_words: str, today: date) -> Event:
    """One knot. `first_words` are the case's own, for the knot that began it."""
    sentence, icon, tone = _what(look, codes, step, first_words)
    remark = _remark(look, step)
    if remark:
        tone = "red" if step.verdict == "not_applied" else "amber"
    detail = "，".join if look.lang == "zh" else ", ".join
    hour = "" if step.kind == "quoted" else moment.clock(step.at)  # a quoted step has a day alone
    facts = [step.who, hour, _detail(look, step), remark]
    return Event(moment.short_day(step.at.date(), today), icon, sentence, detail(filter(None, facts)), tone)


def first_words(fields: Mapping[str, Any]) -> str:
    """What the person said, or what was written of it."""
    words = next((str(fields[name]) for name in ("original_text", "main_cause", "title") if fields.get(name)), "")
    line = " ".join(words.split())
    return line if len(line) <= START else line[:START] + "……"


def _what(look: Look, codes: Codes, step: StepView, words: str) -> tuple[str, str, Tone]:
    _ = look.say
    if step.kind == "registered":
        return (_("Recorded: “{words}”").format(words=words) if words else _("Case recorded")), "square-pen", ""
    if step.kind == "corrected":
        names = dict.fromkeys(_(FIELDS[name]) if name in FIELDS else name for name in step.fields)
        between = "、" if look.lang == "zh" else ", "
        return _("Corrected: {fields}").format(fields=between.join(names)), "pencil-line", ""
    if step.kind == "withdrawn":
        return _("The person took the case back"), "undo-2", ""
    if step.kind == "quoted":
        return _quoted(look, codes, step), "quote", ""
    if step.kind == "erased":
        return _("A part of this case was erased"), "eraser", ""
    if step.kind == "slip" and step.outcome in SLIP:
        sentence, icon = SLIP[step.outcome]
        return _(sentence), icon, "red" if step.outcome in BAD else ""
    return _("A step this version does not know"), "circle-dashed", ""


def _quoted(look: Look, codes: Codes, step: StepView) -> str:
    _ = look.say
    label = codes.label("step", step.step).say(look.lang) if step.step else ""
    outcome = codes.label("outcome", step.outcome).say(look.lang) if step.outcome else ""
    label = label or (_("Answer") if outcome else _("An earlier note"))
    told = step.text if len(step.text) <= LONG else ""
    words = ("，" if look.lang == "zh" else ", ").join(filter(None, (outcome, told)))
    return _("{step}: {words}").format(step=label, words=words) if words else label


def _detail(look: Look, step: StepView) -> str:
    """The reason given, a long answer, or the printer's name."""
    _ = look.say
    if not step.text or step.kind == "registered":
        return ""
    if step.kind == "quoted":
        return step.text if len(step.text) > LONG else ""
    return step.text if step.kind == "slip" else _("because: {reason}").format(reason=step.text)


def _remark(look: Look, step: StepView) -> str:
    _ = look.say
    if step.verdict == "not_applied":
        reason = _(REASONS[step.reason]) if step.reason in REASONS else step.reason
        return _("does not count: {reason}").format(reason=reason)
    if step.verdict == "set_aside":
        return _("set aside: another record holds its place")
    if step.verdict == "unjudged":
        return _("written by a newer version; it shows after the next upgrade")
    return ""
