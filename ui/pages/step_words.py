"""The timeline in words: every knot says what happened, who did it, and whether it counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.domain.case import GUIDANCE, REPLY, SURVEY
from desk.domain.codes import Codes
from desk.domain.outcome import class_of
from desk.reads.loop_words import LAPSED, LOOP
from desk.reads.reasons import reason_words
from desk.reads.views import StepView
from desk.text import mark
from ui.models.case_words import bare_word, between, comma
from ui.pages.loop_words import loop_detail, loop_sentence
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
GUIDE = {
    "handed": (mark("Guidance slip sent to the printer"), "printer"),
    "refused": (mark("The printer did not take the guidance slip"), "file-x"),
    "printed": (mark("Guidance slip printed"), "printer"),
    "failed": (mark("The guidance slip did not come out"), "file-x"),
    "not_out": (mark("Somebody said that no guidance slip came out"), "file-x"),
}
LETTER = {
    "handed": (mark("Reply sent to the printer"), "printer"),
    "refused": (mark("The printer did not take the reply"), "file-x"),
    "printed": (mark("Reply printed"), "printer"),
    "failed": (mark("The reply did not come out"), "file-x"),
}
ASKED = {
    "handed": (mark("Survey sent to the printer"), "printer"),
    "refused": (mark("The printer did not take the survey"), "file-x"),
    "printed": (mark("Survey printed"), "printer"),
    "failed": (mark("The survey did not come out"), "file-x"),
}
CLOCKS = {
    "extended": (mark("Extended: {what}, until {day}"), "calendar-clock"),
    "paused": (mark("Deadline rests: {what}"), "clock"),
    "resumed": (mark("Deadline goes on: {what}, until {day}"), "clock"),
    "returned": (mark("Returned by the unit"), "undo-2"),
    "accepted": (mark("Accepted as a petition matter"), "check-check"),
}
WRITTEN = ("slip", "tracked", "accepted", "resumed")  # what stands there is no reason
TRACKED = {
    "deputy": mark("On record as a deputy's suggestion, received on {day}"),
    "petition": mark("On record as a petition matter, received on {day}"),
    "none": mark("No deputy's suggestion or petition matter any more"),
}
MERGING = {
    "absorbed": (mark("Merged into this case: {number}"), "git-merge"),
    "merged": (mark("Merged into {number}"), "git-merge"),
    "parted": (mark("Parted from this case: {number}"), "split"),
    "unmerged": (mark("Parted from {number}"), "split"),
    "distinct": (mark("Not the same as {number}"), "split"),
}
PRIVACY = {
    "shown": (mark("Name and phone were shown"), "eye"),
    "erased": (mark("A part of this case was erased"), "eraser"),
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


def event_of(look: Look, codes: Codes, step: StepView, first_words: str, today: date) -> Event:
    """One knot. `first_words` are the case's own, for the knot that began it."""
    sentence, icon, tone = _what(look, codes, step, first_words)
    remark = remark_words(look, step.verdict, step.reason)
    if step.lapsed:
        remark, tone = look.say(LAPSED), ""
    elif remark:
        tone = "red" if step.verdict == "not_applied" else "amber"
    hour = "" if step.kind == "quoted" else moment.clock(step.at)  # a quoted step has a day alone
    facts = comma(look).join(filter(None, (step.who, hour, _detail(look, step))))
    detail = "\n".join(filter(None, (facts, remark)))  # whether it counts is read by itself
    return Event(moment.short_day(step.at.date(), today), icon, sentence, detail, tone)


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
        return _("Corrected: {fields}").format(fields=between(look).join(names)), "pencil-line", ""
    if step.kind == "withdrawn":
        return _("The person took the case back"), "undo-2", ""
    if step.kind == "quoted":
        return _quoted(look, codes, step), "quote", ""
    if step.kind in PRIVACY:
        sentence, icon = PRIVACY[step.kind]
        return _(sentence), icon, ""
    if step.kind in MERGING:
        sentence, icon = MERGING[step.kind]
        return _(sentence).format(number=step.other), icon, ""
    if step.kind == "forwarded":
        return _forwarded(look, step), "send", ""
    if step.kind == "replied":
        return _replied(look, step), "mail-check", "accent" if step.in_force else ""
    if step.kind in CLOCKS:
        sentence, icon = CLOCKS[step.kind]
        return _(sentence).format(what=step.rule_words.say(look.lang), day=_day(step)), icon, ""
    if step.kind == "tracked":
        return _(TRACKED.get(step.track, TRACKED["none"])).format(day=_day(step)), "file-text", ""
    if step.kind in LOOP:
        return loop_sentence(look, codes, step)
    papers = {REPLY: LETTER, GUIDANCE: GUIDE, SURVEY: ASKED}.get(step.paper, SLIP)
    if step.kind == "slip" and step.outcome in papers:
        sentence, icon = papers[step.outcome]
        return _(sentence), icon, "red" if step.outcome in BAD else ""
    return _("A step this version does not know"), "circle-dashed", ""


def _day(step: StepView) -> str:
    return step.day.isoformat() if step.day else ""


def _quoted(look: Look, codes: Codes, step: StepView) -> str:
    _ = look.say
    label = codes.label("step", step.step).say(look.lang) if step.step else ""
    outcome = codes.label("outcome", step.outcome).say(look.lang) if step.outcome else ""
    label = label or (_("Answer") if outcome else _("An earlier note"))
    told = step.text if len(step.text) <= LONG else ""
    words = comma(look).join(filter(None, (outcome, told)))
    return _("{step}: {words}").format(step=label, words=words) if words else label


def _forwarded(look: Look, step: StepView) -> str:
    """转办：谁主办，会办谁. Without a unit where its name was erased."""
    _ = look.say
    if step.unit is None:
        return _("Forwarded")
    others = between(look).join(unit.say(look.lang) for unit in step.co_units)
    unit = step.unit.say(look.lang)
    if others:
        return _("Forwarded: {unit}, with {others}").format(unit=unit, others=others)
    return _("Forwarded: {unit}").format(unit=unit)


def _replied(look: Look, step: StepView) -> str:
    _ = look.say
    said = [_outcome(look, step)] if step.outcome_label else []
    said += [step.unit.say(look.lang)] if step.unit else []
    words = comma(look).join(said)
    return _("{step}: {words}").format(step=_("Answer"), words=words) if words else _("Answer")


def _outcome(look: Look, step: StepView) -> str:
    """With its class where it has one: 正在解决（B 类）."""
    if step.outcome_label is None:
        return ""
    word, abc = bare_word(look, step.outcome_label), class_of(step.outcome)
    return look.say("{outcome} (class {letter})").format(outcome=word, letter=abc) if abc else word


def _detail(look: Look, step: StepView) -> str:
    """The reason given, what was asked for, an answer (the one in force stands above), or the printer's name."""
    _ = look.say
    if step.approver:
        approved = _("approved by {who}").format(who=step.approver)
        return comma(look).join(filter(None, (approved, _because(look, step))))
    if step.kind in LOOP:
        return loop_detail(look, step)
    if step.kind == "replied":
        return comma(look).join(filter(None, (_promised(look, step), "" if step.in_force else step.text)))
    if not step.text or step.kind in ("registered", "forwarded"):
        return step.text if step.kind == "forwarded" else ""
    if step.kind == "quoted":
        return step.text if len(step.text) > LONG else ""
    return step.text if step.kind in WRITTEN else _because(look, step)


def _because(look: Look, step: StepView) -> str:
    return look.say("because: {reason}").format(reason=step.text) if step.text else ""


def _promised(look: Look, step: StepView) -> str:
    _ = look.say
    if step.promised is None:
        return ""
    return _("promised by {day}").format(day=step.promised.isoformat())


def remark_words(look: Look, verdict: str, reason: str) -> str:
    """Why a fact does not count; empty where it does."""
    _ = look.say
    if verdict == "not_applied":
        return _("does not count: {reason}").format(reason=reason_words(reason, look.lang))
    if verdict == "set_aside":
        return _("set aside: {reason}").format(reason=reason_words(reason, look.lang))
    if verdict == "unjudged":
        return _("written by a newer version; it shows after the next upgrade")
    return ""
